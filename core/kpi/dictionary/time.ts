import type { Metric } from "../definition.ts";

const shared = { group: "time", version: "1", direction: "down" } as const;
const days = { ...shared, unit: "days" } as const;

export const time = {
  "first-response": { ...shared, unit: "hours", kind: "median", measure: "response-hours", grain: "lead", needs: ["K-14"] },
  "signing-time": { ...days, kind: "median", measure: "signing-days", grain: "deal", needs: ["K-15"] },
  "delivery-time": { ...days, kind: "median", measure: "delivery-days", grain: "team-period", needs: ["K-16"] },
  "quote-turnaround": { ...shared, unit: "hours", kind: "median", measure: "quote-hours", grain: "deal" },
  "cycle-won": { ...days, kind: "calculated", grain: "deal", needs: ["K-13"] },
  "cycle-survival": { ...days, kind: "calculated", grain: "deal", sampleMin: 30, needs: ["K-13"] },
  "stage-duration": { ...days, kind: "calculated", needs: ["P-03"] },
} as const satisfies Record<string, Metric>;
