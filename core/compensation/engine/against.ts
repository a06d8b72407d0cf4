import type { Day } from "../../base/date.ts";
import { greatest, least, minus, ZERO } from "../../formula/exact.ts";
import type { PayStep } from "../language/plan.ts";
import type { Piece } from "./pieces.ts";

/** Events money may wait for. */
export const awaited: ReadonlySet<PayStep["on"]> = new Set(["delivery", "invoice", "collection"]);

/**
 * What is taken back of a deal is set against what still waits for it: that part falls due on the day it is taken back, so that nobody
 * owes what he was never paid and nothing waits for a deal that is gone. Latest first; other pieces are left as they are.
 */
export function setAgainst(pieces: readonly Piece[], end: Day): Piece[] {
  let all = [...pieces];
  for (const back of pieces) if (back.against !== undefined && back.due! < end) all = freed(all, back, end);
  return all;
}

function freed(pieces: readonly Piece[], back: Piece, end: Day): Piece[] {
  let left = minus(ZERO, back.amount);
  const waits = ({ component, transaction, on, due, amount }: Piece) =>
    component === back.component && transaction === back.against && awaited.has(on) && amount.n > 0n && (due === null || due >= end);
  const cut = pieces.toReversed().flatMap((piece) => {
    const taken = waits(piece) ? greatest(least(left, piece.amount), ZERO) : ZERO;
    if (taken.n === 0n) return [piece];
    left = minus(left, taken);
    const rest = minus(piece.amount, taken);
    return [...(rest.n === 0n ? [] : [{ ...piece, amount: rest }]), { ...piece, amount: taken, due: back.due, waitsFor: null }];
  });
  return cut.toReversed();
}
