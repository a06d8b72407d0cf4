import type { Reply } from "../lib/client.ts";

export type Funnel = Reply<"GET /api/funnel">;
export type StageOf = Funnel["stages"][number];
export type Cohort = StageOf["cohort"];
export type Subject = Funnel["subject"];
/** Which deals a figure counted: a stage or all created, and which of them. */
export type Picked = { title: string; part: "entered" | "moved-on" | "lost" | "pending" | "old"; stage?: string };

export const placeOf = (period: string, { kind, id }: Pick<Subject, "kind" | "id">): string => `/funnel?period=${period}&${kind}=${id}`;
