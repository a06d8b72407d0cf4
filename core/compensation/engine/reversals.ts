import type { Names } from "../../formula/check.ts";
import { minus, over, plus, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Cells, Transaction } from "./facts.ts";

type Half = Omit<Transaction, "receipts"> & { readonly participant: string };

/**
 * What takes a transaction back says only what differs from it: empty words (product, customer, participant) are those of the original, and
 * without an amount it is the rest of it, money and quantity alike. `ordered` is in business order, so that the rest is known.
 */
export function completed(ordered: readonly Half[], types: Names): Half[] {
  const done = new Map<string, Half>();
  const taken = new Map<string, Exact>();
  for (const one of ordered) {
    const original = one.reverses === null ? undefined : done.get(one.reverses);
    const whole = original ? ofOriginal(one, original, taken.get(original.id) ?? ZERO, types) : one;
    done.set(one.id, whole);
    const { amount } = whole.cells;
    if (original && isNumber(amount)) taken.set(original.id, plus(taken.get(original.id) ?? ZERO, magnitude(amount)));
  }
  return [...done.values()];
}

function ofOriginal(one: Half, original: Half, taken: Exact, types: Names): Half {
  const participant = one.participant || original.participant;
  const words = Object.entries(original.cells).filter(([name, value]) => typeof value === "string" && !isSaid(one.cells[name]));
  const cells = { ...one.cells, ...Object.fromEntries(words), ...rest(one.cells, original.cells, taken, types), reverses: one.reverses, participant };
  return { ...one, participant, cells };
} // prettier-ignore

/** Nothing where an amount stands: a part of the cost is not guessed. */
function rest(cells: Cells, original: Cells, taken: Exact, types: Names): Cells {
  const { amount } = original;
  if (isNumber(cells.amount) || !isNumber(amount) || amount.n === 0n) return {};
  const left = minus(magnitude(amount), taken);
  const share = over(left.n < 0n ? ZERO : minus(ZERO, left), magnitude(amount));
  const isShared = (name: string) => types[name] === "amount" || name === "quantity";
  return Object.fromEntries(
    Object.entries(original).flatMap(([name, value]) =>
      isShared(name) && isNumber(value) && !isSaid(cells[name]) ? [[name, times(value, share)]] : [],
    ),
  );
}

const isNumber = (value: Cells[string] | undefined): value is Exact => typeof value === "object" && value !== null;
const isSaid = (value: Cells[string] | undefined): boolean => value !== undefined && value !== null && value !== "";
const magnitude = (x: Exact): Exact => (x.n < 0n ? minus(ZERO, x) : x);
