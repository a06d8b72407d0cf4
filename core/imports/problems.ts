/** Why a row was refused, or kept with a warning. Texts in three languages: api/import-problems.ts. */
export const rowProblemCodes = [
  "required",
  "not-an-amount",
  "amount-too-large",
  "negative-amount",
  "not-a-day",
  "day-out-of-range",
  "not-a-choice",
  "not-a-number",
  "not-a-share",
  "too-long",
  "share-sum",
  "credit-twice",
  "wrong-currency",
  "duplicate-in-file",
  "partner-row-refused",
  "header-differs",
  "unknown-unit",
  "unknown-person",
  "unknown-customer",
  "unknown-product",
  "unknown-order",
  "unknown-metric",
  "unknown-node",
  "not-a-period",
  "no-position-that-day",
  "position-taken",
  "unit-cycle",
  "manager-cycle",
  "leaves-before-hire",
  "deal-without-customer",
  "deal-unknown-customer",
  "deal-unknown-product",
  "deal-without-start",
  "delivered-before-signed",
  "unknown-plan-line",
  "target-twice",
  "not-a-time",
  "score-out-of-range",
  "ends-before-start",
  "unknown-deal",
  "unknown-lead",
  "stage-added",
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];

export type RowProblem = {
  readonly no: number;
  /** A refused row is not written; a warning keeps it. */
  readonly severity: "refused" | "warning";
  readonly field: string;
  readonly excerpt: string;
  readonly code: RowProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
};

export const excerptOf = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
