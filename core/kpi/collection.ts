import type { Day } from "../base/date.ts";
import type { Amount } from "../base/money.ts";

export type PlanLine = { readonly lineNo: number; readonly dueOn: Day; readonly amount: Amount };
/** A booking of money received; a refund is negative. `lineNo` when it says which plan line it pays. */
export type Receipt = { readonly id: string; readonly receivedOn: Day; readonly amount: Amount; readonly lineNo: number | null };
/** So much of a receipt counts for this line; negative where a refund takes it back. */
export type Match = {
  readonly lineNo: number;
  readonly dueOn: Day;
  readonly receiptId: string;
  readonly receivedOn: Day;
  readonly amount: Amount;
};
export type Matching = { readonly matches: readonly Match[]; readonly unmatched: Amount };

/**
 * Which receipt paid which plan line of one order, in the order money came. A receipt that names a line pays that
 * line only: what exceeds it stays unmatched, so that money for a later line never fills a missed one. Any other
 * pays the open line that was due first. A refund takes back unmatched money first, then from its line, else from
 * the line due last.
 */
export function matchReceipts(lines: readonly PlanLine[], receipts: readonly Receipt[]): Matching {
  const book = lines.toSorted((a, b) => byText(a.dueOn, b.dueOn) || a.lineNo - b.lineNo).map((line) => ({ line, paid: 0n }));
  const matches: Match[] = [];
  let unmatched = 0n;
  for (const receipt of receipts.toSorted((a, b) => byText(a.receivedOn, b.receivedOn) || byText(a.id, b.id))) {
    const named = book.filter((entry) => entry.line.lineNo === receipt.lineNo);
    const candidates = named.length > 0 ? named : book;
    const surplus = receipt.amount < 0n ? min(unmatched > 0n ? unmatched : 0n, -receipt.amount) : 0n;
    const [taken, rest] = receipt.amount < 0n ? takeBack(candidates, receipt, surplus) : pay(candidates, receipt);
    matches.push(...taken);
    unmatched += rest - surplus;
  }
  return { matches, unmatched };
}

type Entry = { readonly line: PlanLine; paid: Amount };

function pay(entries: readonly Entry[], receipt: Receipt): [Match[], Amount] {
  let left = receipt.amount;
  const matches: Match[] = [];
  for (const entry of entries) {
    const part = min(left, entry.line.amount - entry.paid);
    if (part <= 0n) continue;
    matches.push(booked(entry, receipt, part));
    left -= part;
  }
  return [matches, left];
}

function takeBack(entries: readonly Entry[], receipt: Receipt, surplus: Amount): [Match[], Amount] {
  let left = -receipt.amount - surplus;
  const matches: Match[] = [];
  for (const entry of entries.toReversed()) {
    const part = min(left, entry.paid);
    if (part <= 0n) continue;
    matches.push(booked(entry, receipt, -part));
    left -= part;
  }
  return [matches, -left];
}

function booked(entry: Entry, receipt: Receipt, amount: Amount): Match {
  entry.paid += amount;
  return { lineNo: entry.line.lineNo, dueOn: entry.line.dueOn, receiptId: receipt.id, receivedOn: receipt.receivedOn, amount };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
