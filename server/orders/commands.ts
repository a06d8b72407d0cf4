import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import { packed } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { lockFacts, settleOrders, touchOrders } from "./aftermath.ts";
import { creditsOf, type OrderState } from "./order-state.ts";
import { orders } from "./orders.ts";
import { seatsOf } from "./seats.ts";

export type OrderChange = {
  readonly amount?: Amount | undefined;
  readonly status?: OrderState["status"] | undefined;
  readonly signedOn?: Day | undefined;
  readonly deliveredOn?: Day | null | undefined;
  readonly credits?: readonly Share[] | undefined;
};
export type Share = { readonly person: string; readonly sharePpm: number };
export type Changed = { readonly before: OrderState; readonly after: OrderState };

/** Changes one order and everything that follows from it in the same database transaction: credits, receipts' credits, rollups, stale statements. */
export async function changeOrder(tx: Tx, id: string, version: number, change: OrderChange): Promise<Changed | Refusal> {
  await lockFacts(tx);
  const row = await tx.row(
    sql<{ code: string; version: number }>`select code, version from orders where tenant_id = current_tenant() and id = ${id} for update`,
  );
  if (!row) return refuse("not-found");
  if (row.version !== version) return refuse("version-moved");
  const before = (await orders.load(tx, [row.code])).get(row.code)!.state;
  const after = await changed(tx, before, change);
  if (isRefusal(after)) return after;
  if (packed(before) === packed(after)) return { before, after };
  const touched = await touchOrders(tx, [id]);
  await orders.write(tx, [{ id, key: row.code, before, after }]);
  await settleOrders(tx, touched);
  return { before, after };
}

async function changed(tx: Tx, before: OrderState, change: OrderChange): Promise<OrderState | Refusal> {
  const amount = change.amount ?? before.amount;
  if (amount !== before.amount && before.lines.length > 1) return refuse("order-lines-fix-amount");
  const signedOn = change.signedOn ?? before.signedOn;
  const shares = change.credits ?? (signedOn === before.signedOn ? undefined : await sharesOf(tx, before));
  const seated = shares === undefined ? before.credits : await seatedShares(tx, shares, signedOn);
  if (seated === null) return refuse("order-credit-refused");
  return {
    ...before,
    amount,
    signedOn,
    status: change.status ?? before.status,
    deliveredOn: change.deliveredOn === undefined ? before.deliveredOn : change.deliveredOn,
    lines: before.lines.map((line) => (amount === before.amount ? line : { ...line, amount })),
    credits: creditsOf(amount, seated),
  };
}

async function sharesOf(tx: Tx, { credits }: OrderState): Promise<Share[]> {
  const ids = credits.map((credit) => credit.personId);
  const rows = await tx.rows(
    sql<{ id: string; code: string }>`select id, code from persons where tenant_id = current_tenant() and id = any(${ids}::uuid[])`,
  );
  const codes = new Map(rows.map((row) => [row.id, row.code]));
  return credits.map((credit) => ({ person: codes.get(credit.personId ?? "") ?? "", sharePpm: credit.sharePpm }));
}

/** Null when the shares are not a whole, someone stands twice, or someone held no position that day. */
async function seatedShares(tx: Tx, shares: readonly Share[], day: Day) {
  const isWhole = shares.length === 0 || shares.reduce((sum, share) => sum + share.sharePpm, 0) === 1_000_000;
  if (!isWhole || new Set(shares.map((share) => share.person)).size < shares.length) return null;
  const seats = await seatsOf(
    tx,
    shares.map((share) => share.person),
  );
  const seated = shares.map(({ person, sharePpm }) => ({ seat: seats.on(person, day), sharePpm }));
  if (seated.some(({ seat }) => seat === undefined)) return null;
  return seated.map(({ seat, sharePpm }) => ({ positionId: seat!.positionId, personId: seat!.personId, sharePpm }));
}
