import type { Reply } from "../lib/client.ts";

export type Diagnosis = Reply<"GET /api/diagnosis">;
export type Subject = Diagnosis["subject"];
/** What stands in the address: whose numbers, which question, how far down. */
export const names = [
  "period",
  "unit",
  "position",
  "q",
  "part",
  "by",
  "class",
  "region",
  "category",
  "person",
  "chosen",
  "metric",
  "align",
  "cause",
] as const;
export type Names = (typeof names)[number];

export type Filters = Partial<Record<Names, string>>;
export type Change = (patch: Filters) => void;

/** The subject of an address; the server chooses the reader's own when it names none. */
export const whoseOf = ({ unit, position }: Filters) => ({ ...(unit && { unit }), ...(position && { position }) });
