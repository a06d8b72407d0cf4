import type { Day } from "../base/date.ts";
import { formatAmount, type Amount } from "../base/money.ts";

/** An entry into a stage; `by` is the position that moved the deal, null when a file did. */
export type Move = { readonly stage: string; readonly enteredOn: Day; readonly by: string | null };
export type ChangedField = "expected_on" | "amount" | "owner" | "category";
/** One change as text: days as they are, amounts as plain decimals, an owner as the id of the position. */
export type FieldChange = {
  readonly field: ChangedField;
  readonly before: string | null;
  readonly after: string | null;
  readonly changedOn: Day;
  readonly by: string | null;
};

/** What of a deal leaves a trace when it changes. */
export type Tracked = {
  readonly stage: string;
  readonly amount: Amount | null;
  readonly expectedOn: Day | null;
  readonly ownerPositionId: string | null;
  readonly category: string;
};
export type History = { readonly moves: readonly Move[]; readonly changes: readonly FieldChange[] };

const asText: Readonly<Record<ChangedField, (deal: Tracked) => string | null>> = {
  expected_on: (deal) => deal.expectedOn,
  amount: (deal) => (deal.amount === null ? null : formatAmount(deal.amount)),
  owner: (deal) => deal.ownerPositionId,
  category: (deal) => deal.category,
};

/**
 * The history after a deal became `after` on a day: a new deal enters its stage, another stage is a move, every other
 * tracked field that differs is a change. Nothing is written before what is already there: a day earlier than the last
 * move or change counts as that one's day, so that history only grows at its end.
 */
export function historyAfter(before: (Tracked & History) | null, after: Tracked, on: Day, by: string | null): History {
  if (before === null) return { moves: [{ stage: after.stage, enteredOn: on, by }], changes: [] };
  const enteredOn = later(on, before.moves.at(-1)?.enteredOn);
  const changedOn = later(on, before.changes.at(-1)?.changedOn);
  const fields = (Object.keys(asText) as ChangedField[]).filter((field) => asText[field](before) !== asText[field](after));
  return {
    moves: before.stage === after.stage ? before.moves : [...before.moves, { stage: after.stage, enteredOn, by }],
    changes: [
      ...before.changes,
      ...fields.map((field) => ({ field, before: asText[field](before), after: asText[field](after), changedOn, by })),
    ],
  };
}

const later = (day: Day, other: Day | undefined): Day => (other !== undefined && other > day ? other : day);

/**
 * A file that tells the history of a deal replaces what is known up to the last day it names; what happened later stays.
 * The same file twice changes nothing.
 */
export function retold<T>(known: readonly T[], told: readonly T[], dayOf: (one: T) => Day): T[] {
  if (told.length === 0) return [...known];
  const sorted = [...told].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
  const until = dayOf(sorted.at(-1)!);
  return [...sorted, ...known.filter((one) => dayOf(one) > until)];
}
