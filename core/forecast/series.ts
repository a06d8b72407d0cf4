/** What must be said beside a forecast. */
export type Note =
  | { readonly kind: "gaps-filled"; readonly count: number }
  | { readonly kind: "cycle-longer-than-series"; readonly frequency: number }
  | { readonly kind: "constant" }
  | { readonly kind: "too-short-for-band" }
  | { readonly kind: "too-short-for-backtest" }
  | { readonly kind: "not-better-than-seasonal-naive" };

/** Why there is no forecast. `needs` is the smallest number of values that would do. */
export type Refusal =
  | { readonly kind: "refused"; readonly why: "empty" }
  | { readonly kind: "refused"; readonly why: "too-short"; readonly needs: number }
  | { readonly kind: "refused"; readonly why: "mostly-gaps"; readonly known: number; readonly of: number }
  | { readonly kind: "refused"; readonly why: "needs-cycle" | "needs-positive" | "too-large" };

export type Prepared = { readonly kind: "prepared"; readonly y: Float64Array; readonly scale: number; readonly notes: readonly Note[] };

/**
 * A series ready for the methods: gaps at both ends are cut off, gaps inside are filled on the straight line between their neighbours
 * (said in a note), and values far from 1 are scaled by a power of two, so that no square leaves the range of numbers.
 */
export function prepared(values: readonly (number | null)[]): Prepared | Refusal {
  const known = values.map((v) => v !== null && Number.isFinite(v));
  const [from, to] = [known.indexOf(true), known.lastIndexOf(true) + 1];
  if (from < 0) return { kind: "refused", why: "empty" };
  const inside = values.slice(from, to);
  const count = known.slice(from, to).filter(Boolean).length;
  if (count * 2 < inside.length) return { kind: "refused", why: "mostly-gaps", known: count, of: inside.length };

  const y = filled(inside);
  const largest = y.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const scale = largest > 0 && (largest > 2 ** 50 || largest < 2 ** -20) ? 2 ** Math.floor(Math.log2(largest)) : 1;
  const notes: Note[] = [
    ...(count < inside.length ? [{ kind: "gaps-filled", count: inside.length - count } as const] : []),
    ...(y.length > 1 && y.every((v) => v === y[0]) ? [{ kind: "constant" } as const] : []),
  ];
  return { kind: "prepared", y: scale === 1 ? y : y.map((v) => v / scale), scale, notes };
}

function filled(values: readonly (number | null)[]): Float64Array {
  const y = Float64Array.from(values, (v) => v ?? Number.NaN);
  let last = 0;
  for (let t = 1; t < y.length; t += 1) {
    if (!Number.isFinite(y[t]!)) continue;
    for (let gap = last + 1; gap < t; gap += 1) {
      const share = (gap - last) / (t - last);
      y[gap] = y[last]! * (1 - share) + y[t]! * share;
    }
    last = t;
  }
  return y;
}
