import type { Reply } from "../lib/client.ts";

export type Worth = Reply<"GET /api/customer-value">;
export type Customer = Worth["winBack"][number];
export type Segment = Worth["segments"][number];

export const placeOf = ({ kind, id }: Pick<Worth["subject"], "kind" | "id">): string => `/customers/value?${kind}=${id}`;
/** The word for a standing; without one the customer has bought once and there is no model. */
export const standingKey = (standing: Segment["standing"]): string => `customers.standing.${standing ?? "unknown"}`;
