import { useFormat } from "../../lib/use-format.ts";

export type ChartUnit = "amount" | "rate" | "number";
/** One thing that is drawn: decimal text (amounts, numbers) or millionths (rates); null where there is nothing. */
export type Mark = { key: string; name: string; value: string | null; goal?: string | null };
/** Marks that lead somewhere are buttons: mouse, finger and keyboard alike. */
export type Picking = { onPick?: ((key: string) => void) | undefined; picked?: string | undefined };

/** Floats are good enough to draw with; every shown number is made of the text. */
export const toDraw = (value: string | null | undefined): number => (value == null ? 0 : Number(value));

/** Numbers as this reader reads them: short on the drawing, exact in the table. */
export function useNumbers(unit: ChartUnit) {
  const format = useFormat();
  const short = (value: string | null | undefined) => {
    if (value == null) return "—";
    return unit === "amount" ? format.money(value, 1) : unit === "rate" ? format.rate(value) : format.plain(value);
  };
  const exact = (value: string | null | undefined) => (value != null && unit === "amount" ? format.exact(value) : short(value));
  return {
    short,
    exact,
    rate: format.rate,
    axis: (value: number) => (unit === "rate" ? format.rate(String(Math.round(value))) : format.axis(value)),
  };
}

/** Depth of a sequential colour in five steps one can tell apart and write upon; nothing is no colour, only the deepest takes light words. */
export function depthOf(value: string | null, most: number): number {
  if (value === null || most <= 0) return 0;
  const step = Math.min(4, Math.max(0, Math.ceil((Number(value) / most) * 5) - 1));
  return [12, 26, 40, 54, 100][step]!;
}
export const isDeep = (depth: number): boolean => depth === 100;
