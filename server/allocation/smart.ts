import { addMonths } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { usualRamp } from "#core/allocation/capacity.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import { smartOf, type Smart } from "#core/targets/smart.ts";
import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { metricValues } from "../kpi/store.ts";
import { bookOf, fiscalOf, yearOf, type Book, type TargetMetric } from "../targets/book.ts";
import { setsOf, type SetRow } from "../targets/store.ts";
import { inScope, type TreeNode } from "../targets/tree.ts";
import { weigh, type Weighed } from "./compute.ts";
import { factsFor, type Facts } from "./facts.ts";
import { judgeOf, judgeUnit } from "./judge.ts";

type Caller = Pick<Context<Contract["GET /api/smart-checks"]>, "tx" | "tenant" | "scope" | "user" | "today">;
type View = "draft" | "published" | undefined;

/** The set a reader checks: what counts, else the draft for those who write it. */
export async function setFor(
  caller: Caller,
  metric: TargetMetric,
  year: number,
  view: View,
): Promise<{ set: SetRow | null; hasDraft: boolean }> {
  const mayDraft = may(caller.user.grants.map((grant) => grant.role), "targets", "write"); // prettier-ignore
  const sets = (await setsOf(caller.tx, metric, year)).filter((one) => mayDraft || one.state === "published");
  const asked = sets.find((one) => one.state === (view ?? "published")) ?? sets[0] ?? null;
  return { set: asked, hasDraft: sets.some((one) => one.state === "draft") };
}

/** From where a reader may look: the widest unit in reach that holds the node, or the own seat alone, with nobody to compare with. */
export function viewpoint({ scope }: Caller, book: Book, node: TreeNode): TreeNode {
  const parents = new Map(book.nodes.map((one) => [one.id, one]));
  let top = node;
  for (let at: TreeNode | undefined = node; at; at = at.parentId ? parents.get(at.parentId) : undefined)
    if (at.kind === "unit" && (scope.all || scope.unitIds.includes(at.id))) top = at;
  return top;
}

/** Everything the checks of one viewpoint need: loaded once, asked for every node below. */
export type Checker = {
  readonly facts: Facts;
  readonly weighed: ReadonlyMap<string, Weighed>;
  readonly attainabilityOf: (node: TreeNode) => ReturnType<ReturnType<typeof judgeOf>>;
  readonly smart: (node: TreeNode) => Smart | null;
};

export async function checkerFor({ tx, today }: Caller, book: Book, root: TreeNode): Promise<Checker> {
  const facts = await factsFor(tx, book, root, today, true);
  const weighed = weigh(book, facts, { ramp: usualRamp.map(Number), hires: [] });
  const judge = judgeOf(book, facts);
  const rows = await rowsOf(tx, book, facts);
  const nameOf = (node: TreeNode): string | null => node.name || null;
  const attainabilityOf = (node: TreeNode) => {
    const target = yearOf(book.entry(node.id).months);
    if (target === null || target <= 0n) return null;
    const one = weighed.get(node.id);
    return one ? judge(one, target) : judgeUnit(book, facts, node.id, target);
  };
  return {
    facts,
    weighed,
    attainabilityOf,
    smart(node) {
      const { months } = book.entry(node.id);
      const target = yearOf(months);
      if (target === null) return null;
      const { unit } = dictionary[book.metric];
      return smartOf({
        metric: book.metric,
        scope: nameOf(node),
        unit,
        rows: rows.get(node.id) ?? 0,
        quality: null,
        target,
        attainability: attainabilityOf(node),
        parent: node.parentId === null ? null : yearOf(book.entry(node.parentId).months),
        isTop: node.parentId === null,
        theme: null,
        span: { from: book.year.from, to: book.year.to },
        phased: months.filter((month) => month !== null).length,
      });
    },
  };
}

/** How many facts stand behind each node's last twelve closed months. */
async function rowsOf(tx: Caller["tx"], book: Book, facts: Facts): Promise<Map<string, number>> {
  const spans = [{ key: "year", from: addMonths(facts.span.to, -12), to: facts.span.to }];
  const found = new Map<string, number>();
  for (const kind of ["unit", "position"] as const) {
    const ids = facts.inside.filter((node) => node.kind === kind).map((node) => node.id);
    const values = await metricValues(tx, { metric: book.metric, nodes: { kind, ids }, spans });
    for (const id of ids) found.set(id, values.of(id, "year").rows);
  }
  return found;
}

/** GET /api/smart-checks */
export async function smartChecks(ctx: Context<Contract["GET /api/smart-checks"]>) {
  const { metric, year = fiscalYear(ctx.today, fiscalOf(ctx.tenant)), view } = ctx.query;
  const { set, hasDraft } = await setFor(ctx, metric, year, view);
  const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set);
  const nodes = book.nodes.filter((node) => inScope(node, ctx.scope) && yearOf(book.entry(node.id).months) !== null);
  const rows = [];
  for (const [root, some] of Map.groupBy(nodes, (node) => viewpoint(ctx, book, node))) {
    const checker = await checkerFor(ctx, book, root);
    for (const node of some) rows.push({ node, smart: checker.smart(node)! });
  }
  const unitOf = new Map(book.nodes.map((node) => [node.id, node.name]));
  return {
    metric,
    unit: dictionary[metric].unit === "count" ? ("count" as const) : ("amount" as const),
    year,
    state: set?.state ?? null,
    hasDraft,
    rows: rows
      .toSorted((a, b) => a.smart.score - b.smart.score || a.node.depth - b.node.depth)
      .map(({ node, smart }) => ({
        nodeId: node.id,
        kind: node.kind,
        name: node.name,
        detail: node.detail,
        unitName: (node.parentId && unitOf.get(node.parentId)) || "",
        target: formatAmount(yearOf(book.entry(node.id).months)!),
        smart: { score: smart.score, fields: [...smart.fields] },
      })),
  };
}
