import type { Metric } from "../definition.ts";

const shared = { group: "customer", version: "1" } as const;
const up = { ...shared, unit: "rate", direction: "up" } as const;
const cost = { ...shared, kind: "calculated", unit: "amount", direction: "down", needs: ["K-07"] } as const;
const worth = { ...shared, kind: "calculated", unit: "amount", direction: "up", grain: "account", needs: ["K-08"] } as const;

export const customer = {
  "cac-full": { ...cost, grain: "team-period" },
  "cac-paid": { ...cost, grain: "channel" },
  "cac-channel": { ...cost, grain: "channel" },
  "cac-payback": { ...cost, unit: "months", grain: "team-period" },
  "clv-historical": worth,
  "clv-simple": worth,
  "clv-probabilistic": worth,
  "p-alive": { ...up, kind: "calculated", grain: "account", needs: ["K-08"] },
  "repurchase-rate": { ...up, kind: "calculated", grain: "cohort", needs: ["K-09"] },
  "churn-contract": { ...up, kind: "calculated", direction: "down", grain: "cohort", needs: ["K-11"] },
  "retention-contract": { ...up, kind: "calculated", grain: "cohort", needs: ["K-12"] },
  "churn-noncontract": { ...up, kind: "calculated", direction: "down", grain: "account", needs: ["K-11"] },
  "share-of-wallet": { ...up, kind: "calculated", grain: "account", needs: ["C-03"] },
  grr: { ...up, kind: "calculated", grain: "cohort", needs: ["K-12"] },
  nrr: { ...up, kind: "calculated", grain: "cohort", needs: ["K-12"] },
  "referral-rate": {
    ...up,
    kind: "ratio",
    numerator: "referring-customers",
    denominator: "active-customers",
    isProportion: true,
    needs: ["K-10"],
    parameters: { days: 365 },
  },
  "referred-share": {
    ...up,
    kind: "ratio",
    numerator: "referred-customers",
    denominator: "new-customers",
    isProportion: true,
    needs: ["K-10"],
  },
  csat: { ...up, kind: "ratio", numerator: "csat-top", denominator: "csat-answers", isProportion: true, needs: ["K-21"] },
  nps: {
    ...shared,
    kind: "ratio",
    unit: "score",
    direction: "up",
    numerator: "nps-balance",
    denominator: "nps-answers",
    isPerHundred: true,
    grain: "team-period",
    needs: ["K-22"],
  },
  "complaint-rate": { ...up, kind: "ratio", direction: "down", numerator: "valid-complaints", denominator: "deal-count" },
  "account-coverage": {
    ...up,
    kind: "ratio",
    numerator: "a-accounts-touched",
    denominator: "a-accounts",
    isProportion: true,
    needs: ["C-02"],
    parameters: { days: 90 },
  },
} as const satisfies Record<string, Metric>;
