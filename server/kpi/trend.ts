import { addDays, type Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Grain } from "#core/calendar/period.ts";
import type { Value } from "#core/explain/explanation.ts";
import { type Known } from "#core/kpi/quantity.ts";
import { buckets, drawable, type Bucket } from "#core/kpi/trend.ts";
import { publishedTargets } from "../targets/published.ts";
import { factOperand, fiscalOf, mayHaveTargets, targetOperand, type Asked } from "./sheet.ts";
import { metricValues } from "./store.ts";

type Wish = { readonly grain: Exclude<Grain, "quarter" | "half" | "year">; readonly isRunningTotal: boolean };

/** A metric step by step, or from the start of the period up to each step; days to come have no value. */
export async function trend(asked: Asked, metric: Known, wish: Wish) {
  const { tx, tenant, subject, period } = asked;
  const grain = drawable(period, wish.grain, fiscalOf(tenant)) as Wish["grain"];
  const cut = buckets(period, grain, fiscalOf(tenant));
  const until = addDays(tenant.today, 1);
  const spans = cut.flatMap((bucket, i) => [
    named(`now ${i}`, seen(cut, bucket, "now", wish), until),
    named(`before ${i}`, seen(cut, bucket, "before", wish)),
  ]);
  const values = await metricValues(tx, {
    metric,
    nodes: { kind: subject.kind, ids: [subject.id] },
    spans: spans.filter(({ from, to }) => from < to),
  });
  const targets = await targetsOf(asked, metric.code, cut, grain, wish);
  const at = (key: string): Value => {
    const span = spans.find((one) => one.key === key)!;
    return factOperand(asked, metric, values.of(subject.id, key), span).explanation.value;
  };
  const steps = cut.map(({ key, now }, i) => ({
    key,
    ...now,
    now: now.from < until ? at(`now ${i}`) : null,
    lastYear: at(`before ${i}`),
    target: targets?.[i] === undefined ? null : targetOperand(metric.code, targets[i], tenant.currency).explanation.value,
    isComplete: now.to <= until,
  }));
  return { metric: metric.code, name: metric.label, grain, isRunningTotal: wish.isRunningTotal, steps };
}

const seen = (cut: readonly Bucket[], bucket: Bucket, side: "now" | "before", { isRunningTotal }: Wish): Span =>
  isRunningTotal ? { from: cut[0]![side].from, to: bucket[side].to } : bucket[side];

const named = (key: string, { from, to }: Span, until = to) => ({ key, from, to: to < until ? to : until });

/** Running totals aim at the target of the whole period; months at their own. Weeks and days have none. */
async function targetsOf(
  { tx, subject, period }: Asked,
  metric: string,
  cut: readonly Bucket[],
  grain: Grain,
  { isRunningTotal }: Wish,
): Promise<(Amount | undefined)[] | null> {
  if (!mayHaveTargets(metric) || (!isRunningTotal && grain !== "month")) return null;
  const of = async (span: Span) => (await publishedTargets(tx, metric, { kind: subject.kind, ids: [subject.id] }, span)).get(subject.id);
  if (isRunningTotal) {
    const whole = await of(period);
    return cut.map(() => whole);
  }
  const found = [];
  for (const { now } of cut) found.push(await of(now));
  return found;
}
