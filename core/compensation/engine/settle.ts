import { addMonths, type Day } from "../../base/date.ts";
import { greatest, least, minus, plus, roundedTo, times, ZERO, type Exact } from "../../formula/exact.ts";
import { byDate, type Opening, type Person } from "./facts.ts";
import { lastDayOf } from "./periods.ts";
import { setAgainst } from "./against.ts";
import type { Piece } from "./pieces.ts";
import type { Ask } from "./shape.ts";
import type { Where, World } from "./world.ts";

/** What a participant owes or is owed across periods; every step of a settlement is an entry, and nothing else moves it. */
export type Carried = {
  /** Pieces that have been earned and not yet been paid. */
  readonly waiting: readonly Piece[];
  /** Money to be taken back, oldest first. */
  readonly receivables: readonly Receivable[];
  readonly drawBalance: Exact;
  readonly capExcess: Exact;
  readonly reserves: readonly { readonly due: Day; readonly amount: Exact }[];
};
export type Receivable = { readonly date: Day; readonly amount: Exact };

/** A signed step from what fell due to what is paid. */
export type Entry = {
  readonly kind:
    | "due"
    | "exit-release"
    | "exit-lost"
    | "reserve"
    | "reserve-release"
    | "cap"
    | "cap-carried"
    | "guarantee"
    | "draw-advance"
    | "draw-recovery"
    | "draw-forgiveness"
    | "offset"
    | "receivable";
  readonly amount: Exact;
  readonly component?: string;
  readonly transaction?: string | null;
  readonly date?: Day;
};
export type Settled = {
  readonly entries: readonly Entry[];
  readonly paid: Exact;
  readonly carried: Carried;
  readonly drawBalance: Exact | null;
};

export const openingOf = ({ opening }: Person): Carried => ({
  waiting: [],
  receivables: opening.filter((one) => one.kind === "receivable").map(({ date, amount }) => ({ date, amount })).toSorted(byDate),
  drawBalance: opening.filter((one: Opening) => one.kind === "draw").reduce((sum, one) => minus(sum, one.amount), ZERO),
  capExcess: ZERO,
  reserves: [],
}); // prettier-ignore

/** From what was earned to what is paid in one period: due, exit, reserve, cap, draw or guarantee, then old money oldest first. */
export function settled(world: World, where: Where, pieces: readonly Piece[], before: Carried): Settled {
  const run = new Settling(world, where, [...before.waiting, ...pieces], before);
  run.due();
  run.reserve();
  run.cap();
  run.minimum();
  run.offset();
  return run.result();
}

class Settling {
  private readonly entries: Entry[] = [];
  private amount = ZERO;
  private waiting: Piece[];
  private receivables: Receivable[];
  private drawBalance: Exact;
  private capExcess: Exact;
  private reserves: { due: Day; amount: Exact }[];
  private readonly world: World;
  private readonly where: Where;
  private readonly ask: Ask;
  private readonly digits: number;
  private readonly isThere: boolean;

  constructor(world: World, where: Where, pieces: readonly Piece[], before: Carried) {
    this.world = world;
    this.where = where;
    this.ask = world.ask(where, "settlement");
    this.digits = world.plan.rounding.digits;
    this.isThere = world.teams.isThere(where.person, where.period, "team");
    this.waiting = setAgainst(pieces, where.period.to);
    this.receivables = [...before.receivables];
    this.drawBalance = before.drawBalance;
    this.capExcess = before.capExcess;
    this.reserves = [...before.reserves];
  }

  private hasLeft(): boolean {
    const left = this.world.people.dayCell(this.where.person, "left", this.where.period);
    return left !== null && left < this.where.period.to;
  }

  /** Pieces whose day lies in the period (or before it), and what an exit sets free. */
  due(): void {
    const { period } = this.where;
    const hasLeft = this.hasLeft();
    const { held } = this.world.plan.settlement.exit;
    const rest: Piece[] = [];
    for (const piece of this.waiting) {
      const named = { component: piece.component, transaction: piece.transaction };
      if (piece.due !== null && piece.due < period.to) this.add("due", piece.amount, { ...named, date: piece.due });
      else if (hasLeft && held === "released") this.add("exit-release", piece.amount, named);
      else if (!hasLeft || held === "kept") rest.push(piece);
      else this.entries.push({ kind: "exit-lost", amount: minus(ZERO, piece.amount), ...named }); // it was never due: nothing moves
    }
    this.waiting = rest;
  }

  reserve(): void {
    const { reserve } = this.world.plan.settlement;
    const { period } = this.where;
    const isFreed = this.hasLeft() && this.world.plan.settlement.exit.held === "released";
    const freed = this.reserves.filter(({ due }) => isFreed || due < period.to);
    this.reserves = isFreed ? [] : this.reserves.filter(({ due }) => due >= period.to);
    const withheld = !isFreed && reserve && this.amount.n > 0n ? this.rounded(times(this.amount, reserve.share)) : ZERO;
    for (const { amount, due } of freed) this.add("reserve-release", amount, { date: due });
    if (reserve && withheld.n !== 0n) {
      this.add("reserve", minus(ZERO, withheld));
      this.reserves.push({ due: addMonths(lastDayOf(period), reserve.releaseAfterMonths), amount: withheld });
    }
    this.loseReserves();
  }

  /** `exit: { held: lost }` reaches what is kept back as it does what waits. */
  private loseReserves(): void {
    if (!this.hasLeft() || this.world.plan.settlement.exit.held !== "lost") return;
    for (const { amount } of this.reserves) this.entries.push({ kind: "exit-lost", amount: minus(ZERO, amount) });
    this.reserves = [];
  }

  cap(): void {
    const { cap } = this.world.plan.settlement;
    if (!cap || (!this.isThere && this.amount.n <= 0n)) return;
    if (cap.excess === "carried" && this.capExcess.n !== 0n) this.add("cap-carried", this.capExcess);
    const excess = greatest(minus(this.amount, this.ask.number(cap.amount)), ZERO);
    this.add("cap", minus(ZERO, excess));
    this.capExcess = cap.excess === "carried" ? excess : ZERO;
  }

  /**
   * A recoverable draw is a loan: debt of earlier periods comes off first, then the minimum is paid and what it advanced becomes
   * debt. Balance = earned + carried debt − draw (Siebel's account of it); a surplus does not carry unless the plan says so. Nobody is
   * guaranteed anything for a period he is not there.
   */
  minimum(): void {
    const { draw, guarantee } = this.world.plan.settlement;
    if (!this.isThere) return this.recoverWithoutDraw();
    if (guarantee) this.add("guarantee", greatest(minus(this.ask.number(guarantee), this.amount), ZERO));
    if (!draw) return this.recoverWithoutDraw();
    const isOn = draw.when === null || this.ask.holds(draw.when);
    const minimum = isOn ? this.ask.number(draw.amount) : ZERO;
    if (!draw.recoverable) return isOn ? this.add("draw-advance", greatest(minus(minimum, this.amount), ZERO)) : undefined;
    const debt = greatest(minus(ZERO, this.drawBalance), ZERO);
    const recovered = draw.recoveryMax ? least(debt, this.ask.number(draw.recoveryMax)) : debt;
    const kept = minus(debt, recovered);
    const surplus = draw.surplus === "carried" ? greatest(this.drawBalance, ZERO) : ZERO;
    const available = minus(this.amount, recovered);
    this.add("draw-recovery", minus(ZERO, recovered));
    this.add("draw-advance", greatest(minus(minimum, available), ZERO));
    const over = minus(available, minimum);
    // What was paid beyond the draw pays no debt off by itself: only a recovery does, or a plan that carries the surplus.
    const counted = kept.n > 0n && draw.surplus === "lost" ? least(over, ZERO) : over;
    this.drawBalance = minus(plus(counted, surplus), kept);
    this.exit();
  }

  private recoverWithoutDraw(): void {
    if (this.drawBalance.n >= 0n) return;
    const recovered = greatest(least(minus(ZERO, this.drawBalance), this.amount), ZERO);
    this.add("draw-recovery", minus(ZERO, recovered));
    this.drawBalance = plus(this.drawBalance, recovered);
    this.exit();
  }

  private exit(): void {
    const { period, person } = this.where;
    const left = this.world.people.dayCell(person, "left", period);
    if (left === null || left >= period.to || this.drawBalance.n >= 0n) return;
    const debt = minus(ZERO, this.drawBalance);
    if (this.world.plan.settlement.exit.draw === "recovered") this.receivables.push({ date: lastDayOf(period), amount: debt });
    else this.entries.push({ kind: "draw-forgiveness", amount: debt });
    this.drawBalance = ZERO;
  }

  /** Old money is taken from this pay, oldest first; pay below zero becomes money to be taken back. */
  offset(): void {
    const { negative, offsetMax } = this.world.plan.settlement;
    let room = this.amount.n > 0n ? this.amount : ZERO;
    if (offsetMax) room = least(room, this.ask.number(offsetMax));
    this.receivables = this.receivables.flatMap(({ date, amount }) => {
      const taken = least(room, amount);
      if (taken.n > 0n) this.add("offset", minus(ZERO, taken), { date });
      room = minus(room, taken);
      const rest = minus(amount, taken);
      return rest.n === 0n ? [] : [{ date, amount: rest }];
    });
    if (this.amount.n >= 0n || negative === "paid") return;
    this.receivables.push({ date: lastDayOf(this.where.period), amount: minus(ZERO, this.amount) });
    this.add("receivable", minus(ZERO, this.amount));
  }

  result(): Settled {
    const { waiting, receivables, drawBalance, capExcess, reserves } = this;
    const carried = { waiting, receivables, drawBalance, capExcess, reserves };
    return {
      entries: this.entries,
      paid: this.rounded(this.amount),
      carried,
      drawBalance: this.world.plan.settlement.draw ? drawBalance : null,
    };
  }

  private add(kind: Entry["kind"], amount: Exact, named: Partial<Entry> = {}): void {
    if (amount.n === 0n) return;
    this.entries.push({ ...named, kind, amount });
    this.amount = plus(this.amount, amount);
  }

  private rounded(value: Exact): Exact {
    return roundedTo(value, this.digits, this.world.plan.rounding.mode);
  }
}
