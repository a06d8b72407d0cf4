import { addDays, addMonths } from "#core/base/date.ts";
import {
  abilityConversions, createdCohort, cycleCurve, stageConversions, type Belongs, type Conversion, type StageConversion,
} from "#core/funnel/conversion.ts"; // prettier-ignore
import type { Stage } from "#core/funnel/deal.ts";
import { cycleOf, stageTimes, velocity, type Cycle, type StageTime, type Velocity } from "#core/funnel/stage-time.ts";
import type { Curve } from "#core/survival/curve.ts";
import type { Asked } from "../kpi/sheet.ts";
import { belonging, pipelineDeals, pipelines, stagesOf, type PipelineDeal } from "./store.ts";

/** Months of deals before the period that stage times, win rates and the sales cycle are learnt from. */
export const historyMonths = 24;

export type Ground = {
  readonly pipeline: string;
  readonly all: readonly string[];
  readonly stages: readonly Stage[];
  readonly deals: readonly PipelineDeal[];
};
export type Picture = {
  readonly stages: readonly StageConversion[];
  readonly times: readonly StageTime[];
  readonly abilities: ReturnType<typeof abilityConversions>;
  readonly created: Conversion;
  readonly curve: Curve;
  readonly cycle: Cycle;
  readonly velocity: Velocity;
};

/** The deals of one pipeline, read once for a subject and everybody below it. */
export async function groundOf({ tx, tenant, period }: Pick<Asked, "tx" | "tenant" | "period">, wanted?: string): Promise<Ground> {
  const all = await pipelines(tx);
  const pipeline = all.find((one) => one === wanted) ?? all[0] ?? "default";
  const stages = await stagesOf(tx, pipeline);
  const deals = await pipelineDeals(tx, pipeline, addMonths(period.from, -historyMonths), tenant.today);
  return { pipeline, all, stages, deals };
}

export async function belongsTo(asked: Asked): Promise<Belongs> {
  const { id, kind } = asked.subject;
  return (await belonging(asked.tx, { kind, ids: [id] })).get(id)!;
}

/** Everything the funnel says of one subject. Limits and maturity are learnt from all deals, so that small teams have them too. */
export function pictureOf({ stages, deals }: Ground, { tenant, period }: Pick<Asked, "tenant" | "period">, belongs: Belongs): Picture {
  const { today } = tenant;
  const own = deals.filter((deal) => belongs(deal, deal.createdOn));
  const recent = own.filter((deal) => deal.createdOn >= addMonths(period.to, -historyMonths));
  return {
    stages: stageConversions(deals, stages, period, today, belongs),
    times: stageTimes(deals, stages, period, today, belongs),
    abilities: abilityConversions(deals, stages, period, today, belongs),
    created: createdCohort(deals, period, today, belongs),
    curve: cycleCurve(recent, today),
    cycle: cycleOf(recent, today),
    velocity: velocity(own, { from: addDays(addMonths(today, -12), 1), to: addDays(today, 1) }, today),
  };
}
