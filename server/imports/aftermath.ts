import type { ImportKind } from "#core/imports/fields.ts";
import type { Change } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups, restamp } from "../kpi/rollups.ts";
import { settleOrders, touchOrders, type Touched } from "../orders/aftermath.ts";
import type { PersonState } from "./kinds/people-state.ts";
import { idsByCode } from "./lookup.ts";

/** Orders whose credit or money moves; seats that may stand elsewhere on days with figures; or "rollups" when customers' groups moved. */
export type Aftermath = Touched | Seats | "rollups" | "nothing";
type Seats = { readonly seats: readonly string[] };

export async function beforeFacts(tx: Tx, kind: ImportKind, changes: readonly Change<unknown>[]): Promise<Aftermath> {
  if (kind === "orders")
    return touchOrders(
      tx,
      changes.map((c) => c.id),
    );
  if (kind === "receipts")
    return touchOrders(
      tx,
      changes.flatMap((c) => [orderOf(c.before), orderOf(c.after)]).filter((id) => id !== null),
    );
  // New people count as well: one may take over a seat that has figures. Units need nothing: they are looked up as of each day.
  if (kind === "people") return { seats: changes.flatMap((c) => [...seatsOf(c.before), ...seatsOf(c.after)]) };
  return kind === "customers" && changes.some((c) => c.before !== null) ? "rollups" : "nothing";
}

export async function afterFacts(tx: Tx, touched: Aftermath): Promise<void> {
  if (touched === "nothing") return;
  if (touched === "rollups") return rebuildRollups(tx);
  if ("seats" in touched) return restamp(tx, [...(await idsByCode(tx, "positions", touched.seats)).values()]);
  await settleOrders(tx, touched);
}

function seatsOf(state: unknown): string[] {
  return Object.keys((state as Partial<PersonState> | null)?.seats ?? {});
}

function orderOf(state: unknown): string | null {
  return (state as { orderId?: string } | null)?.orderId ?? null;
}
