import { sql } from "kysely";
import { patternOf, type StageKind } from "#core/deals/pipeline.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";

export type StageRow = {
  readonly pipeline: string;
  readonly name: string;
  readonly place: number;
  readonly kind: StageKind;
  readonly probabilityPpm: number | null;
  readonly step: string;
  readonly criteria: string;
  readonly version: number;
};

/** The stages of a tenant in the order of their pipelines. */
export function stagesOf(tx: Tx): Promise<StageRow[]> {
  return tx.rows(sql<StageRow>`
    select pipeline, name, place, kind, probability_ppm as "probabilityPpm", step, criteria, version
    from deal_stages where tenant_id = current_tenant() order by pipeline, place, name`);
}

type Staged = {
  readonly pipeline: string;
  readonly stage: string;
  readonly outcome: StageKind;
  readonly moves: readonly { readonly stage: string }[];
};

/** Stages that deals name and the pipeline lacks are added: what everybody calls them, else as open ones at the end. */
export async function ensureStages(tx: Tx, deals: readonly Staged[]): Promise<void> {
  const known = await stagesOf(tx);
  const key = (pipeline: string, name: string) => `${pipeline}\n${name}`;
  const seen = new Set(known.map((stage) => key(stage.pipeline, stage.name)));
  const kinds = new Map(deals.map((deal) => [key(deal.pipeline, deal.stage), deal.outcome]));
  const added: unknown[][] = [];
  for (const { pipeline, stage, moves } of deals) {
    for (const name of [...moves.map((move) => move.stage), stage]) {
      if (seen.has(key(pipeline, name))) continue;
      seen.add(key(pipeline, name));
      const pattern = patternOf(name);
      const kind = pattern?.kind ?? kinds.get(key(pipeline, name)) ?? "open";
      added.push([
        pipeline,
        name,
        pattern?.place ?? lastPlace(known, pipeline) + added.length + 1,
        kind,
        pattern?.probabilityPpm ?? null,
        pattern?.step ?? "",
      ]);
    }
  }
  const types = { pipeline: "text", name: "text", place: "int", kind: "text", probability_ppm: "int", step: "text" };
  await insertRows(tx, "deal_stages", types, added, "on conflict (tenant_id, pipeline, name) do nothing");
}

const lastPlace = (stages: readonly StageRow[], pipeline: string): number =>
  Math.max(8, ...stages.filter((stage) => stage.pipeline === pipeline).map((stage) => stage.place));
