import type { Metric } from "../definition.ts";

const shared = { group: "activity", version: "1", grain: "rep-week", direction: "up" } as const;
const sum = { ...shared, kind: "sum", unit: "count" } as const;
const rate = { ...shared, kind: "ratio", unit: "rate", isProportion: true } as const;

export const activity = {
  visits: { ...sum, measure: "visits", needs: ["K-23"] },
  "visits-effective": { ...sum, measure: "visits-effective", needs: ["K-23"] },
  "talk-time-effective": { ...sum, unit: "minutes", measure: "talk-minutes", needs: ["K-23"], parameters: { minutes: 3 } },
  promotions: { ...sum, measure: "promotions", needs: ["K-06"] },
  proposals: { ...sum, measure: "proposed-deals", needs: ["K-23"] },
  "follow-up-timeliness": { ...rate, numerator: "follow-ups-on-time", denominator: "follow-ups", needs: ["P-02"] },
  "next-step-rate": { ...rate, numerator: "next-step-deals", denominator: "open-deals", needs: ["P-02"] },
  "data-completeness": { ...rate, numerator: "filled-fields", denominator: "required-fields", needs: ["C-15"] },
  "behaviour-link": { ...shared, kind: "calculated", unit: "score", direction: "none", needs: ["K-24"] },
} as const satisfies Record<string, Metric>;
