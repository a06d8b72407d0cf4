import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Tx } from "../db/tx.ts";
import type { Computed } from "./compute.ts";
import { keepWaiting, paidIn } from "./corrections-store.ts";

/**
 * What a closed period would pay now, beside what it has paid: the difference waits for the next open period. Noted again it replaces what
 * was waiting; a difference that is gone is noted no more. Returns how many differ.
 */
export async function noteCorrections(tx: Tx, period: string, computed: readonly Computed[]): Promise<number> {
  let count = 0;
  for (const { about, statement } of computed) {
    if (statement.kind === "stopped") continue; // what cannot be computed corrects nothing: the stop stands on the page
    const paid = await paidIn(tx, about.seat.positionId, period);
    if (paid !== null) count += await keepWaiting(tx, about.seat.positionId, period, paid, amountOf(statement.settled.paid));
  }
  return count;
}
