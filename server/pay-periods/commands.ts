import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { gather } from "../compensation/gather.ts";
import type { Input } from "../compensation/input.ts";
import { runPeriod } from "../compensation/run.ts";
import type { Principal } from "../access/door.ts";
import { workingDay } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { bookCorrections, dropWaitingCorrections, unbookCorrections, waitingAdjustments } from "./adjustment-store.ts";
import { openDisputes } from "./dispute-store.ts";
import { documentsOf, payloadHash, withBehind } from "./freeze.ts";
import { insertInput, insertPublished, isPaidIn, lockPeriod, noteReopening, openPeriod, publishedOf, setApproved, setClosed, setOpen, setPublished, type PeriodRow, type PublishedRow } from "./store.ts"; // prettier-ignore

type At<K extends keyof Contract> = Context<Contract[K]>;
import { allPaid } from "../compensation/leavers.ts";
type Moved = Reply<Contract["POST /api/pay-periods/:key/closing"]>;
/** What a step needs of its request; the demo takes the same steps. */
type Step<K extends keyof Contract> = Pick<At<K>, "tx" | "tenant" | "params" | "body" | "audit"> & {
  readonly user: Pick<Principal, "userId" | "personId">;
};
type Ctx = Pick<Step<"POST /api/pay-periods/:key/closing">, "tx" | "params" | "user" | "audit"> & { body: { version: number } };

/** The period, locked, in one of these states, as the caller saw it. */
async function standing({ tx, params, body }: Ctx, ...states: readonly PeriodRow["state"][]): Promise<PeriodRow | Refusal> {
  const row = await lockPeriod(tx, params.key);
  if (!row) return refuse("pay-period-state", { state: "open" });
  return isThere(row, body.version, states) ?? row;
}

function isThere(row: PeriodRow, version: number, states: readonly PeriodRow["state"][]): Refusal | null {
  if (row.version !== version) return refuse("version-moved", {}, { version: row.version, state: row.state });
  return states.includes(row.state) ? null : refuse("pay-period-state", { state: row.state });
}

async function noted({ audit, params }: Pick<Ctx, "audit" | "params">, action: string, state: PeriodRow["state"], hash: string | null, reason?: string): Promise<Moved> {
  await audit({ action: `pay-period.${action}`, subjectKind: "pay-period", subjectId: params.key, after: { state, hash }, ...(reason && { reason }) });
  return { key: params.key, state, hash };
} // prettier-ignore

/** POST …/publication: everything is computed anew, kept whole with what it was made of, and open to questions for some working days. */
export async function publishPeriod(ctx: Step<"POST /api/pay-periods/:key/publication">): Promise<Moved> {
  const { tx, tenant, params, body, user } = ctx;
  const env = envOf(tenant);
  const period = periodOf(params.key, env.fiscal);
  if (!period) return refuse("period-unknown", { period: params.key });
  if (period.to > env.today) return refuse("pay-period-runs", { to: period.to });
  const row = await openPeriod(tx, period);
  const wrong = isThere(row, body.version, ["open"]);
  if (wrong) return wrong;
  const waiting = await waitingAdjustments(tx, period.key);
  if (waiting > 0) return refuse("adjustments-waiting", { count: waiting });
  const run = await runPeriod(tx, env, period, user.userId);
  const publication = row.publication + 1;
  const frozen = await freeze(tx, env, period, publication);
  if (!run || frozen.length === 0) return refuse("no-plan");
  const hash = payloadHash(period.key, publication, frozen);
  const disputeUntil = await workingDay(tx, tenant.today, body.disputeDays);
  await setPublished(tx, period.key, { publication, hash, disputeUntil, by: user.userId });
  return noted(ctx, "publish", "published", hash);
} // prettier-ignore

/** Statement by statement kept with what it is made of; in memory only what the hash over all of them needs. */
async function freeze(tx: Tx, env: Env, period: Period, publication: number): Promise<Pick<PublishedRow, "code" | "payout" | "hash">[]> {
  const frozen: Pick<PublishedRow, "code" | "payout" | "hash">[] = [];
  let part = 0;
  for await (const input of gather(tx, env, await allPaid(tx, addDays(period.to, -1)), period)) {
    if (input.period.key !== period.key) continue;
    const kept = await withBehind(tx, input);
    const documents = documentsOf(kept);
    await insertInput(tx, period.key, publication, part++, kept);
    await insertPublished(tx, period.key, publication, documents);
    await bookCorrections(tx, correctionsIn(input, period.key), period.key);
    frozen.push(...documents.map(({ code, payout, hash }) => ({ code, payout, hash })));
  }
  return frozen;
} // prettier-ignore

const correctionsIn = ({ about }: Input, key: string): string[] =>
  about.flatMap(({ extras }) => extras.filter(({ kind, period }) => kind === "correction" && period !== key).map(({ id }) => id));

/** POST …/withdrawal */
export async function withdrawPeriod(ctx: Step<"POST /api/pay-periods/:key/withdrawal">): Promise<Moved> {
  const row = await standing(ctx, "published");
  if (isRefusal(row)) return row;
  await unbookCorrections(ctx.tx, row.key);
  await setOpen(ctx.tx, row.key);
  return noted(ctx, "withdraw", "open", null);
}

/** POST …/approval: the hash seen is the hash approved; maker is not checker, and nobody approves his own pay. */
export async function approvePeriod(ctx: Step<"POST /api/pay-periods/:key/approval">): Promise<Moved> {
  const { tx, body, user } = ctx;
  const row = await standing(ctx, "published");
  if (isRefusal(row)) return row;
  if (row.hash !== body.hash) return refuse("pay-payload-changed", {}, { hash: row.hash });
  if (row.publishedBy === user.userId) return refuse("own-publication");
  if (user.personId !== null && (await isPaidIn(tx, user.personId, row))) return refuse("own-statement");
  const disputes = await openDisputes(tx, row.key);
  if (disputes > 0) return refuse("disputes-open", { count: disputes });
  const waiting = await waitingAdjustments(tx, row.key);
  if (waiting > 0) return refuse("adjustments-waiting", { count: waiting });
  await setApproved(tx, row.key, user.userId);
  return noted(ctx, "approve", "approved", row.hash);
}

/** POST …/closing */
export async function closePeriod(ctx: Step<"POST /api/pay-periods/:key/closing">): Promise<Moved> {
  const row = await standing(ctx, "approved");
  if (isRefusal(row)) return row;
  const published = await publishedOf(ctx.tx, row.key, row.publication);
  const hash = payloadHash(row.key, row.publication, published);
  if (hash !== row.hash) return refuse("pay-payload-changed", {}, { hash: row.hash });
  await setClosed(ctx.tx, row.key, ctx.user.userId);
  return noted(ctx, "close", "closed", hash);
}

/** POST …/reopening: the first of two people. */
export async function askReopening(ctx: Step<"POST /api/pay-periods/:key/reopening">): Promise<Moved> {
  const row = await standing(ctx, "closed", "approved");
  if (isRefusal(row)) return row;
  await noteReopening(ctx.tx, row.key, ctx.user.userId, ctx.body.reason);
  return noted(ctx, "ask-reopening", row.state, row.hash, ctx.body.reason);
}

/** POST …/reopening-confirmation: the second. What corrections have paid of the period elsewhere is taken off by its next publication. */
export async function confirmReopening(ctx: Step<"POST /api/pay-periods/:key/reopening-confirmation">): Promise<Moved> {
  const row = await standing(ctx, "closed", "approved");
  if (isRefusal(row)) return row;
  if (row.reopenBy === null) return refuse("pay-period-state", { state: row.state });
  if (row.reopenBy === ctx.user.userId) return refuse("own-request");
  await unbookCorrections(ctx.tx, row.key);
  await dropWaitingCorrections(ctx.tx, row.key);
  await setOpen(ctx.tx, row.key);
  return noted(ctx, "reopen", "open", row.hash, row.reopenReason ?? undefined);
}
