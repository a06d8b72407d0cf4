import { randomUUIDv7 } from "node:crypto";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { bookOf, type Book } from "../targets/book.ts";
import { closedNodes } from "../targets/approval-store.ts";
import { upwards } from "../targets/standing.ts";
import type { TreeNode } from "../targets/tree.ts";
import { clearCells, deleteDraft, insertDraft, lockSet, setOver, writeCells, type SetRow } from "../targets/store.ts";
import { computeAt, deskOf, lockedDraft, mayAllocate, stampOf, type Caller, type Desk } from "./desk.ts";
import {
  applicationById,
  deleteScenario,
  insertApplication,
  insertScenario,
  keptCells,
  markUndone,
  scenarioById,
  updateScenario,
  type KeptCell,
  type ScenarioRow,
} from "./scenario-store.ts";

/** POST /api/allocation-scenarios */
export async function saveScenario(ctx: Context<Contract["POST /api/allocation-scenarios"]>) {
  const { id, metric, year, rootId, name, assumptions } = ctx.body;
  const desk = await deskOf(ctx, metric, year, rootId);
  if (!desk) return refuse("not-found");
  const made = await insertScenario(ctx.tx, { id, metric, year, rootId, name, assumptions, by: ctx.user.userId });
  if (!made) return refuse("not-found");
  await ctx.audit({ action: "allocation.save", ...subject({ id, metric, year, name }), after: { root: desk.root.name, assumptions } });
  return { id, version: 1 };
}

const subject = ({ id, metric, year, name }: Pick<ScenarioRow, "id" | "metric" | "year" | "name">) => ({
  subjectKind: "allocation-scenario",
  subjectId: id,
  subjectLabel: `${name} ${metric} ${year}`,
});

/** A scenario in reach: its unit tells. */
export async function scenarioOf({ tx, scope }: Pick<Caller, "tx" | "scope">, id: string): Promise<ScenarioRow | Refusal> {
  const scenario = await scenarioById(tx, id);
  return scenario && mayAllocate(scope, scenario.rootId) ? scenario : refuse("not-found");
}

/** PUT /api/allocation-scenarios/:id */
export async function changeScenario(ctx: Context<Contract["PUT /api/allocation-scenarios/:id"]>) {
  const scenario = await scenarioOf(ctx, ctx.params.id);
  if (isRefusal(scenario)) return scenario;
  const { id, name, assumptions, version } = scenario;
  if (version !== ctx.body.version) return refuse("version-moved", {}, { name, assumptions, version });
  await updateScenario(ctx.tx, id, ctx.body.name, ctx.body.assumptions);
  await ctx.audit({
    action: "allocation.change",
    ...subject(scenario),
    before: { name, assumptions },
    after: { name: ctx.body.name, assumptions: ctx.body.assumptions },
  });
  return { id, version: version + 1 };
}

/** DELETE /api/allocation-scenarios/:id */
export async function dropScenario(
  ctx: Context<Contract["DELETE /api/allocation-scenarios/:id"]>,
): Promise<Record<never, never> | Refusal> {
  const scenario = await scenarioOf(ctx, ctx.params.id);
  if (isRefusal(scenario)) return scenario;
  await deleteScenario(ctx.tx, scenario.id);
  await ctx.audit({ action: "allocation.drop", ...subject(scenario), before: { assumptions: scenario.assumptions } });
  return {};
}

/**
 * POST …/application: the draft is locked first, then everything is computed from today's facts and written at once. One who
 * may not set the unit's own number breaks down the one the draft gives it and leaves that as it is.
 */
export async function applyScenario(ctx: Context<Contract["POST /api/allocation-scenarios/:id/application"]>) {
  const scenario = await scenarioOf(ctx, ctx.params.id);
  if (isRefusal(scenario)) return scenario;
  if (scenario.version !== ctx.body.version) return refuse("version-moved", {}, { version: scenario.version });
  const seen = await deskOf(ctx, scenario.metric, scenario.year, scenario.rootId);
  if (!seen) return refuse("not-found");
  const draft = await lockedDraft(ctx, seen);
  const desk = { ...seen, set: draft, book: await bookOf(ctx.tx, ctx.tenant, scenario.metric, scenario.year, draft ?? seen.set) };
  if (stampOf(desk).stamp !== ctx.body.stamp) return refuse("allocation-moved");
  if (!ctx.scope.all && (!draft || desk.book.entry(desk.root.id).version === 0)) return refuse("allocation-no-draft");

  const shut = draft ? await closedAt(ctx, desk, draft.id) : undefined;
  if (shut) return refuse("target-locked", { name: shut.name || shut.detail });

  const done = await computeAt(ctx, desk, scenario.assumptions);
  if (isRefusal(done)) return done;
  const setId =
    draft?.id ??
    (await insertDraft(ctx.tx, {
      metric: scenario.metric,
      year: scenario.year,
      note: scenario.name,
      by: ctx.user.userId,
      base: seen.set ?? undefined,
    }));
  const { lines } = done.computed.result;
  const kept = new Set(ctx.scope.all ? [] : [desk.root.id, ...ctx.user.positionIds]);
  const written = lines.filter((line) => !kept.has(line.id));
  const nodes = written.map((line) => line.id);
  const before = { cells: draft ? await keptCells(ctx.tx, setId, nodes) : [], nodes };
  await writeLines(ctx, desk.book, setId, written);
  for (const { unit, ppm } of scenario.assumptions.over)
    if (lines.some((line) => line.id === unit)) await setOver(ctx.tx, setId, unit, ppm);

  const id = randomUUIDv7();
  const after = await bookOf(ctx.tx, ctx.tenant, scenario.metric, scenario.year, await mustLock(ctx, setId));
  await insertApplication(ctx.tx, {
    id,
    scenarioId: scenario.id,
    setId,
    hasMadeSet: draft === null,
    before,
    stampAfter: stampIn(after, nodes),
    by: ctx.user.userId,
  });
  await ctx.audit({
    action: "allocation.apply",
    ...subject(scenario),
    after: { setId, total: done.given.total, nodes: nodes.length, assumptions: scenario.assumptions },
  });
  return { id, setId, nodes: nodes.length };
}

/** The unit itself, or one above it, is locked or waits for approval. */
async function closedAt(ctx: Ctx, { book, root }: Desk, setId: string): Promise<TreeNode | undefined> {
  const closed = await closedNodes(ctx.tx, setId);
  return upwards(book.nodes, root).find((node) => closed.has(node.id));
}

type Ctx = Context<Contract["POST /api/allocation-scenarios/:id/application"]>;
type Lines = readonly { readonly id: string; readonly months: readonly bigint[] }[];

async function writeLines(ctx: Ctx, book: Book, setId: string, lines: Lines): Promise<void> {
  const kinds = new Map(book.nodes.map((node) => [node.id, node.kind]));
  const cells = lines.flatMap((line) =>
    line.months.map((amount, i) => ({ kind: kinds.get(line.id)!, nodeId: line.id, month: book.months[i]!, amount, basis: "allocation" })),
  );
  await writeCells(ctx.tx, setId, cells);
}

const stampIn = (book: Book, nodes: readonly string[]): number => nodes.reduce((sum, id) => sum + book.entry(id).version, 0);

async function mustLock(ctx: Pick<Ctx, "tx">, setId: string): Promise<SetRow> {
  return (await lockSet(ctx.tx, setId))!;
}

/** POST …/undoing: only while the draft is as the application left it. */
export async function undoApplication(
  ctx: Context<Contract["POST /api/allocation-applications/:id/undoing"]>,
): Promise<Record<never, never> | Refusal> {
  const application = await applicationById(ctx.tx, ctx.params.id);
  if (!application || !mayAllocate(ctx.scope, application.rootId)) return refuse("not-found");
  if (application.undoneAt !== null) return refuse("allocation-undone");
  const set = (await lockSet(ctx.tx, application.setId))!;
  if (set.state === "published") return refuse("targets-published", { version: set.version });
  const book = await bookOf(ctx.tx, ctx.tenant, set.metric as Desk["book"]["metric"], set.fiscalYear, set);
  if (stampIn(book, application.nodes) !== application.stampAfter) return refuse("allocation-went-on");
  await ctx.audit({
    action: "allocation.undo",
    subjectKind: "allocation-scenario",
    subjectId: application.scenarioId,
    subjectLabel: application.scenario,
  });
  if (application.hasMadeSet) {
    await deleteDraft(ctx.tx, set.id);
    return {};
  }
  await putBack(ctx, book, set.id, application);
  await markUndone(ctx.tx, application.id);
  return {};
}

async function putBack(
  ctx: Context<Contract["POST /api/allocation-applications/:id/undoing"]>,
  book: Book,
  setId: string,
  { before, nodes }: { before: readonly KeptCell[]; nodes: readonly string[] },
): Promise<void> {
  const months = new Map(book.months.map((month) => [month.key, month]));
  const stood = new Set(before.map((cell) => `${cell.nodeId} ${cell.period}`));
  for (const nodeId of nodes) {
    const empty = book.months.filter((month) => !stood.has(`${nodeId} ${month.key}`));
    if (empty.length > 0) await clearCells(ctx.tx, setId, nodeId, empty);
  }
  await writeCells(
    ctx.tx,
    setId,
    before.flatMap(({ nodeId, kind, period, amount, basis }) =>
      months.has(period) ? [{ kind, nodeId, month: months.get(period)!, amount: BigInt(amount), basis }] : [],
    ),
  );
}
