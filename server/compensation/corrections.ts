import type { Amount } from "#core/base/money.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Tx } from "../db/tx.ts";
import type { Computed } from "./compute.ts";
import { keepWaiting, paidIn } from "./corrections-store.ts";

/**
 * What a closed period would pay now, beside what it has paid: the difference waits for the next open period. Noted again it replaces what
 * was waiting; a difference that is gone is noted no more. Returns how many differ.
 */
export async function noteCorrections(tx: Tx, period: string, payables: readonly Payable[]): Promise<number> {
  let count = 0;
  for (const { positionId, amount } of payables) {
    if (amount === null) continue; // what cannot be computed corrects nothing: the stop stands on the page
    const paid = await paidIn(tx, positionId, period);
    if (paid !== null) count += await keepWaiting(tx, positionId, period, paid, amount);
  }
  return count;
}

/** What a statement would pay by its rules alone; null where it is stopped. */
export type Payable = { readonly positionId: string; readonly period: string; readonly amount: Amount | null };
export const payableOf = ({ about, period, statement }: Computed): Payable => ({
  positionId: about.seat.positionId,
  period: period.key,
  amount: statement.kind === "stopped" ? null : amountOf(statement.settled.paid),
});
