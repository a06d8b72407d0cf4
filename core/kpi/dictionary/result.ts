import type { Metric } from "../definition.ts";

const shared = { group: "result", version: "1" } as const;
const amount = { ...shared, unit: "amount", direction: "up" } as const;
const count = { ...shared, unit: "count", direction: "up" } as const;
const rate = { ...shared, unit: "rate", direction: "up" } as const;

export const result = {
  "signed-amount": { ...amount, kind: "sum", measure: "signed-amount", needs: ["K-01"] },
  "delivered-amount": { ...amount, kind: "sum", measure: "delivered-amount", needs: ["K-01"] },
  "collected-amount": { ...amount, kind: "sum", measure: "collected-amount", needs: ["K-01", "K-20"] },
  "gross-profit": { ...amount, kind: "sum", measure: "gross-profit" },
  "deal-count": { ...count, kind: "sum", measure: "deal-count", needs: ["K-03"] },
  "sales-quantity": { ...count, kind: "calculated", needs: ["K-03"] },
  "new-customers": { ...count, kind: "sum", measure: "new-customers", needs: ["K-19"] },
  "aov-order": { ...amount, kind: "ratio", numerator: "signed-amount", denominator: "deal-count", needs: ["K-04"] },
  "aov-customer": { ...amount, kind: "ratio", numerator: "signed-amount", denominator: "customers", needs: ["K-04"] },
  "key-product-share": { ...rate, kind: "ratio", numerator: "key-product-amount", denominator: "signed-amount", needs: ["K-05"] },
  "new-product-share": {
    ...rate,
    kind: "ratio",
    numerator: "new-product-amount",
    denominator: "signed-amount",
    needs: ["K-06"],
    parameters: { months: 12 },
  },
  "discount-rate": { ...rate, direction: "down", kind: "ratio", numerator: "quoted-discount", denominator: "quoted-list" },
  "sales-per-head": {
    ...amount,
    kind: "ratio",
    numerator: "signed-amount",
    denominator: "heads",
    grain: "team-period",
    sampleMin: 1,
    needs: ["K-25"],
  },
  "attainment-share": { ...rate, kind: "calculated", grain: "team-period", needs: ["T-08"] },
  attainment: { ...rate, kind: "derived", needs: ["T-12"] },
  "time-progress": { ...rate, kind: "derived", needs: ["T-12"] },
  "pace-gap": { ...shared, kind: "derived", unit: "points", direction: "up", needs: ["T-12"] },
  "run-rate-needed": { ...shared, kind: "derived", unit: "amount-per-day", direction: "down" },
  yoy: { ...rate, kind: "derived", needs: ["K-02", "D-02"] },
  mom: { ...rate, kind: "derived", needs: ["K-02"] },
  "new-customer-growth": { ...rate, kind: "derived", needs: ["K-19"] },
} as const satisfies Record<string, Metric>;
