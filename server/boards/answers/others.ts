import { divide, formatAmount, PPM } from "#core/base/money.ts";
import { exactOf } from "#core/kpi/quantity.ts";
import { frameOf as timeOf, progressOf } from "../../home/progress.ts";
import { mayHaveTargets } from "../../kpi/sheet.ts";
import { compileFunnel } from "../compile.ts";
import { drawnUnit } from "../metrics.ts";
import { nodesBelow } from "../nodes.ts";
import { notCut, shown } from "../values.ts";
import { periodFor, windowsFor } from "../view.ts";
import { frameOf, named, none, type Answer, type Ask } from "./shape.ts";

/** Attainment against the progress one should have by now, for the subject and for each of those below, the furthest behind first. */
export async function paceAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, subject, view, values } = ask;
  const { code } = metric;
  if (!mayHaveTargets(code)) return none(tile, "no-targets");
  if (Object.keys(view.cuts).length > 0) return none(tile, "targets-not-cut");
  const { tx, tenant } = view.caller;
  const frame = await timeOf(tx, tenant, periodFor(tile, view));
  const below = subject.kind === "unit" ? await nodesBelow(view, subject, "below") : [];
  values.counted();
  const all = await progressOf(tx, frame, code, [subject, ...below]);
  const own = all.get(subject.id)!;
  const parts = below.map((node) => ({ node, of: all.get(node.id)! })).filter(({ of }) => of.target.exact !== null);
  const lag = ({ of }: (typeof parts)[number]) => of.gap.exact ?? 0n;
  return {
    ...frameOf(ask, own.actual.explanation.rows?.count ?? 0),
    form: "pace",
    actual: own.actual.explanation,
    target: own.target.explanation,
    attainment: own.attainment.explanation,
    expected: own.attainment.exact === null || own.gap.exact === null ? null : String(own.attainment.exact - own.gap.exact),
    time: frame.time.explanation,
    gap: own.gap.explanation,
    needed: own.needed.explanation,
    parts: parts
      .toSorted((a, b) => (lag(a) < lag(b) ? -1 : lag(a) > lag(b) ? 1 : 0))
      .map(({ node, of }) => ({
        key: node.id,
        name: node.name,
        node: { kind: node.kind, id: node.id },
        value: of.actual.explanation.value,
        before: null,
        goal: of.target.explanation.value,
        share: null,
        attainment: of.attainment.explanation.value,
        gap: of.gap.explanation.value,
        missing:
          drawnUnit(metric) === "amount" && of.target.exact !== null && of.actual.exact !== null
            ? formatAmount(of.target.exact - of.actual.exact)
            : null,
      })),
  };
}

/** Two metrics of each unit or person below. One without either value has no place on the plane. */
export async function pointsAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, second, subject, view, values } = ask;
  if (!second) return none(tile, "metric-gone");
  const { now } = windowsFor(tile, view);
  if (now.from >= now.to) return none(tile, "not-begun");
  const nodes = await nodesBelow(view, subject, tile.split === "below" ? "below" : "person");
  const points: Extract<Answer, { form: "points" }>["points"] = [];
  const { currency } = view.caller.tenant;
  let rows = 0;
  for (const kind of ["unit", "position"] as const) {
    const some = nodes.filter((node) => node.kind === kind);
    const ids = { kind, ids: some.map(({ id }) => id) };
    const x = await values.of(metric, ids, [named("now", now)]);
    const y = await values.of(second, ids, [named("now", now)]);
    if (x === notCut || y === notCut) return none(tile, "not-cut");
    for (const { id, name } of some) {
      const [of, against] = [exactOf(metric, x.of(id, "now")), exactOf(second, y.of(id, "now"))];
      if (of === null || against === null) continue;
      rows += x.of(id, "now").rows;
      points.push({ node: { kind, id }, name, x: shown(metric, of, currency), y: shown(second, against, currency) });
    }
  }
  return { ...frameOf(ask, rows), form: "points", second: second.code, secondUnit: drawnUnit(second), points };
}

/** How far the deals came that came in during the span. */
export async function funnelAnswer(ask: Ask): Promise<Answer> {
  const { tile, subject, view, values } = ask;
  if (view.cuts.channel !== undefined || view.cuts.category !== undefined) return none(tile, "deals-not-cut");
  const { now } = windowsFor(tile, view);
  if (now.from >= now.to) return none(tile, "not-begun");
  values.counted();
  const rows = await view.caller.tx.rows(compileFunnel({ kind: subject.kind, ids: [subject.id] }, now, view.cuts));
  if (rows.length === 0) return none(tile, "no-stages");
  const first = rows[0]!.count;
  return {
    ...frameOf(ask, first),
    form: "funnel",
    unit: "number",
    before: null,
    open: rows[0]!.open,
    stages: rows.map(({ stage, count, amount }, i) => {
      const from = rows[i - 1]?.count;
      return {
        key: stage,
        name: stage,
        count,
        amount: formatAmount(amount),
        fromPrevious: from === undefined || from === 0 ? null : String(divide(BigInt(count) * PPM, BigInt(from), "half-even")),
      };
    }),
  };
}
