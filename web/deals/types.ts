import type { Reply } from "../lib/client.ts";

export type Deal = Reply<"GET /api/deals">["rows"][number];
export type Record = Reply<"GET /api/deals/:id">;
export type Board = Reply<"GET /api/deal-board">;

export const lostKinds = ["competitor", "no-decision", "derailed"] as const;
export const activityKinds = ["visit", "call", "meeting", "proposal", "promotion", "follow-up"] as const;

/** Whatever a changed deal makes stale. */
export const staleAfter = ["/api/deals", "/api/deal-board", "/api/home"] as const;

export type FilterName =
  | "q"
  | "owner"
  | "stage"
  | "outcome"
  | "category"
  | "closingFrom"
  | "closingTo"
  | "stale"
  | "pushed"
  | "sort"
  | "view"
  | "pipeline";
export type Filters = Partial<{ [name in FilterName]: string }>;
