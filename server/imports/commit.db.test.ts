import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../db/tx.ts";
import { openPool } from "../db/pool.ts";
import { createTenant } from "../people/commands.ts";
import { rollupDifferences } from "../kpi/rollups.ts";
import { freshDatabase } from "#test/support/database.ts";
import { demoCompany } from "#data/demo/index.ts";
import { commitTable } from "./commit.ts";
import type { Pool } from "pg";
import { importKinds } from "#core/imports/fields.ts";

let pool: Pool;
let tenantId: bigint;
beforeAll(async () => {
  pool = openPool((await freshDatabase()).url);
  tenantId = await inTransaction(pool, { tenantId: null }, (tx) =>
    createTenant(tx, { code: "demo", name: "示例", todayFixed: "2026-06-18" }),
  );
});
afterAll(() => pool.end());

const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { tenantId }, work);

describe("a large file into an empty company", () => {
  it("leaves the planner with statistics of it in the same breath", async () => {
    const rows = Array.from({ length: 1_001 }, (_, i) => [`大客户${i}`, `大客户${i}`]);
    const known = await within(async (tx) => {
      await commitTable(tx, "customers", { header: ["客户编码", "客户名称"], rows });
      return tx.row(sql<{ rows: number }>`select reltuples::int as rows from pg_class where relname = 'customers'`);
    });
    expect(known!.rows).toBe(1_001);
  });
});

describe("the demo company, as a user's files", () => {
  const demo = demoCompany();

  it.each(importKinds)("%s: every row goes in", async (kind) => {
    const plan = await within((tx) => commitTable(tx, kind, demo.kinds[kind]));
    expect(plan.problems.filter((p) => p.severity === "refused").slice(0, 5)).toEqual([]);
    // A deal that has stood in one stage from the beginning has no more history than its own row told.
    const known = kind === "deal-history" ? plan.counts.same : 0;
    expect(plan.counts.new + plan.counts.changed + known).toBe(demo.kinds[kind].rows.length);
  });

  it.each(importKinds)("%s: the same file again does nothing", async (kind) => {
    const plan = await within((tx) => commitTable(tx, kind, demo.kinds[kind]));
    expect(plan.changes.slice(0, 2)).toEqual([]);
    expect(plan.counts.same).toBe(demo.kinds[kind].rows.length);
  });

  it("leaves rollups that agree with the facts", async () => {
    expect(await within((tx) => rollupDifferences(tx))).toEqual([]);
    const { count } = (await within((tx) => tx.row(sql<{ count: number }>`select count(*)::int as count from metric_rollups`)))!;
    expect(count).toBeGreaterThan(1000);
  });
});
