import type { Metric } from "../definition.ts";

const shared = { group: "forecast", version: "1", kind: "calculated", grain: "submitter" } as const;
const rate = { ...shared, unit: "rate", needs: ["CAP-044"] } as const;

export const forecast = {
  "forecast-error": { ...shared, unit: "amount", direction: "band", needs: ["CAP-043"] },
  "forecast-accuracy": { ...rate, direction: "up" },
  wape: { ...rate, direction: "down" },
  mape: { ...rate, direction: "down" },
  "forecast-bias": { ...rate, direction: "band" },
  mase: { ...shared, unit: "times", direction: "down" },
  "win-calibration": { ...shared, unit: "score", direction: "down" },
} as const satisfies Record<string, Metric>;
