import type { Reply } from "../lib/client.ts";

export type Statement = Reply<"GET /api/statements/:positionId">;
export type Made = NonNullable<Statement["made"]>;
export type Component = Made["components"][number];
export type Tier = Component["tiers"][number];
