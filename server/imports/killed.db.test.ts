import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPool } from "../db/pool.ts";
import { inTransaction } from "../db/tx.ts";
import { rollupDifferences } from "../kpi/rollups.ts";
import { makeCompany, type Company } from "#test/support/company.ts";
import { freshDatabase } from "#test/support/database.ts";
import { endInterrupted } from "./run.ts";

const ROWS = 12_000;
const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hengji-killed-"));
const file = join(folder, "orders.csv");
let pool: Pool;
let ownerUrl: string;
let company: Company;

beforeAll(async () => {
  const database = await freshDatabase();
  ownerUrl = database.ownerUrl;
  pool = openPool(database.url);
  company = await inTransaction(pool, { tenantId: null }, (tx) => makeCompany(tx));
  const rows = Array.from({ length: ROWS }, (_, i) => `K${i},2026-0${(i % 5) + 1}-11,${i}.25,E013:60;E014:40`);
  writeFileSync(file, ["订单号,签订日期,金额,业绩归属", ...rows].join("\n"));
});
afterAll(async () => {
  await pool.end();
  rmSync(folder, { recursive: true, force: true });
});

const within = <T>(work: Parameters<typeof inTransaction<T>>[2]) => inTransaction(pool, { tenantId: company.tenantId }, work);

/** The command line, ended hard when the import says it has got so far (or left to finish). */
async function imported(killAt: number | null): Promise<number | null> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "import", "orders", file], {
    env: { ...process.env, DATABASE_URL: ownerUrl },
    stdio: "ignore",
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  if (killAt !== null) void killWhen(child.pid!, killAt, ended);
  return ended;
}

async function killWhen(pid: number, rows: number, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  const earlier = await within((tx) =>
    tx.rows(sql<{ id: string }>`select id from imports where tenant_id = current_tenant() and state = 'running'`),
  );
  while (!isOver) {
    const running = await within((tx) =>
      tx.row(sql<{ done: number }>`
      select rows_done as done from imports where tenant_id = current_tenant() and state = 'running' and id <> all(${earlier.map((e) => e.id)}::uuid[])`),
    );
    if (running && running.done >= rows) return void process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

const counts = () =>
  within((tx) =>
    tx.row(sql<Record<string, number>>`
  select (select count(*)::int from orders where tenant_id = current_tenant()) as orders, (select count(*)::int from order_credits where tenant_id = current_tenant()) as credits,
    (select count(*)::int from import_changes where tenant_id = current_tenant()) as changes`),
  );

describe("an import whose process is killed", () => {
  it.each([0, 5000, 10_000])(
    "after %i rows: nothing of it is there",
    async (rows) => {
      await imported(rows);
      expect(await counts()).toEqual({ orders: 0, credits: 0, changes: 0 });
      expect(await within((tx) => rollupDifferences(tx))).toEqual([]);
    },
    120_000,
  );

  it("is told so at the next start, and the next one brings everything, once", async () => {
    await endInterrupted(pool);
    const states = await within((tx) =>
      tx.rows(sql<{ state: string; code: string }>`select state, message->>'code' as code from imports where tenant_id = current_tenant()`),
    );
    expect(new Set(states.map((s) => `${s.state} ${s.code}`))).toEqual(new Set(["failed import-interrupted"]));
    expect(await imported(null)).toBe(0);
    expect(await imported(null)).toBe(0);
    expect(await counts()).toEqual({ orders: ROWS, credits: 2 * ROWS, changes: ROWS });
  }, 120_000);
});
