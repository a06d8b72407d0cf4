import type { ImportKind } from "#core/imports/fields.ts";
import type { Change } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { settleOrders, touchOrders, type Touched } from "../orders/aftermath.ts";

/** Orders whose credit or money moves; or "rollups" when history the rollups are stamped with has changed. */
export type Aftermath = Touched | "rollups" | "nothing";

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
  const isStamped = kind === "customers" || kind === "people" || kind === "organisation";
  return isStamped && changes.some((c) => c.before !== null) ? "rollups" : "nothing";
}

export async function afterFacts(tx: Tx, touched: Aftermath): Promise<void> {
  if (touched === "rollups") await rebuildRollups(tx);
  else if (touched !== "nothing") await settleOrders(tx, touched);
}

function orderOf(state: unknown): string | null {
  return (state as { orderId?: string } | null)?.orderId ?? null;
}
