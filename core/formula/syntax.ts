import type { Exact } from "./exact.ts";

/** What a formula may compute with. They never mix by accident: ¥3 + 5 % is refused, ¥3 × 5 % is an amount. A day is counted from 1970. */
export type Type = "amount" | "rate" | "number" | "boolean" | "text" | "day";

export type Operator = "+" | "-" | "*" | "/" | "<" | "<=" | ">" | ">=" | "=" | "<>" | "and" | "or";
export type FunctionName = "min" | "max" | "if" | "round" | "down" | "up" | "abs" | "otherwise" | "known" | "months";

/**
 * The closed set of what a formula can say: no loops, no calls into the host. `at` is the character it starts at.
 * An amount may be written with its currency, which whoever gives the names must then compare with his own.
 */
export type Node =
  | {
      readonly kind: "literal";
      readonly type: "amount" | "rate" | "number" | "day";
      readonly value: Exact;
      readonly currency?: string;
      readonly at: number;
    }
  | { readonly kind: "text"; readonly value: string; readonly at: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "negate" | "not"; readonly of: Node; readonly at: number }
  | { readonly kind: "binary"; readonly op: Operator; readonly left: Node; readonly right: Node; readonly at: number }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly args: readonly Node[]; readonly at: number };

/** A node and everything in it. */
export function nodesIn(node: Node): Node[] {
  switch (node.kind) {
    case "literal":
    case "text":
    case "name":
      return [node];
    case "negate":
    case "not":
      return [node, ...nodesIn(node.of)];
    case "binary":
      return [node, ...nodesIn(node.left), ...nodesIn(node.right)];
    case "call":
      return [node, ...node.args.flatMap(nodesIn)];
  }
}

/** Why a formula is refused: a code, where (a character position), and what was met there. */
export type FormulaProblem = {
  readonly code:
    | "too-long"
    | "too-deep"
    | "unexpected-character"
    | "unexpected-token"
    | "unexpected-end"
    | "unknown-function"
    | "unknown-name"
    | "wrong-arguments"
    | "types-differ"
    | "type-not-allowed";
  readonly at: number;
  readonly values: Readonly<Record<string, string | number>>;
};

export const problem = (code: FormulaProblem["code"], at: number, values: FormulaProblem["values"] = {}): FormulaProblem => ({
  code,
  at,
  values,
});

/** Thrown and caught inside this folder only; outside, a refusal is a value. */
export class Refusal extends Error {
  readonly problem: FormulaProblem;
  constructor(why: FormulaProblem) {
    super(why.code);
    this.problem = why;
  }
}
