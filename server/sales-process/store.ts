import { sql } from "kysely";
import type { StageKind } from "#core/deals/pipeline.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";

export type Stage = { readonly name: string; readonly kind: StageKind; readonly criteria: string; readonly probabilityPpm: number | null };
export type CountedStage = Stage & { readonly step: string; readonly open: number; readonly deals: number };
export type Version = { version: number; savedAt: string; savedBy: string; note: string; stages: Stage[] };

export async function pipelinesOf(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(sql<{ pipeline: string }>`
    select distinct pipeline from deal_stages where tenant_id = current_tenant() order by pipeline`);
  return rows.map((row) => row.pipeline);
}

/** Stages in their order; a deal stood in a stage when it stands there, or when it once entered it. */
export async function stagesIn(tx: Tx, pipeline: string): Promise<CountedStage[]> {
  return tx.rows(sql<CountedStage>`
    with stood as (
      select d.id, d.stage from deals d where d.tenant_id = current_tenant() and d.pipeline = ${pipeline}
      union select d.id, m.stage from deal_stage_moves m join deals d on d.tenant_id = m.tenant_id and d.id = m.deal_id
        where m.tenant_id = current_tenant() and d.pipeline = ${pipeline})
    select s.name, s.kind, s.criteria, s.probability_ppm as "probabilityPpm", s.step,
      (select count(*) from deals d where d.tenant_id = current_tenant() and d.pipeline = s.pipeline and d.stage = s.name and d.outcome = 'open')::int as open,
      (select count(*) from stood where stood.stage = s.name)::int as deals
    from deal_stages s where s.tenant_id = current_tenant() and s.pipeline = ${pipeline} order by s.place, s.name`);
}

export async function versionsIn(tx: Tx, pipeline: string): Promise<Version[]> {
  return tx.rows(sql<Version>`
    select v.version, to_char(v.saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "savedAt", u.name as "savedBy", v.note, v.stages
    from sales_process_versions v join users u on u.tenant_id = v.tenant_id and u.id = v.saved_by
    where v.tenant_id = current_tenant() and v.pipeline = ${pipeline} order by v.version desc limit 50`);
}

/** One saving at a time. */
export const lockProcess = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtext('sales-process'), current_tenant()::int)`);

export async function replaceStages(tx: Tx, pipeline: string, stages: readonly (Stage & { step: string })[]): Promise<void> {
  await tx.run(sql`delete from deal_stages where tenant_id = current_tenant() and pipeline = ${pipeline}`);
  const types = { pipeline: "text", name: "text", place: "int", kind: "text", probability_ppm: "int", step: "text", criteria: "text" };
  const rows = stages.map((one, i) => [pipeline, one.name, i + 1, one.kind, one.probabilityPpm, one.step, one.criteria]);
  await insertRows(tx, "deal_stages", types, rows, "");
}

/** New names go along: where deals stand, and where they have been. All at once, so that two stages may exchange their names. */
export async function renameStages(tx: Tx, pipeline: string, names: readonly { was: string; name: string }[]): Promise<void> {
  const [was, is] = [names.map((one) => one.was), names.map((one) => one.name)];
  const renamed = sql`unnest(${was}::text[], ${is}::text[]) as renamed(was, name)`;
  await tx.run(sql`
    update deal_stage_moves m set stage = renamed.name from deals d, ${renamed}
    where m.tenant_id = current_tenant() and d.tenant_id = m.tenant_id and d.id = m.deal_id and d.pipeline = ${pipeline} and m.stage = renamed.was`);
  await tx.run(sql`
    update deals d set stage = renamed.name from ${renamed}
    where d.tenant_id = current_tenant() and d.pipeline = ${pipeline} and d.stage = renamed.was`);
}

type Saved = { pipeline: string; version: number; stages: readonly Stage[]; note: string; userId: string };
export async function keepVersion(tx: Tx, { pipeline, version, stages, note, userId }: Saved): Promise<void> {
  await tx.run(sql`
    insert into sales_process_versions (tenant_id, pipeline, version, stages, note, saved_by)
    values (current_tenant(), ${pipeline}, ${version}, ${JSON.stringify(stages)}::jsonb, ${note}, ${userId})`);
}
