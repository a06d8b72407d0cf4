import type { FactMetricCode } from "../kpi/dictionary.ts";

/** A usual cause of missed targets: where it would show, which it is held against, and whether it is about people or about means. */
export type Problem = { readonly code: string; readonly area: "work" | "customers" | "means"; readonly metrics: readonly FactMetricCode[] };

/** The catalogue of usual causes 问题库. Each comes with questions to ask and a first step in the texts `diagnosis.problem.<code>`. */
export const problems = [
  { code: "prospecting", area: "work", metrics: ["new-customers", "visits"] },
  { code: "conversion", area: "work", metrics: ["win-rate-broad", "win-rate-value"] },
  { code: "follow-up", area: "work", metrics: ["follow-up-timeliness", "next-step-rate"] },
  { code: "deal-size", area: "work", metrics: ["aov-order", "discount-rate"] },
  { code: "coverage", area: "customers", metrics: ["account-coverage", "visits-effective"] },
  { code: "churn", area: "customers", metrics: ["aov-customer", "referral-rate"] },
  { code: "satisfaction", area: "customers", metrics: ["csat", "complaint-rate"] },
  { code: "collection", area: "customers", metrics: ["collection-rate-plan", "overdue-rate"] },
  { code: "tools", area: "means", metrics: ["quote-turnaround", "data-completeness"] },
  { code: "pre-sales", area: "means", metrics: ["proposals"] },
  { code: "incentives", area: "means", metrics: ["turnover"] },
  { code: "training", area: "means", metrics: ["coaching-coverage", "action-completion"] },
] as const satisfies readonly Problem[];
export type ProblemCode = (typeof problems)[number]["code"];
export const problemCodes = problems.map((one) => one.code) as [ProblemCode, ...ProblemCode[]];

/** What was said for and against a cause: more for it than against makes it likely, nothing else does; `open` answers count for neither. */
export type Weighed = "likely" | "unlikely" | "divided" | "unasked";
export function weighed(stances: readonly ("for" | "against" | "open")[]): Weighed {
  const [pro, contra] = [stances.filter((one) => one === "for").length, stances.filter((one) => one === "against").length];
  if (pro + contra === 0) return "unasked";
  if (pro > contra) return "likely";
  return pro === contra ? "divided" : "unlikely";
}
