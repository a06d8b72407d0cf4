import { sql } from "kysely";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#core/base/date.ts";
import { periodOf } from "#core/calendar/period.ts";
import { diagnose } from "#core/diagnosis/diagnose.ts";
import { startHere, type Finding } from "#core/diagnosis/finding.ts";
import { demoCompany } from "#data/demo/index.ts";
import { freshDatabase } from "#test/support/database.ts";
import { tenantOf } from "../auth/principal.ts";
import { isPassword } from "../auth/password.ts";
import { openPool } from "../db/pool.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import type { Asked } from "../diagnosis/asked.ts";
import { gather } from "../diagnosis/gather.ts";
import { processOf } from "../diagnosis/process.ts";
import { unitsOn } from "../home/store.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { commitTable } from "../imports/commit.ts";
import { rollupDifferences } from "../kpi/rollups.ts";
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

const tenantId = async (): Promise<bigint> => {
  const row = await inTransaction(pool, { tenantId: null }, (tx) => tx.row(sql<{ id: bigint }>`select id from tenants where is_demo`));
  return row!.id;
};
const within = async <T>(work: (tx: Tx) => Promise<T>, role: "app" | "pay" = "app"): Promise<T> =>
  inTransaction(pool, { tenantId: await tenantId(), role }, work);
const later = (day: string): string => (day === "" ? "" : addDays(day, 20));
const counted = async (table: string): Promise<number> => {
  const row = await within((tx) => tx.row(sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`));
  return row!.count;
};

describe("the first start", () => {
  it("loads the whole demo company (about ten seconds on two idle cores)", () => {
    console.log(`demo loaded in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(120);
  });

  it("shows one login for each role, and the shared password opens them", async () => {
    expect(logins.map((one) => one.role)).toEqual(["rep", "manager", "director", "hr", "finance", "executive", "admin"]);
    const hash = await within((tx) => tx.row(sql<{ hash: string }>`select password_hash as hash from users limit 1`));
    expect(await isPassword(DEMO_PASSWORD, hash!.hash)).toBe(true);
  });

  it.each([
    ["orders", 8500, 9500],
    ["receipts", 12_000, 15_000],
    ["deals", 2600, 3400],
    ["targets", 3800, 5500],
    ["one_on_ones", 150, 300],
    ["audit_log", 20, 40],
    ["deal_stage_moves", 12_000, 20_000],
    ["deal_changes", 4_000, 9_000],
    ["activities", 20_000, 34_000],
    ["leads", 600, 1500],
    ["survey_answers", 1200, 3000],
  ])("brings %s", async (table, low, high) => {
    const count = await counted(table);
    expect(count).toBeGreaterThan(low);
    expect(count).toBeLessThan(high);
  });

  it("has paid on paper: statements of three months, and only the empty seat is stopped", async () => {
    const rows = await within(
      (tx) =>
        tx.rows(sql<{ period: string; count: number; stopped: number; payout: bigint }>`
      select period, count(*)::int as count, count(*) filter (where document->>'stop' is not null)::int as stopped, sum(payout)::bigint as payout
      from statements group by period order by period`),
      "pay",
    );
    expect(rows.map((row) => row.period)).toEqual(["2026-03", "2026-04", "2026-05"]);
    for (const { count, stopped, payout } of rows) {
      expect(count).toBeGreaterThan(40);
      expect(stopped).toBeLessThanOrEqual(1); // the seat left empty in April has no quota: stopped, not paid zero
      expect(payout).toBeGreaterThan(100_000n * 10_000n);
    }
    // To the cent what the former engine made of the same facts: two programs, one amount.
    expect(rows.map((row) => row.payout)).toEqual([5_120_028_000n, 2_303_648_200n, 3_259_077_800n]);
  });

  it("stays right when a file moves hundreds of its orders to other days: rollups equal the facts", async () => {
    const { header, rows } = demoCompany().kinds.orders;
    const moved = rows
      .filter(([code]) => code! < "SO2407")
      .map(([code, signedOn, deliveredOn, ...rest]) => [code!, later(signedOn!), later(deliveredOn!), ...rest]);
    const { counts } = await within((tx) => commitTable(tx, "orders", { header, rows: moved }));
    expect(counts.changed).toBeGreaterThan(300);
    expect(await within((tx) => rollupDifferences(tx))).toEqual([]);
  });

  it("does nothing on the second start", async () => {
    expect(await ensureDemo(pool, () => undefined)).toEqual(logins);
    expect(await counted("orders")).toBeLessThan(9500);
  });
});

describe("diagnosis finds the stories", () => {
  type Found = { findings: readonly Finding[]; asked: Asked };
  const diagnosed = (unit: string | null, period: string) =>
    within(async (tx): Promise<Found> => {
      const tenant = await tenantOf(tx, new Date());
      const [root] = await unitsOn(tx, tenant.today, { parentId: null });
      const units = await unitsOn(tx, tenant.today, { parentId: root!.id });
      const { id, name } = unit === null ? root! : units.find((one) => one.name === unit)!;
      const scope = { all: true, unitIds: [], positionIds: [], personId: null };
      const user = { tenantId: tenant.id, userId: "", name: "", personId: null, positionIds: [], grants: [] };
      const subject = { kind: "unit" as const, id, name, detail: "" };
      const asked = { caller: { tx, tenant, scope, user }, subject, period: periodOf(period, fiscalOf(tenant))! };
      return { findings: diagnose((await gather(asked, true)).facts).findings, asked };
    });

  it("中型科技 collects worst of all, and nobody says so of 技术", async () => {
    const { findings } = await diagnosed(null, "2026-Q2");
    const late = findings.filter((one) => one.kind === "collection").map((one) => one.title.values?.["name"]);
    expect(late).toContain("智造事业部");
    expect(late).not.toContain("云服务事业部");
  });

  it("金融服务 signs fewer orders while its people are trained, and more afterwards", async () => {
    const volume = async (period: string) => {
      const { findings } = await diagnosed("金融服务事业部", period);
      return findings.find((one) => one.key === "orders:volume")?.tone;
    };
    expect([await volume("2025-10"), await volume("2026-Q1")]).toEqual(["problem", "strength"]);
  });

  it("快消 grows by orders since the CRM names the prospects", async () => {
    const { findings } = await diagnosed("快消事业部", "2026-Q1");
    expect(findings.find((one) => one.key === "orders:volume")?.tone).toBe("strength");
  });

  it("技术 collects better than the others, and stuck stages are among the findings, with their worth", async () => {
    const { findings } = await diagnosed(null, "2026-Q2");
    const named = (kind: Finding["kind"]) => findings.filter((one) => one.kind === kind).map(({ title: { values } }) => values);
    expect(named("gained")).toContainEqual(expect.objectContaining({ name: "云服务事业部", rate: expect.any(String) }));
    expect(named("stage")).toContainEqual(expect.objectContaining({ name: "智造事业部", stage: "商务谈判" }));
    const own = (await diagnosed("快消事业部", "2026-Q2")).findings;
    expect(startHere(own).map((one) => one.kind)).toContain("stage");
  });

  it("中型科技 loses its deals at the negotiation, beyond doubt", async () => {
    const stages = await within(async (tx) => {
      const { asked } = await diagnosed("智造事业部", "2026-Q2");
      return (await processOf({ ...asked, caller: { ...asked.caller, tx } })).stages;
    });
    expect(stages[0]).toMatchObject({ stage: "商务谈判", isCertain: true });
  });
});
