import type { CreditShare } from "#core/imports/credit.ts";
import type { OrderRecord, PlanLineRecord, ReceiptRecord } from "#core/imports/records.ts";
import { orders as orderKeeper } from "../../orders/orders.ts";
import { creditsOf, type CreditState, type LineState, type OrderState } from "../../orders/order-state.ts";
import { planLines, receipts as receiptKeeper, type PlanLineState, type ReceiptState } from "../../orders/receipts.ts";
import type { Importer, Report } from "../importer.ts";
import { seatsOf, type Seats } from "../../orders/seats.ts";
import { idsByCode, idsByCodeOrName } from "../lookup.ts";

/** Credit goes to the position each person holds on the day the order was signed. */
export const orders: Importer<OrderRecord, OrderState> = {
  keyOf: (record) => record.code,
  keeper: orderKeeper,
  async prepare(tx, entries, { currency }) {
    const records = entries.map((e) => e.record);
    const seats = await seatsOf(tx, new Set(records.flatMap((r) => r.credit.map((share) => share.person))));
    const customers = await idsByCodeOrName(tx, "customers", new Set(records.map((r) => r.customer)));
    const products = await idsByCodeOrName(tx, "products", new Set(records.flatMap((r) => r.lines.map((line) => line.product))));
    return ({ credit, customer, lines, currency: given, ...head }, _present, report) => {
      if (given !== null && given.toUpperCase() !== currency) return report.refuse("currency", "wrong-currency", given, { currency });
      const customerId = customers.get(customer ?? "") ?? null;
      if (customer !== null && customerId === null) return report.refuse("customer", "unknown-customer", customer, { customer });
      const missing = lines.find((line) => line.product !== null && !products.has(line.product))?.product;
      if (missing) return report.refuse("product", "unknown-product", missing, { product: missing });
      const credits = creditStates(head.amount, credit, head.signedOn, seats, report);
      if (credits === null) return null;
      const lineStates = lines.map(({ product, ...line }): LineState => ({
        ...line,
        productId: product === null ? null : products.get(product)!,
      }));
      return { ...head, customerId, lines: lineStates, credits };
    };
  },
};

function creditStates(amount: bigint, credit: readonly CreditShare[], day: string, seats: Seats, report: Report): CreditState[] | null {
  const shares: Omit<CreditState, "amount">[] = [];
  for (const { person, sharePpm } of credit) {
    if (!seats.isKnown(person)) return report.refuse("credit", "unknown-person", person, { person });
    const seat = seats.on(person, day);
    if (!seat) return report.refuse("credit", "no-position-that-day", person, { person, day });
    shares.push({ ...seatOnly(seat), sharePpm: Number(sharePpm) });
  }
  return creditsOf(amount, shares);
}

const seatOnly = ({ positionId, personId }: { positionId: string; personId: string }) => ({ positionId, personId });

export const collectionPlan: Importer<PlanLineRecord, PlanLineState> = {
  keyOf: (record) => `${record.order} ${record.line}`,
  keeper: planLines,
  async prepare(tx, entries) {
    const orderIds = await idsByCode(
      tx,
      "orders",
      entries.map((e) => e.record.order),
    );
    return ({ order, ...record }, _present, report) => {
      const orderId = orderIds.get(order);
      return orderId ? { ...record, orderId } : report.refuse("order", "unknown-order", order, { order });
    };
  },
};

export const receipts: Importer<ReceiptRecord, ReceiptState> = {
  keyOf: (record) => record.code,
  keeper: receiptKeeper,
  async prepare(tx, entries) {
    const orderIds = await idsByCode(
      tx,
      "orders",
      entries.map((e) => e.record.order),
    );
    const plans = await planLines.load(
      tx,
      entries.flatMap(({ record }) => (record.planLine === null ? [] : [`${record.order} ${record.planLine}`])),
    );
    return ({ order, ...record }, _present, report) => {
      const orderId = orderIds.get(order);
      if (!orderId) return report.refuse("order", "unknown-order", order, { order });
      const isUnknownLine = record.planLine !== null && !plans.has(`${order} ${record.planLine}`);
      if (isUnknownLine) report.warn("plan_line", "unknown-plan-line", String(record.planLine), { order, line: record.planLine! });
      return { ...record, orderId };
    };
  },
};
