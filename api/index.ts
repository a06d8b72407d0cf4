import { appraisalRoutes } from "./appraisal.ts";
import { coachingRoutes } from "./coaching.ts";
import { compensationRoutes } from "./compensation.ts";
import { factRoutes } from "./facts.ts";
import { homeRoutes } from "./home.ts";
import { identityRoutes } from "./identity.ts";
import { importRoutes } from "./imports.ts";

/** The whole documented API: each feature adds its routes here. */
export const contract = { ...appraisalRoutes, ...compensationRoutes, ...identityRoutes, ...homeRoutes, ...coachingRoutes, ...importRoutes, ...factRoutes };
export type Contract = typeof contract;
export type RouteKey = keyof Contract;
