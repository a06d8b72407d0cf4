import type { Reply } from "../../lib/client.ts";

export type Pay = Reply<"GET /api/pay-periods/:key">;
export type PayRow = Pay["rows"][number];
export type Dispute = Reply<"GET /api/pay-disputes">["rows"][number];
/** What a step makes stale. */
export const stale = ["/api/pay-periods", "/api/pay-disputes", "/api/statements"];
