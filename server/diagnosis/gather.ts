import { divide, formatAmount, PPM, type Amount } from "#core/base/money.ts";
import type { Cell, Child, Facts } from "#core/diagnosis/diagnose.ts";
import type { Finding } from "#core/diagnosis/finding.ts";
import { frameOf, progressOf, type Frame, type Progress } from "../home/progress.ts";
import { metricValues } from "../kpi/store.ts";
import { below, type Caller, type Subject } from "../kpi/subject.ts";
import { publishedTargets } from "../targets/published.ts";
import { spansOf, type Asked } from "./asked.ts";
import { yearUp } from "./process.ts";
import { workOf } from "./work.ts";
import { cellsOf, customerSales, dueAndPaid, type Due, type Spans } from "./store.ts";

export type Gathered = { readonly facts: Facts; readonly below: readonly Subject[]; readonly rowsTouched: number };

/** What a diagnosis reads: `deep` also reads orders by customer, class and product group; without it only rollups and plan lines. */
export async function gather({ caller, subject, period }: Asked, deep: boolean): Promise<Gathered> {
  const { tx, tenant } = caller;
  const frame = await frameOf(tx, tenant, period);
  const spans = spansOf(period, caller);
  const nodes = await below(caller, subject);
  const own = (await progressOf(tx, frame, "signed-amount", [subject])).get(subject.id)!;
  const expected = expectedOf(frame, own);
  const children = await childrenOf({ caller, subject, period }, nodes.length > 0 ? nodes : [subject], spans, expected);
  const cells = deep ? await cellsByKind(caller, nodes.length > 0 ? nodes : [subject], spans) : [];
  const mine = deep && nodes.length > 0 ? await cellsByKind(caller, [subject], spans) : cells;
  const bought = deep ? await customerSales(tx, { kind: subject.kind, ids: [subject.id] }, spans) : { customers: [], rows: 0 };
  return {
    below: nodes,
    rowsTouched: children.reduce((sum, one) => sum + one.rows + one.lines, 0) + cells.reduce((sum, one) => sum + one.rows, 0) + bought.rows,
    facts: {
      subject,
      period: period.key,
      currency: tenant.currency,
      now: spans.now,
      before: spans.before,
      target: dueBy(own.target.exact, expected),
      actual: own.actual.exact ?? 0n,
      rows: own.actual.explanation.rows?.count ?? 0,
      children,
      cells,
      own: mine,
      customers: bought.customers,
      work: deep ? await workOf({ caller, subject, period }, nodes) : [],
      year: yearUp({ caller, subject, period }),
    },
  };
}

/** One yardstick for all below: the progress expected of the subject now, whole once the period has ended. */
function expectedOf(frame: Frame, own: Progress): bigint {
  if (frame.done.to >= frame.period.to) return PPM;
  const [reached, gap] = [own.attainment.exact, own.gap.exact];
  return reached === null || gap === null ? (frame.time.exact ?? 0n) : reached - gap;
}

const dueBy = (target: Amount | null, expected: bigint): Amount | null =>
  target === null ? null : divide(target * expected, PPM, "half-even");

async function childrenOf({ caller, period }: Asked, nodes: readonly Subject[], { now }: Spans, expected: bigint): Promise<Child[]> {
  const { tx } = caller;
  const found: Child[] = [];
  for (const kind of ["unit", "position"] as const) {
    const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
    const targets = await publishedTargets(tx, "signed-amount", { kind, ids }, period);
    const values = await metricValues(tx, { metric: "signed-amount", nodes: { kind, ids }, spans: [{ ...now, key: "now" }] });
    const dues = new Map((await dueAndPaid(tx, { kind, ids }, now)).map((due): [string, Due] => [due.nodeId, due]));
    for (const node of nodes.filter((one) => one.kind === kind)) {
      const { numerator, rows } = values.of(node.id, "now");
      const due = dues.get(node.id);
      found.push({
        ...node,
        target: dueBy(targets.get(node.id) ?? null, expected),
        actual: numerator,
        due: due?.due ?? 0n,
        paid: due?.paid ?? 0n,
        lines: due?.lines ?? 0,
        rows,
      });
    }
  }
  return found;
}

async function cellsByKind({ tx }: Caller, nodes: readonly Subject[], spans: Spans): Promise<(Cell & { rows: number })[]> {
  const found = [];
  for (const kind of ["unit", "position"] as const)
    found.push(...(await cellsOf(tx, { kind, ids: nodes.filter((node) => node.kind === kind).map((node) => node.id) }, spans)));
  return found;
}

/** A finding as it crosses the wire, and as a plan keeps it. */
export const shownFinding = (finding: Finding) => ({
  ...finding,
  amount: finding.amount === null ? null : formatAmount(finding.amount),
});
