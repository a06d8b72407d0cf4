import { addDays, addMonths, type Day } from "../../base/date.ts";
import { compare, minus, ONE, over, plus, roundedTo, times, ZERO, type Exact } from "../../formula/exact.ts";
import { dayOf } from "../../formula/evaluate.ts";
import type { PayStep } from "../language/plan.ts";
import type { Line, Made } from "./made.ts";
import { byDate } from "./facts.ts";
import { lastDayOf, payPeriodAt, type PayPeriod } from "./periods.ts";
import { awaited } from "./against.ts";
import type { World } from "./world.ts";

/** A part of an earning with the day it falls due. Null: it waits, and `waitsFor` says what for. */
export type Piece = {
  readonly component: string;
  readonly transaction: string | null;
  readonly earnedIn: string;
  readonly on: PayStep["on"];
  readonly share: Exact;
  readonly amount: Exact;
  readonly due: Day | null;
  readonly waitsFor: "delivery" | "invoice" | "collection" | null;
  /** Of money taken back: the deal it takes back, when a part of that may still wait. */
  readonly against?: string;
};

/** Cuts the lines of a component into what falls due when. The parts of a line add up to it: the last one holds the residue. */
export function piecesOf(world: World, made: Made, person: string, period: PayPeriod): Piece[] {
  const { pay } = made.component;
  const lines = made.lines.filter((line) => line.amount.n !== 0n);
  return lines
    .flatMap((line) =>
      stepAmounts(pay, line.amount, made).flatMap(({ step, amount }) => pieceOf(world, made, line, step, amount, person, period)),
    )
    .filter((piece) => piece.amount.n !== 0n);
}

function stepAmounts(steps: readonly PayStep[], amount: Exact, { component: { rounding } }: Made): { step: PayStep; amount: Exact }[] {
  let given = ZERO;
  return steps.map((step, i) => {
    const isLast = i === steps.length - 1;
    const part = isLast ? minus(amount, given) : roundedTo(times(amount, step.share), rounding.digits, rounding.mode);
    given = plus(given, part);
    return { step, amount: part };
  });
}

function pieceOf(world: World, made: Made, line: Line, step: PayStep, amount: Exact, person: string, period: PayPeriod): Piece[] {
  const head = {
    component: made.component.name,
    transaction: line.credit?.transaction.id ?? null,
    earnedIn: period.key,
    on: step.on,
    share: step.share,
  };
  const at = (day: Day): Piece => ({
    ...head,
    amount,
    due: notBefore(addDays(addMonths(day, step.afterMonths), step.afterDays), period.from),
    waitsFor: null,
  });
  const waiting = (waitsFor: Piece["waitsFor"], rest = amount): Piece => ({ ...head, amount: rest, due: null, waitsFor });
  if (line.reason === "clawback") return [{ ...at(line.date), ...againstOf(made, line) }];
  if (step.on === "booking") return [at(line.date)];
  if (step.on === "period-end") return [at(lastDayOf(period))];
  if (step.on === "year-end") return [at(lastDayOf(payPeriodAt(lastDayOf(period), "year", world.plan.yearStart)))];
  if (step.on === "collection")
    return onCollection(world, made, line, step, amount, person, period).map(({ due, part }) =>
      due === null ? waiting("collection", part) : { ...at(due), amount: part },
    );
  const day = dayCell(line, step.on === "delivery" ? "delivered" : "invoiced");
  return [day === null ? waiting(step.on === "delivery" ? "delivery" : "invoice") : at(day)];
}

const againstOf = ({ component }: Made, { credit }: Line): { against?: string } =>
  component.pay.some(({ on }) => awaited.has(on)) && credit ? { against: credit.transaction.reverses! } : {};

const notBefore = (day: Day, first: Day): Day => (day < first ? first : day);

function dayCell(line: Line, name: "delivered" | "invoiced"): Day | null {
  const cell = line.credit?.transaction.cells[name];
  return typeof cell === "object" && cell !== null ? dayOf(cell) : null;
}

type Received = { readonly due: Day | null; readonly part: Exact };

/**
 * Money received releases its part: receipts so far ÷ amount, rounded on the running sum, so that the parts add up to the whole.
 * `when-complete`: nothing before the last receipt. A refund mirrors the same rule.
 */
function onCollection(world: World, made: Made, line: Line, step: PayStep, amount: Exact, person: string, period: PayPeriod): Received[] {
  const credits = line.credit ? [line.credit] : world.teams.credits(person, made.component.credit, period);
  const whole = credits.reduce((sum, { transaction }) => plus(sum, numberOf(transaction.cells.amount)), ZERO);
  const receipts = credits.flatMap(({ transaction }) => transaction.receipts).toSorted(byDate);
  if (whole.n === 0n) return [{ due: null, part: amount }];
  const { digits, mode } = made.component.rounding;
  const parts: Received[] = [];
  let received = ZERO;
  let released = ZERO;
  for (const receipt of receipts) {
    received = plus(received, receipt.amount);
    const share = over(received, whole);
    const isWhole = compare(share, ONE) >= 0;
    const due = isWhole ? amount : step.partial === "when-complete" ? ZERO : roundedTo(times(amount, share), digits, mode);
    const part = minus(due, released);
    if (part.n !== 0n) parts.push({ due: receipt.date, part });
    released = due;
  }
  const rest = minus(amount, released);
  return rest.n === 0n ? parts : [...parts, { due: null, part: rest }];
}

const numberOf = (cell: Exact | string | boolean | null | undefined): Exact => (typeof cell === "object" && cell !== null ? cell : ZERO);
