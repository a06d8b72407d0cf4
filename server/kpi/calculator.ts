import type { Explanation } from "#core/explain/explanation.ts";
import type { Asked } from "./sheet.ts";

/** Answers one metric of one subject in one period, with its reasons. */
export type Calculator = (asked: Asked) => Promise<Explanation>;
