export type Series = {
  name: string;
  /** Decimal texts (amounts and numbers) or millionths (rates); null where there is nothing. */
  values: readonly (string | null)[];
  /** Same thing, same colour on every page. */
  role: "actual" | "target" | "last-year" | "forecast" | "other";
  shape?: "line" | "bar";
};
export type ChartProps = {
  /** The finding as a sentence, not the field names. */
  title: string;
  categories: readonly string[];
  series: readonly Series[];
  unit: "amount" | "rate" | "number";
  /** Index of the first category whose period is not over: drawn hatched. */
  incompleteFrom?: number;
  height?: number;
  horizontal?: boolean;
  onPick?: (index: number) => void;
};
