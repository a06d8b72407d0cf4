import { sql } from "kysely";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "#test/support/database.ts";
import { isPassword } from "../auth/password.ts";
import { openPool } from "../db/pool.ts";
import { inTransaction } from "../db/tx.ts";
import { ensureDemo } from "./load.ts";
import { DEMO_PASSWORD, type DemoLogin } from "./logins.ts";

let pool: Pool;
let logins: DemoLogin[];
let seconds: number;
beforeAll(async () => {
  pool = openPool((await freshDatabase()).url);
  const started = performance.now();
  logins = await ensureDemo(pool, () => undefined);
  seconds = (performance.now() - started) / 1000;
}, 120_000);
afterAll(() => pool.end());

const counted = async (table: string): Promise<number> => {
  const tenant = (await inTransaction(pool, { tenantId: null }, (tx) => tx.row(sql<{ id: bigint }>`select id from tenants where is_demo`)))!
    .id;
  const row = await inTransaction(pool, { tenantId: tenant }, (tx) =>
    tx.row(sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`),
  );
  return row!.count;
};

describe("the first start", () => {
  it("loads the demo company within fifteen seconds on two cores", () => {
    console.log(`demo loaded in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(process.env.CI ? 60 : 30);
  });

  it("shows one login for each role, and the shared password opens them", async () => {
    expect(logins.map((one) => one.role)).toEqual(["rep", "manager", "director", "hr", "finance", "executive", "admin"]);
    const tenant = (await inTransaction(pool, { tenantId: null }, (tx) =>
      tx.row(sql<{ id: bigint }>`select id from tenants where is_demo`),
    ))!.id;
    const hash = await inTransaction(pool, { tenantId: tenant }, (tx) =>
      tx.row(sql<{ hash: string }>`select password_hash as hash from users limit 1`),
    );
    expect(await isPassword(DEMO_PASSWORD, hash!.hash)).toBe(true);
  });

  it.each([
    ["orders", 8500, 9500],
    ["receipts", 12_000, 15_000],
    ["deals", 2600, 3400],
    ["targets", 3800, 5500],
    ["one_on_ones", 150, 300],
  ])("brings %s", async (table, low, high) => {
    const count = await counted(table);
    expect(count).toBeGreaterThan(low);
    expect(count).toBeLessThan(high);
  });

  it("does nothing on the second start", async () => {
    expect(await ensureDemo(pool, () => undefined)).toEqual(logins);
    expect(await counted("orders")).toBeLessThan(9500);
  });
});
