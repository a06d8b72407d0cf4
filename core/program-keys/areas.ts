/** What a key for programs may be good for. What stands in none of them (users, settings, the log, talks, signatures) no key reaches. */
export const tokenAreas = {
  business: ["customers", "products", "deals", "orders", "receipts"],
  metrics: ["metrics", "dashboards", "diagnosis", "benchmarks", "forecast"],
  targets: ["targets", "strategy", "job-profiles"],
  people: ["people", "organisation", "calendar"],
  scores: ["scorecards", "schemes"],
  pay: ["statements", "plans"],
  imports: ["imports"],
} as const;
export type TokenArea = keyof typeof tokenAreas;
export const areaNames = Object.keys(tokenAreas) as [TokenArea, ...TokenArea[]];

/** Where a key may also write. Targets, scores and pay are read only: who sets, approves or changes them is a person. */
export const writableAreas: readonly TokenArea[] = ["business", "people", "imports"];
