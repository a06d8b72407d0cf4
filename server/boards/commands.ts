import type { Contract } from "#api/index.ts";
import { faults, type Tile } from "#core/boards/tile.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { traitsOf } from "#core/boards/traits.ts";
import { metricsOf } from "./metrics.ts";
import { findBoard } from "./library.ts";
import { boardReply } from "./reply.ts";
import { countOwn, deleteBoard, insertBoard, lockOwn, replaceShares, setDefault, unitExists, updateBoard, type BoardRow } from "./store.ts";

type Create = Contract["POST /api/dashboards"];
type Save = Contract["PUT /api/dashboards/:id"];
type Share = Contract["PUT /api/dashboards/:id/shares"];
/** More boards than this nobody keeps in order. */
const boardsMax = 60;

/** The first tile that cannot be answered, in words; nothing when all can. */
export async function refuseTiles(tx: Tx, tiles: readonly Tile[]): Promise<Refusal | null> {
  const metrics = await metricsOf(tx, tiles);
  const traits = (code: string) => (metrics.has(code) ? traitsOf(metrics.get(code)!) : null);
  const fault = faults(tiles, traits)[0];
  return fault ? refuse(`tile-${fault.code}`, { tile: fault.tile + 1, metric: fault.metric }) : null;
}

export async function createBoard(ctx: Context<Create>): Promise<Reply<Create>> {
  const { tx, user, body } = ctx;
  const wrong = await refuseTiles(tx, body.tiles);
  if (wrong) return wrong;
  if ((await countOwn(tx, user.userId)) >= boardsMax) return refuse("dashboards-too-many", { most: boardsMax });
  if (await insertBoard(tx, { ...body, userId: user.userId }))
    await ctx.audit({ ...subjectOf(body), action: "dashboard.create", after: { tiles: body.tiles.length } });
  const mine = await lockOwn(ctx, body.id);
  return mine ? boardReply(ctx, { kind: "own", row: mine }) : refuse("not-found");
}

export async function saveBoard(ctx: Context<Save>): Promise<Reply<Save>> {
  const { tx, user, params, body } = ctx;
  const before = await lockOwn(ctx, params.id);
  if (!before) return refuse("not-found");
  if (before.version !== body.version) return refuse("version-moved", {}, await boardReply(ctx, { kind: "own", row: before }));
  const wrong = await refuseTiles(tx, body.tiles);
  if (wrong) return wrong;
  const version = before.version + 1;
  await updateBoard(tx, { id: before.id, name: body.name, tiles: body.tiles, userId: user.userId }, version);
  await ctx.audit({
    ...subjectOf({ id: before.id, name: body.name }),
    action: "dashboard.save",
    before: { version: before.version, name: before.name, tiles: before.tiles.length },
    after: { version, name: body.name, tiles: body.tiles.length },
  });
  return boardReply(ctx, { kind: "own", row: { ...before, name: body.name, tiles: body.tiles, version } });
}

export async function removeBoard(ctx: Context<Contract["DELETE /api/dashboards/:id"]>): Promise<Record<never, never> | Refusal> {
  const before = await lockOwn(ctx, ctx.params.id);
  if (!before) return refuse("not-found");
  await deleteBoard(ctx.tx, before.id);
  await ctx.audit({ ...subjectOf(before), action: "dashboard.remove" });
  return {};
}

/** Shares say who may read the questions; each reader gets the numbers of the own reach. Nobody shares beyond his own. */
export async function shareBoard(ctx: Context<Share>): Promise<Reply<Share>> {
  const { tx, params, body, user } = ctx;
  const before = await lockOwn(ctx, params.id);
  if (!before) return refuse("not-found");
  if (before.version !== body.version) return refuse("version-moved", {}, await boardReply(ctx, { kind: "own", row: before }));
  for (const share of body.shares) if (!(await mayShareWith(ctx, share))) return refuse("dashboard-share-beyond");
  await replaceShares(
    tx,
    before.id,
    body.shares.map((share) => (share.kind === "unit" ? { unitId: share.unitId } : { role: share.role })),
  );
  const row: BoardRow = { ...before, version: before.version + 1 };
  await updateBoard(tx, { ...before, userId: user.userId }, row.version);
  await ctx.audit({ ...subjectOf(before), action: "dashboard.share", after: { shares: body.shares } });
  return boardReply(ctx, { kind: "own", row });
}

async function mayShareWith({ tx, scope, today }: Context<Share>, share: Context<Share>["body"]["shares"][number]): Promise<boolean> {
  if (share.kind === "role") return scope.all;
  return (scope.all || scope.unitIds.includes(share.unitId)) && (await unitExists(tx, share.unitId, today));
}

type Default = Contract["PUT /api/dashboard-default"];

export async function chooseDefault(ctx: Context<Default>): Promise<Reply<Default>> {
  const { tx, user, body } = ctx;
  if (body.board !== null && !(await findBoard(ctx, body.board))) return refuse("not-found");
  await setDefault(tx, user.userId, body.board);
  await ctx.audit({ action: "dashboard.default", subjectKind: "user", subjectId: user.userId, subjectLabel: user.name, after: body });
  return body;
}

const subjectOf = ({ id, name }: Pick<BoardRow, "id" | "name">) => ({ subjectKind: "dashboard", subjectId: id, subjectLabel: name });
