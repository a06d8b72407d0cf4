import type { ProblemCode } from "#api/problems/index.ts";

const mark = Symbol("refusal");

/** An expected "no": returned, not thrown; the transaction rolls back and the caller gets problem details. */
export type Refusal = {
  readonly [mark]: true;
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** The record as it is now, for a conflict. */
  readonly current?: unknown;
};

export function refuse(code: ProblemCode, values: Refusal["values"] = {}, current?: unknown): Refusal {
  return { [mark]: true, code, values, current };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && mark in value;
}
