import type { Contract } from "#api/index.ts";
import { reachesPosition, type Scope } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { memberFacts } from "./facts.ts";
import {
  actionOf,
  insertActions,
  insertTalk,
  positionHeldBy,
  seatsWithin,
  talkOf,
  updateAction,
  updateNotes,
  type ActionRecord,
  type Seat,
} from "./store.ts";
import { shownTalk } from "./shown.ts";

type Save = Contract["POST /api/one-on-ones"];
type Correct = Contract["PATCH /api/one-on-ones/:id"];
type Tick = Contract["PATCH /api/actions/:id"];

/** Writes the talk, its actions and the facts of the moment together. Nobody holds a talk with himself. */
export async function saveTalk(ctx: Context<Save>): Promise<Reply<Save>> {
  const { tx, body, user, today, tenant } = ctx;
  const seat = await memberSeat(ctx, body.positionId);
  if (!seat || !user.personId) return refuse("not-found");
  const wrong = checkDays(ctx);
  if (wrong) return wrong;
  const facts = (await memberFacts({ tx, tenant }, body.positionId)).facts;
  const talk = {
    id: body.id,
    positionId: body.positionId,
    memberPersonId: seat.personId,
    managerPersonId: user.personId,
    heldOn: body.heldOn,
    notes: body.notes,
    facts,
  };
  if (await insertTalk(tx, talk)) {
    if (!(await insertActions(tx, talk, body.actions))) return refuse("bad-request");
    await ctx.audit({
      action: "one-on-one.create",
      subjectKind: "person",
      subjectId: seat.personId,
      subjectLabel: seat.name,
      // What was agreed is between the two: the log, which others read, keeps that and when.
      after: { heldOn: body.heldOn, actions: body.actions.map(({ id, dueOn }) => ({ id, dueOn })) },
    });
  }
  const saved = await talkOf(tx, body.id, tenant.timeZone);
  return saved && saved.memberPersonId === seat.personId ? shownTalk(saved, user) : refuse("not-found", { day: today });
}

async function memberSeat(
  { tx, scope, user, today }: { tx: Context<Save>["tx"]; scope: Scope; user: Context<Save>["user"]; today: string },
  positionId: string,
): Promise<Seat | null> {
  if (user.positionIds.includes(positionId)) return null;
  return (await seatsWithin(tx, scope, today, positionId))[0] ?? null;
}

function checkDays({ body, today }: Context<Save>): Refusal | null {
  if (body.heldOn > today) return refuse("talk-in-future");
  const early = body.actions.find((one) => one.dueOn < body.heldOn);
  return early ? refuse("action-before-talk", { title: early.title, heldOn: body.heldOn }) : null;
}

/** Only who held the talk corrects its notes, and only while the member is in reach. */
export async function correctNotes(ctx: Context<Correct>): Promise<Reply<Correct>> {
  const { tx, params, body, user, scope, today, tenant } = ctx;
  const before = await talkOf(tx, params.id, tenant.timeZone);
  const held = before && (await positionHeldBy(tx, before.memberPersonId, today));
  if (!before || before.managerPersonId !== user.personId || !held || !(await reachesPosition(tx, scope, held, today)))
    return refuse("not-found");
  if (!(await updateNotes(tx, params.id, body.version, body.notes))) return refuse("version-moved", {}, shownTalk(before, user));
  await ctx.audit({
    action: "one-on-one.correct",
    subjectKind: "one-on-one",
    subjectId: params.id,
    before: { version: before.version },
    after: { version: before.version + 1 },
  });
  return shownTalk((await talkOf(tx, params.id, tenant.timeZone))!, user);
}

/** Its owner, or who leads the owner, says it is done, and can take that back. */
export async function tickAction(ctx: Context<Tick>): Promise<Reply<Tick>> {
  const { tx, params, body, now, tenant } = ctx;
  const before = await actionOf(tx, params.id, tenant.timeZone);
  if (!before || !(await isInReach(ctx, before))) return refuse("not-found");
  const tick = { id: params.id, version: body.version, doneAt: body.isDone ? now : null, result: body.result ?? before.result };
  if (!(await updateAction(tx, tick))) return refuse("version-moved", {}, before);
  const after = (await actionOf(tx, params.id, tenant.timeZone))!;
  await ctx.audit({
    action: body.isDone ? "action.done" : "action.reopen",
    subjectKind: "action",
    subjectId: params.id,
    subjectLabel: before.ownerName,
    before: { isDone: before.isDone },
    after: { isDone: after.isDone, resultChanged: after.result !== before.result },
  });
  return after;
}

async function isInReach({ tx, user, scope, today }: Context<Tick>, action: ActionRecord): Promise<boolean> {
  if (action.ownerPersonId === user.personId) return true;
  const held = await positionHeldBy(tx, action.ownerPersonId, today);
  return held !== null && (await reachesPosition(tx, scope, held, today));
}
