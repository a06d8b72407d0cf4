import type { Metric } from "../definition.ts";

const shared = { group: "people", version: "1", grain: "team-period" } as const;
const rate = { ...shared, kind: "ratio", unit: "rate" } as const;

export const people = {
  "coaching-coverage": { ...rate, direction: "up", numerator: "coached-reps", denominator: "reps", isProportion: true, needs: ["M-06"] },
  "action-completion": {
    ...rate,
    direction: "up",
    numerator: "actions-on-time",
    denominator: "actions-due",
    isProportion: true,
    needs: ["M-01"],
  },
  turnover: { ...rate, direction: "down", numerator: "leavers", denominator: "head-years", needs: ["R-04"] },
  cohesion: {
    ...shared,
    kind: "ratio",
    unit: "score",
    direction: "up",
    numerator: "pulse-score",
    denominator: "pulse-answers",
    hiddenBelow: 5,
    needs: ["K-26"],
  },
  "ramp-time": { ...shared, kind: "calculated", unit: "months", direction: "down", needs: ["L-06"] },
} as const satisfies Record<string, Metric>;
