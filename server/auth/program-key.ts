import type { FastifyRequest } from "fastify";
import type { Resource, Route } from "#api/contract.ts";
import { tokenAreas, writableAreas, type TokenArea } from "#core/program-keys/areas.ts";
import type { ProgramKey } from "./principal.ts";

/** Recognised in a log or a repository that it has slipped into. */
export const PREFIX = "hj_";

/** The key a request carries; null where it carries none. */
export function keyIn({ headers }: Pick<FastifyRequest, "headers">): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "");
  return match ? match[1]! : null;
}

const resourcesOf: Readonly<Record<TokenArea, readonly Resource[]>> = tokenAreas;

/**
 * Whether a route is one a key may be used for at all: reading in its areas; writing where it may and the area allows it, never publishing.
 * Whose records it reaches is decided behind it by the same door as for its owner.
 */
export function isForKey(key: ProgramKey, { access }: Route, method: string): boolean {
  if (typeof access !== "object") return false;
  const area = key.areas.find((one) => resourcesOf[one].includes(access.resource));
  if (!area) return false;
  return method === "GET" || (key.mayWrite && access.action !== "publish" && writableAreas.includes(area));
}
