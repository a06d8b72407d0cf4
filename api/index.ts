import { allocationRoutes } from "./allocation.ts";
import { appraisalRoutes } from "./appraisal.ts";
import { auditRoutes } from "./audit.ts";
import { boardRoutes } from "./boards.ts";
import { calendarRoutes } from "./calendar.ts";
import { coachingRoutes } from "./coaching.ts";
import { compensationRoutes } from "./compensation.ts";
import { diagnosisRoutes } from "./diagnosis.ts";
import { dealRoutes } from "./deals.ts";
import { customerValueRoutes } from "./customers.ts";
import { factRoutes } from "./facts.ts";
import { funnelRoutes } from "./funnel.ts";
import { forecastRoutes } from "./forecast.ts";
import { homeRoutes } from "./home.ts";
import { identityRoutes } from "./identity.ts";
import { importRoutes } from "./imports.ts";
import { abilityRoutes } from "./abilities.ts";
import { causeRoutes } from "./causes.ts";
import { comparisonRoutes } from "./comparison.ts";
import { improvementRoutes } from "./improvement.ts";
import { metricDefinitionRoutes } from "./metric-definitions.ts";
import { metricRoutes } from "./metrics.ts";
import { notificationRoutes } from "./notifications.ts";
import { payDisputeRoutes } from "./pay-disputes.ts";
import { exportFormatRoutes } from "./export-formats.ts";
import { webhookRoutes } from "./webhooks.ts";
import { payPeriodRoutes } from "./pay-periods.ts";
import { planRoutes } from "./plans.ts";
import { peopleRoutes } from "./people.ts";
import { salesProcessRoutes } from "./sales-process.ts";
import { settingsRoutes } from "./settings.ts";
import { jobProfileRoutes } from "./job-profiles.ts";
import { strategyRoutes } from "./strategy.ts";
import { targetChangeRoutes } from "./target-changes.ts";
import { targetLetterRoutes } from "./target-letters.ts";
import { targetPaceRoutes } from "./target-pace.ts";
import { targetTalkRoutes } from "./target-talks.ts";
import { targetEvidenceRoutes } from "./target-evidence.ts";
import { territoryRoutes } from "./territories.ts";
import { targetRoutes } from "./targets.ts";

/** The whole documented API: each feature adds its routes here. */
export const contract = {
  ...allocationRoutes,
  ...appraisalRoutes,
  ...compensationRoutes,
  ...planRoutes,
  ...exportFormatRoutes,
  ...webhookRoutes,
  ...payPeriodRoutes,
  ...payDisputeRoutes,
  ...identityRoutes,
  ...homeRoutes,
  ...coachingRoutes,
  ...importRoutes,
  ...factRoutes,
  ...dealRoutes,
  ...salesProcessRoutes,
  ...metricRoutes,
  ...metricDefinitionRoutes,
  ...diagnosisRoutes,
  ...funnelRoutes,
  ...comparisonRoutes,
  ...abilityRoutes,
  ...causeRoutes,
  ...improvementRoutes,
  ...customerValueRoutes,
  ...boardRoutes,
  ...targetRoutes,
  ...territoryRoutes,
  ...targetEvidenceRoutes,
  ...targetTalkRoutes,
  ...targetPaceRoutes,
  ...targetLetterRoutes,
  ...targetChangeRoutes,
  ...strategyRoutes,
  ...jobProfileRoutes,
  ...forecastRoutes,
  ...auditRoutes,
  ...calendarRoutes,
  ...notificationRoutes,
  ...peopleRoutes,
  ...settingsRoutes,
};
export type Contract = typeof contract;
export type RouteKey = keyof Contract;
