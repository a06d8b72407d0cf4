import { addMonths, type Day, type Span } from "../base/date.ts";
import { PPM, type Ppm } from "../base/money.ts";
import { workingDays, type Holidays } from "../calendar/working-days.ts";

/** How much of the full work somebody can do in the first, second … month on the job; after the last, all of it. */
export type Ramp = readonly Ppm[];

/** A third, a half, three quarters, nine tenths: an assumption to be replaced by the company's own curve. */
export const usualRamp: Ramp = [300_000n, 500_000n, 750_000n, 900_000n];

/** When a seat is filled: nobody before `from`, nobody from `to` on; `startedOn` is the first day on the job. */
export type Presence = { readonly from: Day | null; readonly to: Day | null; readonly startedOn: Day | null };

export type Capacity = {
  /** Share of each month's full work. */
  readonly months: readonly Ppm[];
  /** Share of the year's, months weighted by their working days. */
  readonly year: Ppm;
  /** Working days the seat is filled in the year: without the ramp. */
  readonly days: number;
  readonly why: "full" | "ramp" | "part" | "ramp-part" | "vacant";
};

/**
 * What a seat can carry, month by month: working days it is filled ÷ working days of the month, times the ramp of the
 * person's month on the job. A month without any working day counts by nothing and carries nothing.
 */
export function capacity(months: readonly Span[], presence: Presence, ramp: Ramp, holidays: Holidays): Capacity {
  const each = months.map((month) => {
    const all = workingDays(month, holidays).count;
    const filled = filledDays(month, presence, holidays);
    const share = all === 0 ? 0n : (BigInt(filled) * PPM) / BigInt(all);
    const learned = rampOf(presence.startedOn, month.from, ramp);
    return { all, filled, isRamping: learned < PPM && filled > 0, ppm: (share * learned) / PPM };
  });
  const all = each.reduce((sum, month) => sum + month.all, 0);
  const days = each.reduce((sum, month) => sum + month.filled, 0);
  const year = all === 0 ? 0n : each.reduce((sum, month) => sum + month.ppm * BigInt(month.all), 0n) / BigInt(all);
  const isRamping = each.some((month) => month.isRamping);
  const why = days === 0 ? "vacant" : days < all ? (isRamping ? "ramp-part" : "part") : isRamping ? "ramp" : "full";
  return { months: each.map((month) => month.ppm), year, days, why };
}

function filledDays(month: Span, { from, to }: Presence, holidays: Holidays): number {
  if (from === null) return 0;
  const start = from > month.from ? from : month.from;
  const end = to !== null && to < month.to ? to : month.to;
  return start >= end ? 0 : workingDays({ from: start, to: end }, holidays).count;
}

/** The month on the job is counted from the day of starting; a month that begins before it counts as the first. */
function rampOf(startedOn: Day | null, monthFrom: Day, ramp: Ramp): Ppm {
  if (startedOn === null) return PPM;
  const at = ramp.findIndex((_, i) => monthFrom < addMonths(startedOn, i + 1));
  return at < 0 ? PPM : ramp[at]!;
}
