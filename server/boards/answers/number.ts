import { addDays } from "#core/base/date.ts";
import { dimensions } from "#core/boards/tile.ts";
import { isRolled } from "#core/boards/traits.ts";
import { attainment, growth, type Operand } from "#core/kpi/formulas.ts";
import { exactOf, formatCount, type Known, type Quantity } from "#core/kpi/quantity.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import type { Span } from "#core/base/date.ts";
import type { Label } from "#core/explain/explanation.ts";
import { periodsIn } from "#core/calendar/period.ts";
import { elapsed } from "#core/calendar/compare.ts";
import { factOperand, fiscalOf, mayHaveTargets, targetOperand } from "../../kpi/sheet.ts";
import { notesOf } from "../../kpi/store.ts";
import { publishedTargets } from "../../targets/published.ts";
import { drawnUnit } from "../metrics.ts";
import { notCut } from "../values.ts";
import { periodFor, windowsFor } from "../view.ts";
import { frameOf, named, none, type Answer, type Ask } from "./shape.ts";

/** One number with what it is held against and the way it took over the last periods of its kind. */
export async function numberAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, subject, view, values } = ask;
  const { now, pair } = windowsFor(tile, view);
  if (now.from >= now.to) return none(tile, "not-begun");
  const before = sparkSpans(ask);
  const spans = [named("whole", now), ...(pair ? [named("now", pair.now), named("before", pair.before)] : []), ...before];
  const of = await values.of(metric, { kind: subject.kind, ids: [subject.id] }, spans);
  if (of === notCut) return none(tile, "not-cut");
  const at = (key: string) => of.of(subject.id, key);
  const notes = await notesOf(view.caller.tx, metric.code);
  const value = factOf(ask, at("whole"), now, notes);
  const target = await goalOf(ask);
  const earlier = pair && factOf(ask, at("before"), pair.before);
  const isRate = drawnUnit(metric) === "rate";
  const change = earlier && !isRate ? growth(codeOf(ask), factOf(ask, at("now"), pair.now), earlier) : null;
  return {
    ...frameOf(ask, at("whole").rows),
    form: "number",
    value: value.explanation,
    target: target?.explanation ?? null,
    attainment: target && target.exact !== null ? attainment(value, target).explanation : null,
    earlier: earlier?.explanation ?? null,
    change: change && (view.against === undefined ? change.explanation : { ...change.explanation, label: { key: "boards.against" } }),
    spark: before.map(({ key }) => drawn(metric, at(key))),
  };
}

/** Growth against the period before or the year before; against a span of one's own choice it carries its own word. */
const codeOf = ({ tile, view }: Ask): "mom" | "yoy" => ((view.compare ?? tile.compare) === "last-year" ? "yoy" : "mom");

/** Twelve months up to and with the present one; only where history is kept in rollups, for a small line is not worth reading all facts. */
function sparkSpans({ view, tile, metric }: Ask) {
  if (!isRolled(metric)) return [];
  const { today } = view.caller.tenant;
  const period = periodFor(tile, view);
  const last = elapsed(period, today).to;
  const whole = { from: addDays(last, -366), to: last };
  return periodsIn(whole, "month", fiscalOf(view.caller.tenant)).map((month) => ({ ...elapsed(month, today), key: `spark ${month.key}` }));
}

function drawn(metric: Known, quantity: Quantity): string | null {
  const exact = exactOf(metric, quantity);
  if (exact === null) return null;
  const unit = drawnUnit(metric);
  return unit === "amount" ? formatAmount(exact) : unit === "rate" ? String(exact) : formatCount(exact);
}

async function goalOf({ tile, metric, subject, view, values }: Ask): Promise<Operand | null> {
  if (!mayHaveTargets(metric.code) || Object.keys(view.cuts).length > 0) return null;
  values.counted();
  const found = await publishedTargets(view.caller.tx, metric.code, { kind: subject.kind, ids: [subject.id] }, periodFor(tile, view));
  return targetOperand(metric.code, (found.get(subject.id) as Amount | undefined) ?? null, view.caller.tenant.currency);
}

/** A fact metric with its rows: the metric's own list, or the board's where it is narrowed. */
function factOf({ metric, subject, view }: Ask, quantity: Quantity, span: Span, notes: readonly Label[] = []): Operand {
  const found = factOperand({ tenant: view.caller.tenant, subject }, metric, quantity, span, notes);
  const cuts = dimensions.flatMap((name) => (view.cuts[name] === undefined ? [] : [[name, view.cuts[name]]]));
  const { rows } = found.explanation;
  if (cuts.length === 0 || !rows) return found;
  const query = {
    ...rows.query,
    path: "/api/dashboard-rows",
    metric: metric.code,
    ...(Object.fromEntries(cuts) as Record<string, string>),
  };
  return { ...found, explanation: { ...found.explanation, rows: { ...rows, query } } };
}
