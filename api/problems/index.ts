import { allocationProblems } from "./allocation.ts";
import { boardProblems } from "./boards.ts";
import { coachingProblems } from "./coaching.ts";
import { compensationProblems } from "./compensation.ts";
import { dealProblems } from "./deals.ts";
import { forecastProblems } from "./forecast.ts";
import { generalProblems } from "./general.ts";
import { identityProblems } from "./identity.ts";
import { improvementProblems } from "./improvement.ts";
import { importProblems } from "./imports.ts";
import { metricProblems } from "./metrics.ts";
import { notificationProblems } from "./notifications.ts";
import { peopleProblems } from "./people.ts";
import { targetProblems } from "./targets.ts";

/** Every refusal of the system. A feature adds its own file and one line here. */
export const problems = {
  ...allocationProblems,
  ...compensationProblems,
  ...dealProblems,
  ...generalProblems,
  ...identityProblems,
  ...boardProblems,
  ...coachingProblems,
  ...importProblems,
  ...improvementProblems,
  ...metricProblems,
  ...notificationProblems,
  ...peopleProblems,
  ...targetProblems,
  ...forecastProblems,
};
export type ProblemCode = keyof typeof problems;
