import { daysOf, weekday, type Span } from "#core/base/date.ts";
import { isDimension } from "#core/boards/tile.ts";
import { elapsed } from "#core/calendar/compare.ts";
import { periodAt, periodsIn } from "#core/calendar/period.ts";
import { added, exactOf, type Quantity } from "#core/kpi/quantity.ts";
import { fiscalOf } from "../../kpi/sheet.ts";
import { isByDay } from "#core/boards/traits.ts";
import { nodesBelow } from "../nodes.ts";
import { notCut, shown } from "../values.ts";
import { periodFor } from "../view.ts";
import { frameOf, named, none, type Answer, type Ask } from "./shape.ts";

const linesMax = 40;
const columnsMax = 27;

/** Weekdays by weeks when nothing is cut; else people, units or parts by months. */
export async function gridAnswer(ask: Ask): Promise<Answer> {
  const { tile, view } = ask;
  const done = elapsed(periodFor(tile, view), view.caller.tenant.today);
  if (done.from >= done.to) return none(tile, "not-begun");
  return tile.split === null ? weekdays(ask, done) : byParts(ask, done);
}

async function weekdays(ask: Ask, done: Span): Promise<Answer> {
  const { tile, metric, subject, view, values } = ask;
  const fiscal = fiscalOf(view.caller.tenant);
  const days = daysOf(done);
  const weeks = [...new Set(days.map((day) => periodAt(day, "week", fiscal).key))].slice(-columnsMax);
  const seen = days.filter((day) => weeks.includes(periodAt(day, "week", fiscal).key));
  if (!isByDay(metric)) return none(tile, "not-by-day");
  const of = await values.of(
    metric,
    { kind: subject.kind, ids: [subject.id] },
    seen.map((day) => ({ key: day, from: day, to: periodAt(day, "day", fiscal).to })),
  );
  if (of === notCut) return none(tile, "not-cut");
  const at = (day: string): Quantity => of.of(subject.id, day);
  const { weekStart } = fiscal;
  const order = Array.from({ length: 7 }, (_, i) => ((weekStart - 1 + i) % 7) + 1);
  const currency = view.caller.tenant.currency;
  return {
    ...frameOf(
      ask,
      seen.reduce((sum, day) => sum + at(day).rows, 0),
    ),
    form: "grid",
    split: null,
    grain: "week",
    columns: weeks,
    lines: order.map((number) => ({
      key: "",
      name: String(number),
      node: null,
      values: weeks.map((week) => {
        const day = seen.find((one) => weekday(one) === number && periodAt(one, "week", fiscal).key === week);
        return day === undefined ? null : shown(metric, exactOf(metric, at(day)), currency);
      }),
    })),
  };
}

type Line = { key: string; name: string; node: { kind: "unit" | "position"; id: string } | null; of: (key: string) => Quantity };

async function byParts(ask: Ask, done: Span): Promise<Answer> {
  const { tile, metric, subject, view, values } = ask;
  const fiscal = fiscalOf(view.caller.tenant);
  const grain = tile.grain === null || tile.grain === "day" ? "month" : tile.grain;
  const columns = periodsIn(done, grain, fiscal).slice(-columnsMax);
  const spans = columns.map((column) => named(column.key, elapsed(column, view.caller.tenant.today)));
  const lines: Line[] = [];
  if (isDimension(tile.split)) {
    const found = await values.by(metric, subject, tile.split, spans);
    if (found === notCut) return none(tile, "not-cut");
    lines.push(...[...found].map(([key, of]) => ({ key, name: key, node: null, of })));
  } else {
    const nodes = await nodesBelow(view, subject, tile.split ?? "below");
    for (const kind of ["unit", "position"] as const) {
      const some = nodes.filter((node) => node.kind === kind);
      const of = await values.of(metric, { kind, ids: some.map(({ id }) => id) }, spans);
      if (of === notCut) return none(tile, "not-cut");
      lines.push(...some.map(({ id, name }) => ({ key: id, name, node: { kind, id }, of: (key: string) => of.of(id, key) })));
    }
  }
  const rows = lines.reduce((sum, line) => sum + spans.reduce((n, { key }) => n + line.of(key).rows, 0), 0);
  // What a formula makes of a year is not the sum of its months: such lines stand in the order of the last column.
  const whole = (line: Line) =>
    metric.kind === "formula" ? line.of(spans.at(-1)!.key) : spans.map(({ key }) => line.of(key)).reduce(added);
  const total = (line: Line) => exactOf(metric, whole(line)) ?? 0n;
  const shownLines = lines.toSorted((a, b) => (total(a) < total(b) ? 1 : -1)).slice(0, Math.min(linesMax, Math.max(tile.top, 20)));
  const currency = view.caller.tenant.currency;
  return {
    ...frameOf(ask, rows),
    form: "grid",
    split: tile.split,
    grain,
    columns: columns.map(({ key }) => key),
    lines: shownLines.map(({ of, ...line }) => ({
      ...line,
      values: spans.map(({ key }) => shown(metric, exactOf(metric, of(key)), currency)),
    })),
  };
}
