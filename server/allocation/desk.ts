import { formatAmount, type Amount } from "#core/base/money.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import type { Contract } from "#api/index.ts";
import type { Scope } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { bookOf, fiscalOf, yearOf, type Book, type TargetMetric } from "../targets/book.ts";
import { closedNodes } from "../targets/approval-store.ts";
import { lockSet, setsOf, type SetRow } from "../targets/store.ts";
import { below, type TreeNode } from "../targets/tree.ts";
import { compute, type Assumptions, type Computed } from "./compute.ts";
import { factsFor } from "./facts.ts";
import { resultReply } from "./reply.ts";
import { applicationsOf, scenariosOf, type ScenarioRow } from "./scenario-store.ts";

export type Caller = Pick<Context<Contract["GET /api/allocation"]>, "tx" | "tenant" | "scope" | "user" | "today">;

/** Where an allocation happens: the draft (or the newest version, to compare with) laid over the organisation, and the unit it starts from. */
export type Desk = { readonly book: Book; readonly set: SetRow | null; readonly root: TreeNode };

export const mayAllocate = (scope: Scope, unitId: string): boolean => scope.all || scope.unitIds.includes(unitId);

/** Null when the unit is out of reach, as if it were not there. Without a unit: the widest one in reach. */
export async function deskOf(caller: Caller, metric: TargetMetric, year: number, rootId?: string): Promise<Desk | null> {
  const { tx, tenant, scope } = caller;
  const [newest] = await setsOf(tx, metric, year);
  const book = await bookOf(tx, tenant, metric, year, newest ?? null);
  const units = book.nodes.filter((node) => node.kind === "unit" && mayAllocate(scope, node.id));
  const root = rootId === undefined ? units[0] : units.find((node) => node.id === rootId);
  return root ? { book, set: newest ?? null, root } : null;
}

/** The state of the draft's cells below a unit: moves with every change of any of them. */
export function stampOf({ book, set, root }: Desk): { setId: string | null; stamp: number } {
  if (set?.state !== "draft") return { setId: null, stamp: 0 };
  const stamp = [root, ...below(book.nodes, root.id)].reduce((sum, node) => sum + book.entry(node.id).version, 0);
  return { setId: set.id, stamp };
}

/** Whose number from above is broken down as it stands; whoever holds all chooses the total. */
const givenTotal = (scope: Scope, { book, set, root }: Desk): Amount | null =>
  scope.all || set?.state !== "draft" ? null : yearOf(book.entry(root.id).months);

export async function computeAt(
  caller: Caller,
  desk: Desk,
  given: Assumptions,
): Promise<{ computed: Computed; total: Amount; given: Assumptions } | Refusal> {
  const facts = await factsFor(caller.tx, desk.book, desk.root, caller.today, given.alignFestival);
  const fixed = givenTotal(caller.scope, desk);
  const used = fixed === null ? given : { ...given, total: formatAmount(fixed) };
  const own = new Set(caller.scope.all ? [] : caller.user.positionIds);
  const closed = desk.set?.state === "draft" ? await closedNodes(caller.tx, desk.set.id) : new Set<string>();
  const inside = new Set(facts.inside.map((node) => node.id));
  closed.delete(desk.root.id);
  const computed = compute(desk.book, facts, used, { own, closed: new Set([...closed].filter((id) => inside.has(id))) });
  if (isRefusal(computed)) return computed;
  return { computed, given: used, total: computed.result.lines[0]!.amount };
}

/** The answer of a preview and of a saved scenario: the same computation. */
export async function resultAt(caller: Caller, desk: Desk, given: Assumptions) {
  const done = await computeAt(caller, desk, given);
  return isRefusal(done) ? done : resultReply(desk.book, done.computed, done.total, caller.tenant.currency, stampOf(desk));
}

/** GET /api/allocation */
export async function allocationDesk(ctx: Context<Contract["GET /api/allocation"]>) {
  const { metric, year = fiscalYear(ctx.today, fiscalOf(ctx.tenant)) + 1, root: rootId } = ctx.query;
  const desk = await deskOf(ctx, metric, year, rootId);
  if (!desk) return refuse("not-found");
  const { book, root } = desk;
  const facts = await factsFor(ctx.tx, book, root, ctx.today, false);
  const units = book.nodes.filter((node) => node.kind === "unit" && mayAllocate(ctx.scope, node.id));
  const fixed = givenTotal(ctx.scope, desk);
  const inReach = (unitId: string) => mayAllocate(ctx.scope, unitId);
  return {
    metric,
    unit: dictionary[metric].unit === "count" ? ("count" as const) : ("amount" as const),
    year,
    root: { id: root.id, name: root.name },
    roots: units.map(({ id, name, depth }) => ({ id, name, depth })),
    givenTotal: fixed === null ? null : formatAmount(fixed),
    mayChooseTotal: ctx.scope.all,
    lastYear: formatAmount(facts.seats.reduce((sum, seat) => sum + seat.lastYear, 0n)),
    titles: [...new Set(facts.seats.map((seat) => seat.node.detail))].toSorted(),
    seats: facts.seats.map(({ node, holders }) => ({ id: node.id, name: node.name, title: node.detail, isVacant: holders.length === 0 })),
    scenarios: (await scenariosOf(ctx.tx, metric, year)).filter((one) => inReach(one.rootId)).map((one) => scenarioReply(book, one)),
    applications: (await applicationsOf(ctx.tx, metric, year))
      .filter((one) => inReach(one.rootId))
      .map(({ id, scenarioId, scenario, at, by, setId }) => ({
        id,
        scenarioId,
        scenario,
        at,
        by,
        mayUndo: setId === desk.set?.id && desk.set.state === "draft",
      })),
  };
}

const scenarioReply = (book: Book, { id, name, rootId, assumptions, createdBy, version }: ScenarioRow) => ({
  id,
  name,
  rootId,
  rootName: book.nodes.find((node) => node.id === rootId)?.name ?? "",
  assumptions,
  createdBy,
  version,
});

/** The draft of a desk, locked against a publication at the same time; null when there is none. */
export async function lockedDraft(caller: Caller, { set }: Desk): Promise<SetRow | null> {
  const locked = set ? await lockSet(caller.tx, set.id) : undefined;
  return locked?.state === "draft" ? locked : null;
}
