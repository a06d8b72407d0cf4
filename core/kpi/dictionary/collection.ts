import type { Metric } from "../definition.ts";

const rate = { group: "collection", version: "1", kind: "ratio", unit: "rate" } as const;
const team = { grain: "team-period" } as const;

export const collection = {
  "collection-rate-plan": { ...rate, direction: "up", numerator: "collected-of-due", denominator: "due", needs: ["K-20"] },
  "collection-rate-balance": {
    ...rate,
    ...team,
    direction: "up",
    numerator: "receivable-settled",
    denominator: "receivable-base",
    needs: ["K-20"],
  },
  "collection-rate-simple": {
    ...rate,
    direction: "up",
    numerator: "collected-amount",
    denominator: "signed-amount",
    needs: ["K-20"],
  },
  "overdue-amount": { group: "collection", version: "1", kind: "sum", unit: "amount", direction: "down", measure: "overdue-amount" },
  "overdue-rate": { ...rate, direction: "down", numerator: "unpaid-of-due", denominator: "due" },
  "receivable-ageing": { group: "collection", version: "1", kind: "calculated", unit: "amount", direction: "down", grain: "account" },
  dso: { ...rate, ...team, unit: "days", direction: "down", numerator: "receivable-days", denominator: "delivered-amount" },
  "dso-count-back": { group: "collection", version: "1", kind: "calculated", unit: "days", direction: "down", grain: "team-period" },
  "bad-debt-rate": { ...rate, ...team, direction: "down", numerator: "written-off", denominator: "delivered-amount" },
} as const satisfies Record<string, Metric>;
