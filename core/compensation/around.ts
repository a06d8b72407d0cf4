import type { Explanation, RowsBehind } from "../explain/explanation.ts";

/** What stands around a statement: plan version, currency, what explains given values, the rows behind. */
export type Around = {
  readonly version: string;
  readonly currency: string;
  /** By standard name: coefficient, quota … */
  readonly given: Readonly<Record<string, Explanation>>;
  readonly rows?: RowsBehind;
};
