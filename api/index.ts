import { identityRoutes } from "./identity.ts";

/** The whole documented API: each feature adds its routes here. */
export const contract = { ...identityRoutes };
export type Contract = typeof contract;
export type RouteKey = keyof Contract;
