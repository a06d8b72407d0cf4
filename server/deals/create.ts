import { sql } from "kysely";
import { parseAmount } from "#core/base/money.ts";
import { historyAfter } from "#core/deals/history.ts";
import { defaultPipeline } from "#core/deals/pipeline.ts";
import type { Contract } from "#api/index.ts";
import { reachesPosition, scopeOf } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { lockFacts } from "../orders/aftermath.ts";
import { customersWithin } from "../orders/lists.ts";
import { heldOn } from "./activity.ts";
import { reachedOwner } from "./commands.ts";
import { deals, type DealState } from "./keeper.ts";
import { stagesOf } from "./stages.ts";

type Ctx = Context<Contract["POST /api/deals"]>;
const pipeline = "default";

/** A deal somebody writes down by hand: it enters its stage today. The same id twice is one deal. */
export async function createDeal(ctx: Ctx): Promise<"done" | Refusal> {
  const { tx, body, today, user, audit } = ctx;
  await lockFacts(tx);
  const known = await tx.row(sql<{ position: string }>`
    select owner_position_id as position from deals where tenant_id = current_tenant() and id = ${body.id}`);
  if (known) return (await reachesPosition(tx, ctx.scope, known.position, today)) ? "done" : refuse("not-found");
  const after = await stateOf(ctx);
  if (isRefusal(after)) return after;
  await deals.write(tx, [{ id: body.id, key: after.code, before: null, after }]);
  const told = { name: after.name, stage: after.stage, amount: body.amount ?? null, expectedOn: after.expectedOn, position: after.ownerPositionId }; // prettier-ignore
  await audit({ action: "deal.create", subjectKind: "deal", subjectId: body.id, subjectLabel: after.code, after: told });
  return "done";

  async function stateOf({ locale }: Ctx): Promise<DealState | Refusal> {
    const stage = await stageFor(tx, body.stage, locale);
    if (stage === null) return refuse("deal-stage-unknown", { stage: body.stage ?? "" });
    const amount = body.amount === undefined || body.amount === null ? null : parseAmount(body.amount)!;
    if (amount !== null && amount < 0n) return refuse("deal-amount-negative");
    const owner = await ownerOf(ctx);
    if (isRefusal(owner)) return owner;
    const customerId = body.customer === undefined ? null : await customerOf(ctx, body.customer);
    if (isRefusal(customerId)) return customerId;
    const { id: _, owner: __, customer: ___, ...words } = body;
    const plain = { ...nothing, ...words, code: await codeFor(ctx), pipeline, stage, amount, customerId, ownerPositionId: owner, createdOn: today }; // prettier-ignore
    const state = { ...plain, expectedOn: body.expectedOn ?? null, nextStepOn: body.nextStepOn ?? null };
    const credits = [{ class: "primary", positionId: owner, sharePpm: 1_000_000 }] as const;
    return { ...state, credits, ...historyAfter(null, state, today, user.positionIds[0] ?? null) };
  }
}

const nothing = {
  customerText: null, productId: null, productText: null, outcome: "open", closedOn: null, lostKind: null, lostReasons: [], competitor: "", leadId: null,
} as const; // prettier-ignore

/** The stage asked for, else the first one; a company without a pipeline begins with the usual one. */
async function stageFor(tx: Tx, asked: string | undefined, locale: string): Promise<string | null> {
  const open = (await stagesOf(tx)).filter((stage) => stage.pipeline === pipeline && stage.kind === "open");
  if (asked !== undefined) return open.find((stage) => stage.name === asked)?.name ?? null;
  return open[0]?.name ?? defaultPipeline[0]!.names[locale === "zh-TW" ? 1 : locale === "en" ? 2 : 0]!;
}

/** Oneself, or somebody within reach; who holds no position has to name somebody. */
async function ownerOf(ctx: Ctx): Promise<string | Refusal> {
  if (ctx.body.owner !== undefined) return reachedOwner(ctx, ctx.body.owner);
  const own = ctx.user.personId && (await heldOn(ctx, ctx.user.personId, ctx.today));
  return own || refuse("deal-owner-refused", { person: "—" });
}

/** Only a customer one may see can be named: a code that is guessed says nothing. */
async function customerOf({ tx, user, today }: Ctx, code: string): Promise<string | Refusal> {
  const scope = await scopeOf(tx, user, "customers", "read", today);
  const found = scope && (await customersWithin(tx, scope, { q: code, limit: 100 }, today)).rows.find((row) => row.code === code);
  return found ? found.id : refuse("deal-customer-unknown", { code });
}

/** SJ, the day, and as much of the id as no other deal of the company has. */
async function codeFor({ tx, body, today }: Ctx): Promise<string> {
  const unique = body.id.replaceAll("-", "").slice(-12).toUpperCase();
  const codes = [4, 6, 12].map((length) => `SJ${today.replaceAll("-", "").slice(2)}-${unique.slice(-length)}`);
  const taken = await deals.load(tx, codes);
  return codes.find((code) => !taken.has(code)) ?? `SJ-${body.id}`;
}
