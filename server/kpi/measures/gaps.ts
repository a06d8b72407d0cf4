import type { Measure } from "#core/kpi/measures.ts";

const order = ["no-customer"] as const;

/** What a row of a measure can lack; each name is a text `explain.gap.<name>`. */
export const gapsOf: Partial<Readonly<Record<Measure, readonly string[]>>> = {
  "signed-amount": order,
  "delivered-amount": order,
  "collected-amount": order,
  "deal-count": order,
  customers: order,
  "delivery-days": order,
  "receivable-base": order,
  "gross-profit": ["no-cost", "no-lines"],
  "closed-deals": ["no-lost-kind"],
  "closed-value": ["no-amount"],
  "open-amount": ["no-amount", "stale", "no-expected"],
  "weighted-amount": ["no-amount", "stale", "no-expected", "no-chance"],
  "signing-days": ["no-conversation"],
  "talk-minutes": ["no-minutes"],
  promotions: ["no-audience"],
  "quoted-list": ["no-list-price"],
  "quote-hours": ["no-request"],
  "response-hours": ["no-contact"],
};
