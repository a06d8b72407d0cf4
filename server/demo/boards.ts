import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { usual, type Tile } from "#core/boards/tile.ts";
import { insertBoard, replaceShares } from "../boards/store.ts";
import type { Tx } from "../db/tx.ts";

type Draft = Partial<Tile> & Pick<Tile, "chart" | "metric">;
type DemoBoard = { readonly owner: string; readonly name: string; readonly tiles: readonly Draft[] };

const months: Draft = { chart: "heat", metric: "signed-amount", split: "below", grain: "month", period: "year", width: 12 };

/** What the company looks at together: the meeting on Monday, and where the business comes from. */
const boards: readonly DemoBoard[] = [
  {
    owner: "executive",
    name: "经营总览",
    tiles: [
      { chart: "pace", metric: "signed-amount", width: 12 },
      { chart: "waterfall", metric: "signed-amount", split: "below", compare: "last-year" },
      { chart: "map", metric: "signed-amount", split: "region" },
      { chart: "share", metric: "signed-amount", split: "channel", top: 5 },
      { chart: "bar", metric: "signed-amount", split: "industry", top: 8 },
      { chart: "share", metric: "signed-amount", split: "category", top: 6 },
      { chart: "trend", metric: "collected-amount", grain: "month", period: "year", compare: "last-year" },
    ],
  },
  {
    owner: "hr",
    name: "销售周会",
    tiles: [
      { chart: "number", metric: "signed-amount", period: "month", width: 4 },
      { chart: "number", metric: "new-customers", period: "month", width: 4 },
      { chart: "number", metric: "collected-amount", period: "month", width: 4 },
      { chart: "trend", metric: "signed-amount", grain: "day", period: "month", isRunning: true, compare: "previous", width: 12 },
      { chart: "heat", metric: "signed-amount", grain: "week" },
      { chart: "funnel", metric: "signed-amount", period: "year" },
      months,
    ],
  },
];

/** Shared with the whole company: everybody who opens them sees the own numbers. */
export async function hangBoards(tx: Tx, users: ReadonlyMap<string, string>): Promise<void> {
  const root = await tx.row(sql<{ id: string }>`
    select org_unit_id as id from org_unit_versions where tenant_id = current_tenant() and parent_id is null order by valid_from limit 1`);
  for (const { owner, name, tiles } of boards) {
    const id = randomUUIDv7();
    await insertBoard(tx, {
      id,
      name,
      userId: users.get(owner)!,
      tiles: tiles.map((draft, i) => ({ ...usual, id: `t${i + 1}`, ...draft })),
    });
    await replaceShares(tx, id, [{ unitId: root!.id }]);
  }
}
