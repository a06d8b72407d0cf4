import type { Metric } from "../definition.ts";

const shared = { group: "funnel", version: "1" } as const;
const up = { ...shared, unit: "rate", direction: "up" } as const;
const cohort = { ...up, kind: "calculated", grain: "cohort" } as const;
const amount = { ...shared, kind: "sum", unit: "amount", direction: "none" } as const;

export const funnel = {
  "stage-conversion-cohort": { ...cohort, needs: ["K-17", "K-18"] },
  "stage-conversion-snapshot": { ...up, kind: "calculated", needs: ["K-18"] },
  "prospect-conversion": { ...cohort, needs: ["K-17"] },
  "contact-conversion": { ...cohort, needs: ["K-17"] },
  "signing-conversion": { ...cohort, needs: ["K-17"] },
  "win-rate-broad": { ...up, kind: "ratio", numerator: "won-deals", denominator: "closed-deals", isProportion: true, needs: ["K-18"] },
  "win-rate-narrow": {
    ...up,
    kind: "ratio",
    numerator: "won-deals",
    denominator: "contested-deals",
    isProportion: true,
    needs: ["K-18"],
  },
  "win-rate-value": { ...up, kind: "ratio", numerator: "won-value", denominator: "closed-value" },
  "win-rate-created": { ...cohort, needs: ["K-18"] },
  "loss-reasons": { ...shared, kind: "calculated", unit: "count", direction: "none", needs: ["C-17"] },
  "pipeline-amount": { ...amount, measure: "open-amount", needs: ["P-10"] },
  "weighted-pipeline": { ...amount, measure: "weighted-amount", needs: ["P-10"] },
  coverage: { ...shared, kind: "calculated", unit: "times", direction: "up" },
  "pipeline-velocity": { ...shared, kind: "calculated", unit: "amount-per-day", direction: "up", needs: ["P-10"] },
  slippage: { ...up, kind: "calculated", direction: "down" },
  "push-count": { ...shared, kind: "calculated", unit: "count", direction: "down", grain: "deal", needs: ["P-02"] },
  "stage-ageing": { ...shared, kind: "calculated", unit: "days", direction: "down", grain: "deal", needs: ["P-02"] },
} as const satisfies Record<string, Metric>;
