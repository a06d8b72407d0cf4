import type { CalculatedMetricCode } from "#core/kpi/dictionary.ts";
import { attainmentShare } from "./calculated/attainment-share.ts";
import { pipelineCoverage } from "./calculated/coverage.ts";
import { costCalculators } from "../customers/cost.ts";
import { customerCalculators } from "../customers/figures.ts";
import { funnelCalculators } from "../funnel/calculators.ts";
import { forecastCalculators } from "../forecast/metrics.ts";
import { lossReasons } from "./calculated/loss-reasons.ts";
import { rampTime } from "./calculated/ramp.ts";
import { salesQuantity } from "./calculated/quantity.ts";
import { dsoCountBack, receivableAgeing } from "./calculated/receivables.ts";
import type { Calculator } from "./calculator.ts";

/** Metrics that are neither a sum nor a ratio of measures: one line each. What stands here is in the dictionary people see. */
export const calculators: Partial<Readonly<Record<CalculatedMetricCode, Calculator>>> = {
  "sales-quantity": salesQuantity,
  "attainment-share": attainmentShare,
  "receivable-ageing": receivableAgeing,
  "dso-count-back": dsoCountBack,
  "loss-reasons": lossReasons,
  ...forecastCalculators,
  coverage: pipelineCoverage,
  "ramp-time": rampTime,
  ...funnelCalculators,
  ...customerCalculators,
  ...costCalculators,
};
