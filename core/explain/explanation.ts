/**
 * The one shape behind every "怎么算的": a value, the rule that made it, the parts it was made of,
 * and the rows behind each part. Parts explain themselves the same way, down to single rows.
 * Plain data, so that the web, the CLI and an export draw the same thing.
 */
export type Explanation = {
  /** Stable code of what is explained: a metric code, "score", "commission", "tier", "credit" … */
  readonly of: string;
  /** Text key and its values; the reader's language is chosen where it is drawn. */
  readonly label: Label;
  readonly value: Value;
  /** How the parts make the value, in words: a text key with its values. */
  readonly rule?: Label;
  /** Version of the rule: plan or scheme version, metric version, engine version. */
  readonly version?: string;
  readonly parts?: readonly Explanation[];
  /** How the parts combine: a sum re-adds to the value; the others are shown as a formula. */
  readonly combine?: "sum" | "quotient" | "product" | "choice" | "steps";
  /** Source rows, or where to fetch them page by page. */
  readonly rows?: RowsBehind;
  readonly notes?: readonly Label[];
  /** How many rows a ratio, mean or median rests on, and from how many on it is trusted. */
  readonly sample?: { readonly count: number; readonly min: number };
  /** Ends of the 95 % interval of a rate, in millionths. */
  readonly interval?: { readonly low: string; readonly high: string };
  readonly quality?: Quality;
};

/** How far the rows can be relied on: the share that is complete for this metric, and what the others lack. */
export type Quality = {
  readonly ppm: string;
  readonly rows: number;
  readonly reasons: readonly { readonly label: Label; readonly count: number }[];
};

export type Label = { readonly key: string; readonly values?: Readonly<Record<string, string | number>> };

/** Missing is not zero: `amount` etc. carry data, `none` says why there is none. */
export type Value =
  | { readonly kind: "amount"; readonly value: string; readonly currency: string }
  | { readonly kind: "rate"; readonly ppm: string }
  | { readonly kind: "number"; readonly value: string; readonly unit?: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "none"; readonly why: "missing" | "not-applicable" | "undefined" };

export type RowsBehind = {
  readonly source:
    | "orders"
    | "receipts"
    | "collection-plan"
    | "customers"
    | "targets"
    | "working-days"
    | "deals"
    | "activities"
    | "quotes"
    | "leads"
    | "surveys"
    | "complaints"
    | "people"
    | "actions";
  readonly count: number;
  /** Query that lists the rows through the documented API (same permissions as the page). */
  readonly query: Readonly<Record<string, string>>;
};
