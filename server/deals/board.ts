import type { StageSum } from "#core/deals/weigh.ts";
import type { Tx } from "../db/tx.ts";
import { largestByStage, stageDays, sumsByStage, type Asked, type DealFilter, type DealRow } from "./list.ts";
import { stagesOf, type StageRow } from "./stages.ts";

type Column = Pick<StageRow, "pipeline" | "name" | "kind" | "step" | "criteria"> &
  StageSum & { readonly usualDays: number | null; readonly deals: DealRow[] };

const EACH = 25;

/** The open deals of one pipeline by stage, in its order. */
export async function board(
  tx: Tx,
  asked: Asked,
  { pipeline, ...filter }: DealFilter & { readonly pipeline: string },
): Promise<{ pipelines: string[]; columns: Column[] }> {
  const open = { ...filter, outcome: "open" as const };
  const stages = await stagesOf(tx);
  const sums = new Map((await sumsByStage(tx, asked, open, pipeline)).map((sum) => [sum.stage, sum]));
  const days = await stageDays(tx, asked.today);
  const largest = Map.groupBy(await largestByStage(tx, asked, open, pipeline, EACH), (deal) => deal.stage);
  const columns = stages
    .filter((stage) => stage.pipeline === pipeline && stage.kind === "open")
    .map(({ name, kind, step, criteria, probabilityPpm }) => ({
      pipeline,
      name,
      kind,
      step,
      criteria,
      probabilityPpm,
      usualDays: days.get(`${pipeline}\n${name}`) ?? null,
      count: sums.get(name)?.count ?? 0,
      amount: sums.get(name)?.amount ?? 0n,
      deals: largest.get(name) ?? [],
    }));
  return { pipelines: [...new Set(stages.map((stage) => stage.pipeline))], columns };
}
