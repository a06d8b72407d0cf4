import { addDays, type Day } from "#core/base/date.ts";
import { divide, split, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY } from "./company.ts";
import type { Order } from "./orders.ts";
import type { Random } from "./random.ts";
import { moneyText, yesNo, type Sheet } from "./sheet.ts";

export type PlanLine = { readonly order: Order; readonly line: number; readonly dueOn: Day; readonly amount: Amount };
export type Receipt = {
  readonly code: string;
  readonly order: Order;
  readonly receivedOn: Day;
  readonly amount: Amount;
  readonly planLine: number | null;
  readonly isAdvance: boolean;
};
type Draft = Omit<Receipt, "code">;

/** What the customer owes: goods, tax and freight. */
export const invoiced = (order: Order): Amount => order.amount + order.tax + order.freight;

export function collectionPlan(all: readonly Order[]): PlanLine[] {
  return all
    .filter((order) => !order.isCancelled)
    .flatMap((order) => {
      const parts = centParts(
        invoiced(order),
        order.line.instalments.map(([percent]) => BigInt(percent)),
      );
      return order.line.instalments.map(([, days], i) => ({ order, line: i + 1, dueOn: addDays(order.signedOn, days), amount: parts[i]! }));
    });
}

const centParts = (amount: Amount, weights: readonly bigint[]) => split(amount / 100n, weights).map((part) => part * 100n);

/** Money that came in by DEMO_TODAY: in time, late, in parts, in advance, and now and then given back. */
export function receipts(plan: readonly PlanLine[], rnd: Random): Receipt[] {
  return plan
    .flatMap((line) => receiptsOfLine(line, rnd))
    .filter((receipt) => receipt.receivedOn <= DEMO_TODAY)
    .toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn) || a.order.code.localeCompare(b.order.code))
    .map((receipt, i) => ({ ...receipt, code: `R${String(i + 1).padStart(6, "0")}` }));
}

function receiptsOfLine(line: PlanLine, rnd: Random): Draft[] {
  const { order, amount, dueOn } = line;
  const receipt = (receivedOn: Day, part: Amount, isAdvance = false): Draft => ({
    order,
    receivedOn,
    amount: part,
    planLine: isAdvance ? null : line.line,
    isAdvance,
  });
  if (line.line === 1 && order.line.instalments.length > 2 && rnd.chance(0.06)) {
    const [advance, rest] = centParts(amount, [3n, 7n]);
    return [receipt(order.signedOn, advance!, true), receipt(addDays(dueOn, rnd.int(-4, 3)), rest!)];
  }
  if (rnd.chance(order.line.paidInTime)) return paidInTime(line, receipt, rnd);
  return paidLate(line, receipt, rnd);
}

type Maker = (receivedOn: Day, part: Amount) => Draft;

function paidInTime({ dueOn, amount, order }: PlanLine, receipt: Maker, rnd: Random): Draft[] {
  const earliest = order.signedOn;
  const day = addDays(dueOn, -rnd.int(0, 9));
  const paid = receipt(day < earliest ? earliest : day, amount);
  if (!rnd.chance(0.008)) return [paid];
  return [paid, receipt(addDays(dueOn, rnd.int(10, 40)), -cents(divide(amount * BigInt(rnd.int(5, 25)), 100n, "half-up")))];
}

/** Half in a first part, the rest months later, or never. */
function paidLate({ dueOn, amount, order }: PlanLine, receipt: Maker, rnd: Random): Draft[] {
  const isLost = rnd.chance(order.line.neverPaid / (1 - order.line.paidInTime));
  if (rnd.chance(0.45)) {
    const [first, rest] = centParts(amount, [BigInt(rnd.int(3, 7)), 4n]);
    const paid = [receipt(addDays(dueOn, rnd.int(2, 25)), first!)];
    return isLost ? paid : [...paid, receipt(addDays(dueOn, rnd.int(40, 150)), rest!)];
  }
  return isLost ? [] : [receipt(addDays(dueOn, rnd.int(8, 110)), amount)];
}

const cents = (amount: Amount): Amount => divide(amount, 100n, "half-up") * 100n;

export function collectionPlanSheet(plan: readonly PlanLine[]): Sheet {
  return {
    header: ["订单号", "期次", "应收日期", "应收金额"],
    rows: plan.map((line) => [line.order.code, String(line.line), line.dueOn, moneyText(line.amount)]),
  };
}

export function receiptSheet(all: readonly Receipt[]): Sheet {
  return {
    header: ["回款单号", "订单号", "回款日期", "回款金额", "对应期次", "是否预收"],
    rows: all.map((r) => [
      r.code,
      r.order.code,
      r.receivedOn,
      moneyText(r.amount),
      r.planLine === null ? "" : String(r.planLine),
      yesNo(r.isAdvance),
    ]),
  };
}
