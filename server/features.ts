import type { Server } from "./http/implement.ts";
import { allocation } from "./allocation/routes.ts";
import { appraisal } from "./appraisal/routes.ts";
import { compensation } from "./compensation/routes.ts";
import { coaching } from "./coaching/routes.ts";
import { salesProcess } from "./sales-process/routes.ts";
import { deals } from "./deals/routes.ts";
import { forecasts } from "./forecast/routes.ts";
import { winProbabilities } from "./win-probability/page.ts";
import { home } from "./home/routes.ts";
import { identity } from "./auth/routes.ts";
import { imports } from "./imports/routes.ts";
import { facts } from "./orders/routes.ts";
import { customers } from "./customers/routes.ts";
import { funnel } from "./funnel/routes.ts";
import { metrics } from "./kpi/routes.ts";
import { metricDefinitions } from "./kpi/custom/routes.ts";
import { boards } from "./boards/routes.ts";
import { calendar } from "./calendar/routes.ts";
import { notifications } from "./notifications/routes.ts";
import { payPeriods } from "./pay-periods/routes.ts";
import { people } from "./people/routes.ts";
import { letters } from "./letters/routes.ts";
import { strategy } from "./strategy/routes.ts";
import { jobProfiles } from "./job-profiles/routes.ts";
import { settings } from "./settings/routes.ts";
import { audit } from "./audit/routes.ts";
import { diagnosis } from "./diagnosis/routes.ts";
import { diagnosisEvidence } from "./diagnosis/evidence.ts";
import { improvement } from "./improvement/routes.ts";
import { webhooks } from "./webhooks/routes.ts";
import { targets } from "./targets/routes.ts";

/** Every feature binds its routes here, one line each. */
export const features: readonly ((server: Server) => void)[] = [
  identity,
  appraisal,
  compensation,
  payPeriods,
  webhooks,
  home,
  coaching,
  imports,
  facts,
  deals,
  salesProcess,
  metrics,
  metricDefinitions,
  diagnosis,
  funnel,
  diagnosisEvidence,
  improvement,
  customers,
  boards,
  targets,
  letters,
  allocation,
  strategy,
  jobProfiles,
  forecasts,
  winProbabilities,
  audit,
  calendar,
  notifications,
  people,
  settings,
];
