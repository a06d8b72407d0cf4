import { sql } from "kysely";
import { insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";
import { stagesOf, type StageRow } from "./stages.ts";

export type StageState = Omit<StageRow, "version" | "criteria">;
export const stageKey = ({ pipeline, name }: { readonly pipeline: string; readonly name: string }): string => `${pipeline}\n${name}`;

/** Stages have no id of their own: they are their pipeline and name. The id an import gives them is never stored. */
export const stages: Keeper<StageState> = {
  async load(tx, keys) {
    const wanted = new Set(keys);
    const all = (await stagesOf(tx)).map(({ version: _, criteria: __, ...state }) => [stageKey(state), { id: NOBODY, state }] as const);
    return new Map(all.filter(([key]) => wanted.has(key)));
  },
  async write(tx, changes) {
    await insertRows(
      tx,
      "deal_stages",
      { pipeline: "text", name: "text", place: "int", kind: "text", probability_ppm: "int", step: "text" },
      changes.map(({ after: s }) => [s.pipeline, s.name, s.place, s.kind, s.probabilityPpm, s.step]),
      `on conflict (tenant_id, pipeline, name) do update set place = excluded.place, kind = excluded.kind,
       probability_ppm = excluded.probability_ppm, step = excluded.step, version = deal_stages.version + 1`,
    );
  },
  async remove(tx, objects) {
    const keys = objects.map(({ key }) => key.split("\n"));
    await tx.run(sql`
      delete from deal_stages s using unnest(${keys.map((k) => k[0])}::text[], ${keys.map((k) => k[1])}::text[]) as gone(pipeline, name)
      where s.tenant_id = current_tenant() and s.pipeline = gone.pipeline and s.name = gone.name`);
  },
};

const NOBODY = "00000000-0000-0000-0000-000000000000";
