import { addDays, type Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import { workingDaySteps } from "#core/boards/align.ts";
import { lastYear, previous } from "#core/calendar/compare.ts";
import { exactOf } from "#core/kpi/quantity.ts";
import { buckets, drawable } from "#core/kpi/trend.ts";
import { fiscalOf, mayHaveTargets, targetOperand } from "../../kpi/sheet.ts";
import { publishedTargetsOf } from "../../targets/published.ts";
import { notCut, shown } from "../values.ts";
import { periodFor } from "../view.ts";
import { frameOf, named, none, type Answer, type Ask } from "./shape.ts";

type Step = { readonly key: string; readonly now: Span; readonly before: Span | null };
type Grain = "day" | "week" | "month" | "quarter" | "working-day";

/** A metric step by step; what is not over yet says so, days to come have no value. */
export async function seriesAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, subject, view, values } = ask;
  const { tenant } = view.caller;
  const { steps, grain } = stepsOf(ask);
  const until = addDays(tenant.today, 1);
  const compare = view.compare ?? tile.compare;
  const upTo = (side: "now" | "before", i: number): Span | null => {
    const span = steps[i]![side];
    return span && tile.isRunning ? { from: steps[0]![side]!.from, to: span.to } : span;
  };
  const spans = steps.flatMap((step, i) => [
    ...(step.now.from < until ? [named(`now ${i}`, cutAt(upTo("now", i)!, until))] : []),
    ...(step.before && compare !== "none" ? [named(`before ${i}`, upTo("before", i)!)] : []),
  ]);
  const of = await values.of(
    metric,
    { kind: subject.kind, ids: [subject.id] },
    spans.filter((span) => span.from < span.to),
  );
  if (of === notCut) return none(tile, "not-cut");
  const targets = await targetsOf(ask, steps, grain);
  const value = (key: string) => shown(metric, exactOf(metric, of.of(subject.id, key)), tenant.currency);
  const begun = steps.flatMap((step, i) => (step.now.from < until ? [of.of(subject.id, `now ${i}`).rows] : []));
  // A running total holds the steps before it.
  const rows = tile.isRunning ? (begun.at(-1) ?? 0) : begun.reduce((sum, one) => sum + one, 0);
  return {
    ...frameOf(ask, rows),
    form: "series",
    grain,
    isRunning: tile.isRunning,
    steps: steps.map((step, i) => ({
      key: step.key,
      ...step.now,
      now: step.now.from < until ? value(`now ${i}`) : null,
      before: step.before && compare !== "none" ? value(`before ${i}`) : null,
      target: targets[i] ?? null,
      isComplete: step.now.to <= until,
    })),
  };
}

const cutAt = ({ from, to }: Span, until: string): Span => ({ from, to: to < until ? to : until });

/** Days by working day when the reader wants day n against day n; else the steps of the calendar, finer ones coarsened where too many. */
function stepsOf({ tile, view }: Ask): { steps: Step[]; grain: Grain } {
  const fiscal = fiscalOf(view.caller.tenant);
  const period = periodFor(tile, view);
  const compare = view.compare ?? tile.compare;
  const before = compare === "previous" ? previous(period, fiscal) : lastYear(period, fiscal);
  if (view.align === "working-days" && tile.grain === "day" && drawable(period, "day", fiscal) === "day") {
    const [here, there] = [workingDaySteps(period, view.holidays), workingDaySteps(before, view.holidays)];
    return { grain: "working-day", steps: here.map((now, i) => ({ key: String(i + 1), now, before: there[i] ?? null })) };
  }
  const wished = tile.grain ?? "month";
  const grain = wished === "quarter" ? "quarter" : (drawable(period, wished, fiscal) as "day" | "week" | "month");
  const here = buckets(period, grain, fiscal);
  if (compare !== "previous") return { grain, steps: here.map(({ key, now, before: was }) => ({ key, now, before: was })) };
  const there = buckets(before, grain, fiscal);
  return { grain, steps: here.map(({ key, now }, i) => ({ key, now, before: there[i]?.now ?? null })) };
}

/** A running total aims at the whole period's target; months and quarters at their own. Days and weeks have none. */
async function targetsOf({ tile, metric, subject, view, values }: Ask, steps: readonly Step[], grain: Grain) {
  const isWhole = tile.isRunning;
  if (!mayHaveTargets(metric.code) || Object.keys(view.cuts).length > 0 || (!isWhole && grain !== "month" && grain !== "quarter"))
    return [];
  const { tx, tenant } = view.caller;
  const spans = isWhole ? [{ ...periodFor(tile, view), key: "whole" }] : steps.map((step, i) => named(String(i), step.now));
  values.counted();
  const found = await publishedTargetsOf(tx, metric.code, { kind: subject.kind, ids: [subject.id] }, spans);
  return steps.map((_, i) => {
    const amount: Amount | undefined = found(subject.id, isWhole ? "whole" : String(i));
    return targetOperand(metric.code, amount ?? null, tenant.currency).explanation.value;
  });
}
