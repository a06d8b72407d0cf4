import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { historyAfter } from "#core/deals/history.ts";
import { defaultPipeline } from "#core/deals/pipeline.ts";
import type { Contract } from "#api/index.ts";
import { reachesPosition } from "../access/door.ts";
import { packed } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { lockFacts } from "../orders/aftermath.ts";
import { seatsOf } from "../orders/seats.ts";
import { deals, type DealCredit, type DealState } from "./keeper.ts";
import { ownsWithin } from "./record.ts";
import { stagesOf } from "./stages.ts";

type Patch = Contract["PATCH /api/deals/:id"];
type Close = Contract["POST /api/deals/:id/closing"];
type Reopen = Contract["POST /api/deals/:id/reopening"];
type Ctx = Pick<Context<Patch | Close | Reopen>, "tx" | "scope" | "today" | "user" | "params" | "audit">;
type Change = (before: DealState) => Promise<DealState | Refusal>;
/** `on` is the day the change counts from: today, or the day a deal was closed. */
type Write = { readonly version: number; readonly action: string; readonly on: Day };
type Untracked = Omit<DealState, "moves" | "changes">;

/**
 * Changes one deal and its history in the caller's transaction, with its audit entry. A version that has moved is refused,
 * and nothing is written.
 */
async function change(ctx: Ctx, { version, action, on }: Write, decide: Change): Promise<"done" | Refusal> {
  const { tx, params, user, audit } = ctx;
  await lockFacts(tx);
  const row = await tx.row(
    sql<{
      code: string;
      version: number;
    }>`select code, version from deals where tenant_id = current_tenant() and id = ${params.id} for update`,
  );
  if (!row || !(await ownsWithin(tx, ctx, params.id))) return refuse("not-found");
  if (row.version !== version) return refuse("version-moved");
  const before = (await deals.load(tx, [row.code])).get(row.code)!.state;
  const decided = await decide(before);
  if (isRefusal(decided)) return decided;
  const after = { ...decided, ...historyAfter(before, decided, on, user.positionIds[0] ?? null) };
  if (packed(before) === packed(after)) return "done";
  await deals.write(tx, [{ id: params.id, key: row.code, before, after }]);
  await audit({
    action,
    subjectKind: "deal",
    subjectId: params.id,
    subjectLabel: before.code,
    ...differences(before, after),
  });
  return "done";
}

/** Only what changed, so that the log reads as what was done. */
function differences(before: DealState, after: DealState) {
  const names = (Object.keys(after) as (keyof Untracked | "moves" | "changes")[]).filter((name) => name !== "moves" && name !== "changes");
  const changed = names.filter((name) => packed(before[name]) !== packed(after[name]));
  const told = (state: DealState) => Object.fromEntries(changed.map((name) => [name, plain(state[name as keyof Untracked])]));
  return { before: told(before), after: told(after) };
}

const plain = (value: DealState[keyof Untracked]) => (typeof value === "bigint" ? formatAmount(value) : value);

/** Edits of an open deal; of a closed one only why it was lost and who shares it. */
export function changeDeal(ctx: Context<Patch>): Promise<"done" | Refusal> {
  const { body, tx, today } = ctx;
  return change(ctx, { version: body.version, action: "deal.update", on: today }, async (before) => {
    const { version: _, amount, owner, split, lostKind, lostReasons, competitor, ...rest } = body;
    const isTouched = amount !== undefined || owner !== undefined || Object.keys(rest).length > 0;
    if (before.outcome !== "open" && isTouched) return refuse("deal-closed");
    if (rest.stage !== undefined && !(await isOpenStage(tx, before.pipeline, rest.stage)))
      return refuse("deal-stage-unknown", { stage: rest.stage });
    const value = amount === undefined ? before.amount : amount === null ? null : parseAmount(amount)!;
    if (value !== null && value < 0n) return refuse("deal-amount-negative");
    const ownerPositionId = owner === undefined ? before.ownerPositionId : await reachedOwner(ctx, owner);
    if (isRefusal(ownerPositionId)) return ownerPositionId;
    const credits = await creditsOf(tx, before, ownerPositionId, split, today);
    if (credits === null) return refuse("deal-split-refused");
    const loss = {
      lostKind: lostKind ?? before.lostKind,
      lostReasons: lostReasons ?? before.lostReasons,
      competitor: competitor ?? before.competitor,
    };
    if (before.outcome === "lost" && isUntold(loss)) return refuse("deal-loss-incomplete");
    return { ...before, ...given(rest), ...loss, amount: value, ownerPositionId, credits };
  });
}

/** Without the keys that were not sent. */
const given = <T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;

const isUntold = (loss: Pick<DealState, "lostKind" | "lostReasons" | "competitor">): boolean =>
  loss.lostKind === null || loss.lostReasons.length === 0 || (loss.lostKind === "competitor" && loss.competitor === "");

async function isOpenStage(tx: Tx, pipeline: string, name: string): Promise<boolean> {
  return (await stagesOf(tx)).some((stage) => stage.pipeline === pipeline && stage.name === name && stage.kind === "open");
}

/** A deal is handed to somebody within one's own reach: a rep gives none away, a manager moves it inside the team. */
export async function reachedOwner({ tx, scope, today }: Pick<Ctx, "tx" | "scope" | "today">, person: string): Promise<string | Refusal> {
  const seat = (await seatsOf(tx, [person])).on(person, today);
  return seat && (await reachesPosition(tx, scope, seat.positionId, today)) ? seat.positionId : refuse("deal-owner-refused", { person });
}

type Shares = Context<Patch>["body"]["split"];

/** The split as given, else as it was; another owner takes over the former one's share. Null when it is no whole. */
async function creditsOf(
  tx: Tx,
  before: DealState,
  owner: string | null,
  split: Shares,
  today: Day,
): Promise<readonly DealCredit[] | null> {
  const overlay = before.credits.filter((credit) => credit.class === "overlay");
  const primary =
    split === undefined || split.length === 0 ? handedOver(before, owner, split !== undefined) : await seated(tx, split, today);
  if (primary === null) return null;
  return [...primary.toSorted((a, b) => (a.positionId < b.positionId ? -1 : 1)), ...overlay];
}

function handedOver({ credits, ownerPositionId }: DealState, owner: string | null, isUndone: boolean): readonly DealCredit[] {
  const alone: DealCredit[] = owner === null ? [] : [{ class: "primary", positionId: owner, sharePpm: 1_000_000 }];
  const kept = credits.filter((credit) => credit.class === "primary");
  if (isUndone || kept.length === 0) return alone;
  if (owner === ownerPositionId || owner === null) return kept;
  if (kept.some((credit) => credit.positionId === owner)) return alone;
  return kept.map((credit) => (credit.positionId === ownerPositionId ? { ...credit, positionId: owner } : credit));
}

async function seated(tx: Tx, shares: NonNullable<Shares>, today: Day): Promise<readonly DealCredit[] | null> {
  const isWhole = shares.reduce((sum, share) => sum + share.sharePpm, 0) === 1_000_000;
  if (!isWhole || new Set(shares.map((share) => share.person)).size < shares.length) return null;
  const seats = await seatsOf(tx, shares.map((share) => share.person)); // prettier-ignore
  const found = shares.flatMap(({ person, sharePpm }): DealCredit[] => {
    const seat = seats.on(person, today);
    return seat ? [{ class: "primary", positionId: seat.positionId, sharePpm }] : [];
  });
  return found.length === shares.length ? found : null;
}

/** Won or lost, with what must be known then; the last move of the deal is its end. */
export function closeDeal(ctx: Context<Close>): Promise<"done" | Refusal> {
  const { body, tx, today } = ctx;
  return change(ctx, { version: body.version, action: `deal.${body.outcome}`, on: body.closedOn }, async (before) => {
    if (before.outcome !== "open") return refuse("deal-closed");
    // Not before the last thing known of it: a deal does not end before it was negotiated.
    const from = [before.createdOn ?? "1950-01-01", before.moves.at(-1)?.enteredOn ?? "1950-01-01"].toSorted()[1]!;
    if (body.closedOn > today || body.closedOn < from) return refuse("deal-close-day", { from, today });
    const end = (await stagesOf(tx)).find((stage) => stage.pipeline === before.pipeline && stage.kind === body.outcome);
    const amount = body.amount === undefined ? before.amount : parseAmount(body.amount)!;
    const closed = {
      ...before,
      stage: end?.name ?? usualName(body.outcome, ctx.locale),
      outcome: body.outcome,
      closedOn: body.closedOn,
      amount,
      nextStep: "",
      nextStepOn: null,
    };
    if (body.outcome === "won") {
      if (amount === null || amount < 0n) return refuse("deal-won-without-amount");
      return { ...closed, lostKind: null, lostReasons: [], competitor: "" };
    }
    const loss = { lostKind: body.lostKind ?? null, lostReasons: body.lostReasons ?? [], competitor: body.competitor ?? "" };
    return isUntold(loss) ? refuse("deal-loss-incomplete") : { ...closed, ...loss };
  });
}

/** What a company that has named no such stage calls it. */
const usualName = (kind: "won" | "lost", locale: string): string =>
  defaultPipeline.find((stage) => stage.kind === kind)!.names[locale === "zh-TW" ? 1 : locale === "en" ? 2 : 0]!;

export function reopenDeal(ctx: Context<Reopen>): Promise<"done" | Refusal> {
  const { body, tx } = ctx;
  return change(ctx, { version: body.version, action: "deal.reopen", on: ctx.today }, async (before) => {
    if (before.outcome === "open") return refuse("deal-open");
    if (!(await isOpenStage(tx, before.pipeline, body.stage))) return refuse("deal-stage-unknown", { stage: body.stage });
    return { ...before, stage: body.stage, outcome: "open", closedOn: null, lostKind: null, lostReasons: [], competitor: "" };
  });
}
