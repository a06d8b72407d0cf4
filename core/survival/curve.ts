/** One wait: how many days it has lasted, and how it ended. "open" is still going on: censored, not forgotten. */
export type Wait = { readonly days: number; readonly end: "event" | "other" | "open" };

/**
 * A day on which something ended. `waiting` is the Kaplan–Meier share still without the event (other endings censored), with
 * Greenwood's standard error and a 95 % interval; `event` and `other` are the Aalen–Johansen shares that have ended so by
 * that day, and `neither` is what remains: the three add up to one.
 */
export type Step = {
  readonly day: number;
  readonly atRisk: number;
  readonly events: number;
  readonly others: number;
  readonly waiting: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
  readonly event: number;
  readonly other: number;
  readonly neither: number;
};

export type Curve = {
  readonly n: number;
  readonly events: number;
  readonly others: number;
  readonly open: number;
  readonly steps: readonly Step[];
};

const Z95 = 1.959963984540054;

/**
 * Time to an event with open cases censored (Kaplan & Meier 1958, variance by Greenwood 1926, interval on the log-minus-log
 * scale after Kalbfleisch & Prentice so that it stays within 0 and 1) and with other endings as a competing risk (Aalen &
 * Johansen 1978). On tied days endings come before censoring. Everybody is watched from day 0: no left truncation.
 */
export function curveOf(waits: readonly Wait[]): Curve {
  const byDay = [...Map.groupBy(waits, (wait) => wait.days)].sort(([a], [b]) => a - b);
  const steps: Step[] = [];
  let [atRisk, waiting, sum, neither, event, other] = [waits.length, 1, 0, 1, 0, 0];
  for (const [day, ended] of byDay) {
    const [events, others] = [count(ended, "event"), count(ended, "other")];
    if (events + others > 0) {
      waiting *= 1 - events / atRisk;
      sum += atRisk > events ? events / (atRisk * (atRisk - events)) : 0;
      event += (neither * events) / atRisk;
      other += (neither * others) / atRisk;
      neither *= 1 - (events + others) / atRisk;
      steps.push({
        day,
        atRisk,
        events,
        others,
        waiting,
        error: waiting * Math.sqrt(sum),
        ...interval(waiting, sum),
        event,
        other,
        neither,
      });
    }
    atRisk -= ended.length;
  }
  return { n: waits.length, events: count(waits, "event"), others: count(waits, "other"), open: count(waits, "open"), steps };
}

const count = (waits: readonly Wait[], end: Wait["end"]): number => waits.filter((wait) => wait.end === end).length;

function interval(waiting: number, sum: number): { low: number; high: number } {
  if (waiting <= 0 || waiting >= 1) return { low: waiting, high: waiting };
  const spread = (Z95 * Math.sqrt(sum)) / Math.abs(Math.log(waiting));
  return { low: waiting ** Math.exp(spread), high: waiting ** Math.exp(-spread) };
}

export type Quantile = { readonly day: number | null; readonly low: number | null; readonly high: number | null };

/**
 * First day by which the share has had the event (0.5 is the median), with the interval of Brookmeyer & Crowley 1982: the days
 * between which the curve's own interval crosses it. Null where the curve does not come so far: then it is longer than observed.
 */
export function quantile({ steps }: Curve, share: number): Quantile {
  const rest = 1 - share + 1e-12;
  const reached = (of: (step: Step) => number) => steps.find((step) => of(step) <= rest)?.day ?? null;
  return { day: reached((s) => s.waiting), low: reached((s) => s.low), high: reached((s) => s.high) };
}

/** Of those that have the event in the end, the first day by which the share has had it (Aalen–Johansen); null without any. */
export function quantileOfEvents({ steps }: Curve, share: number): number | null {
  const all = steps.at(-1)?.event ?? 0;
  return all > 0 ? steps.find((step) => step.event >= all * share - 1e-12)!.day : null;
}

/** The middle of plain numbers, nothing censored: the mean of the two middle ones; null without any. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The value below which a share of plain numbers lies (nearest rank, R type 1); null without any. */
export function percentile(numbers: readonly number[], share: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? null;
}
