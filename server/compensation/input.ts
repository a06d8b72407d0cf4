import type { Explanation } from "#core/explain/explanation.ts";
import type { Extra } from "#core/compensation/payable.ts";
import type { PayPeriod } from "#core/compensation/engine/periods.ts";
import type { Tables } from "#core/compensation/engine/tables.ts";
import type { Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { PlanRow } from "./plans.ts";

/** A stretch of periods under one plan version, with every row its calculation is given. Plain data: kept with a publication, it replays. */
export type Segment = {
  readonly plan: Pick<PlanRow, "id" | "name" | "version" | "source" | "document">;
  readonly periods: readonly PayPeriod[];
  /** Position codes of everybody under the version. */
  readonly members: readonly string[];
  readonly tables: Tables;
};

/** What a statement shows beside its calculation. */
export type About = {
  readonly seat: Seat;
  readonly quota: string | null;
  readonly coefficient: string | null;
  readonly grade: string | null;
  readonly isScorePublished: boolean;
  readonly coefficientExplanation: Explanation | null;
  /** Signed amounts that no rule makes: adjustments by hand, corrections of closed periods. */
  readonly extras: readonly Extra[];
};
/** Participants of one plan history and one period: the whole of what their statements are made from. */
export type Input = {
  readonly env: Env;
  readonly period: PayPeriod;
  readonly segments: readonly Segment[];
  readonly about: readonly About[];
};
