import { coachingRoutes } from "./coaching.ts";
import { homeRoutes } from "./home.ts";
import { identityRoutes } from "./identity.ts";

/** The whole documented API: each feature adds its routes here. */
export const contract = { ...identityRoutes, ...homeRoutes, ...coachingRoutes };
export type Contract = typeof contract;
export type RouteKey = keyof Contract;
