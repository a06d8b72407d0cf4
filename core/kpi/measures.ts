import type { RowsBehind } from "../explain/explanation.ts";

export type DateField =
  | "signed_on"
  | "delivered_on"
  | "received_on"
  | "first_received_on"
  | "due_on"
  | "written_on"
  | "closed_on"
  | "as-of-end"
  | "done_on"
  | "planned_on"
  | "sent_at"
  | "arrived_at"
  | "answered_on"
  | "referred_on"
  | "held_on"
  | "left_on"
  | "each-day";
export type Attribution = "order-credit" | "receipt-credit" | "deal-credit" | "customer-owner" | "doer" | "owner" | "unit" | "holder";

type MeasureFacts = {
  readonly unit: "amount" | "count" | "minutes" | "hours" | "days" | "score";
  readonly source: RowsBehind["source"];
  readonly dateField: DateField;
  readonly attribution: Attribution;
  readonly filter: string;
  /** Different things are counted once in each answer: such counts do not add up over people or days. */
  readonly isDistinct?: true;
  /** Kept day by day in metric_rollups by whoever changes the facts. */
  readonly isRolled?: true;
  /** Only the state of today is kept: for a span that has ended there is no such number. */
  readonly isTodayOnly?: true;
};

const orders = { source: "orders", attribution: "order-credit", filter: "effective-orders" } as const;
const deals = { source: "deals", attribution: "deal-credit" } as const;
const closed = { ...deals, dateField: "closed_on" } as const;
const open = { ...deals, dateField: "as-of-end" } as const;
const plan = { source: "collection-plan", attribution: "order-credit", unit: "amount" } as const;
const done = { source: "activities", dateField: "done_on", attribution: "doer" } as const;
const followUps = { source: "activities", dateField: "planned_on", attribution: "doer", unit: "count" } as const;
const quotes = { source: "quotes", dateField: "sent_at", attribution: "doer" } as const;
const answers = { source: "surveys", dateField: "answered_on", attribution: "customer-owner" } as const;
const accounts = { source: "customers", attribution: "customer-owner", unit: "count" } as const;
const people = { source: "people", attribution: "holder", unit: "count" } as const;

/**
 * What can be counted, with the four answers that end most arguments: which amount or count, by which date, for
 * whom, under which filter. Counts are in millionths of a row, so that shared credit counts as its share.
 */
export const measures = {
  "signed-amount": { unit: "amount", dateField: "signed_on", ...orders, isRolled: true },
  "delivered-amount": { unit: "amount", dateField: "delivered_on", ...orders, isRolled: true },
  "collected-amount": {
    unit: "amount",
    source: "receipts",
    dateField: "received_on",
    attribution: "receipt-credit",
    filter: "all-receipts",
    isRolled: true,
  },
  "deal-count": { unit: "count", dateField: "signed_on", ...orders, isRolled: true },
  "new-customers": {
    ...accounts,
    dateField: "first_received_on",
    attribution: "order-credit",
    filter: "first-receipt-of-customer",
    isRolled: true,
  },
  customers: { unit: "count", dateField: "signed_on", ...orders, isDistinct: true },
  "line-amount": { unit: "amount", dateField: "signed_on", ...orders, filter: "lines" },
  "gross-profit": { unit: "amount", dateField: "signed_on", ...orders, filter: "lines-with-cost" },
  "key-product-amount": { unit: "amount", dateField: "signed_on", ...orders, filter: "key-products" },
  "new-product-amount": { unit: "amount", dateField: "signed_on", ...orders, filter: "new-products" },
  "quoted-list": { unit: "amount", ...quotes, filter: "quotes-with-list-price" },
  "quoted-discount": { unit: "amount", ...quotes, filter: "quotes-with-list-price" },
  due: { ...plan, dateField: "due_on", filter: "effective-orders" },
  "collected-of-due": { ...plan, dateField: "due_on", filter: "effective-orders" },
  "overdue-amount": { ...plan, dateField: "as-of-end", filter: "due-and-unpaid" },
  "open-lines": { ...plan, dateField: "as-of-end", filter: "unpaid" },
  "unpaid-of-due": { ...plan, dateField: "due_on", filter: "due-and-unpaid" },
  "receivable-base": { unit: "amount", dateField: "delivered_on", ...orders },
  "receivable-settled": { unit: "amount", dateField: "delivered_on", ...orders },
  "receivable-days": { unit: "amount", dateField: "delivered_on", ...orders },
  receivables: { unit: "amount", ...orders, dateField: "as-of-end" },
  "written-off": { unit: "amount", ...orders, dateField: "written_on", filter: "written-off" },
  "won-deals": { unit: "count", ...closed, filter: "won" },
  "closed-deals": { unit: "count", ...closed, filter: "won-or-lost" },
  "contested-deals": { unit: "count", ...closed, filter: "won-or-lost-to-competitor" },
  "won-value": { unit: "amount", ...closed, filter: "won" },
  "closed-value": { unit: "amount", ...closed, filter: "won-or-lost" },
  "open-amount": { unit: "amount", ...open, filter: "open-deals" },
  "weighted-amount": { unit: "amount", ...open, filter: "open-deals" },
  "open-deals": { unit: "count", ...open, filter: "open-deals", isTodayOnly: true },
  "next-step-deals": { unit: "count", ...open, filter: "open-deals-with-next-step", isTodayOnly: true },
  "required-fields": { unit: "count", ...open, filter: "open-deals", isTodayOnly: true },
  "filled-fields": { unit: "count", ...open, filter: "open-deals", isTodayOnly: true },
  "response-hours": { unit: "hours", source: "leads", dateField: "arrived_at", attribution: "owner", filter: "leads-with-contact" },
  "signing-days": { unit: "days", ...closed, filter: "won-with-conversation" },
  "delivery-days": { unit: "days", dateField: "delivered_on", ...orders },
  "quote-hours": { unit: "hours", ...quotes, filter: "quotes-requested" },
  "active-customers": { ...accounts, dateField: "as-of-end", filter: "bought-within-a-year", isDistinct: true },
  "referring-customers": { ...accounts, dateField: "referred_on", filter: "active-and-referring", isDistinct: true },
  "referred-customers": { ...accounts, dateField: "first_received_on", attribution: "order-credit", filter: "new-and-referred" },
  "csat-answers": { unit: "count", ...answers, filter: "csat" },
  "csat-top": { unit: "count", ...answers, filter: "csat-four-or-five" },
  "csat-score": { ...answers, unit: "score", filter: "csat" },
  "nps-answers": { unit: "count", ...answers, filter: "nps" },
  "nps-balance": { unit: "count", ...answers, filter: "promoters-less-detractors" },
  "valid-complaints": { unit: "count", source: "complaints", dateField: "received_on", attribution: "order-credit", filter: "valid" },
  "a-accounts": { ...accounts, dateField: "as-of-end", filter: "class-a", isTodayOnly: true },
  "a-accounts-touched": { ...accounts, dateField: "as-of-end", filter: "class-a-touched", isTodayOnly: true },
  visits: { unit: "count", ...done, filter: "visits" },
  "visits-effective": { unit: "count", ...done, filter: "visits-with-four" },
  "talk-minutes": { unit: "minutes", ...done, filter: "calls-and-meetings" },
  promotions: { unit: "count", ...done, filter: "promotions-with-audience" },
  "proposed-deals": { unit: "count", ...done, source: "deals", filter: "proposals-and-quotes", isDistinct: true },
  "follow-ups": { ...followUps, filter: "planned-follow-ups" },
  "follow-ups-on-time": { ...followUps, filter: "planned-follow-ups-done" },
  "coached-reps": { ...people, dateField: "held_on", filter: "talks-with-topic-and-action", isDistinct: true },
  reps: { ...people, dateField: "each-day", filter: "selling-seats-held", isDistinct: true },
  heads: { ...people, dateField: "each-day", filter: "selling-seats-held" },
  "head-years": { ...people, dateField: "each-day", filter: "seats-held" },
  leavers: { ...people, dateField: "left_on", filter: "left" },
  "actions-due": { ...people, source: "actions", dateField: "due_on", attribution: "owner", filter: "actions" },
  "actions-on-time": { ...people, source: "actions", dateField: "due_on", attribution: "owner", filter: "actions-done-with-result" },
  "pulse-answers": { unit: "count", source: "surveys", dateField: "answered_on", attribution: "unit", filter: "pulse" },
  "pulse-score": { unit: "score", source: "surveys", dateField: "answered_on", attribution: "unit", filter: "pulse" },
} as const satisfies Record<string, MeasureFacts>;

export type Measure = keyof typeof measures;
export type RolledMeasure = { [M in Measure]: (typeof measures)[M] extends { isRolled: true } ? M : never }[Measure];

const table: Readonly<Record<Measure, MeasureFacts>> = measures;
export const measureFacts = (measure: Measure): MeasureFacts => table[measure];
