import { sql } from "kysely";
import { randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAmount } from "#core/base/money.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { stage, type Stage } from "#test/support/company.ts";

let company: Stage;
const yuan = (n: number): bigint => BigInt(n) * 10_000n;

type Sold = readonly [code: string, who: string, customer: string, on: string, amount: number];
/** May 2026 against May 2025: 张伟 lost his A customer and won a C one, 刘洋 stands still. */
const sold: readonly Sold[] = [
  ["O1", "E013", "老客户", "2025-05-08", 900],
  ["O2", "E013", "大客户", "2025-05-09", 600],
  ["O3", "E014", "常客", "2025-05-12", 500],
  ["O4", "E013", "老客户", "2026-05-11", 800],
  ["O5", "E013", "新客户", "2026-05-14", 100],
  ["O6", "E014", "常客", "2026-05-15", 500],
  ["O7", "E022", "别家", "2026-05-15", 7777],
];
const classes: Readonly<Record<string, string>> = { 老客户: "A", 大客户: "A", 常客: "B", 新客户: "C", 别家: "A" };

beforeAll(async () => {
  company = await stage();
  await company.within(async (tx) => {
    const customers = new Map<string, string>();
    for (const [name, grade] of Object.entries(classes)) {
      const id = randomUUIDv7();
      customers.set(name, id);
      await tx.run(
        sql`insert into customers (tenant_id, id, code, name, class, region) values (current_tenant(), ${id}, ${name}, ${name}, ${grade}, '华东')`,
      );
    }
    for (const [code, who, customer, on, amount] of sold) {
      const id = randomUUIDv7();
      await tx.run(
        sql`insert into orders (tenant_id, id, code, customer_id, signed_on, amount) values (current_tenant(), ${id}, ${code}, ${customers.get(customer)}, ${on}, ${yuan(amount)})`,
      );
      await tx.run(
        sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${company.home.people[who]!.positionId}, 1000000, ${yuan(amount)})`,
      );
    }
    const set = randomUUIDv7();
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2026, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    const targets = [["unit", company.home.units["SH"]!, 2000], ["position", company.home.people["E013"]!.positionId, 1300], ["position", company.home.people["E014"]!.positionId, 600]] as const; // prettier-ignore
    for (const [kind, node, amount] of targets)
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, ${kind}, ${node}, '2026-05', '2026-05-01', '2026-06-01', ${yuan(amount)})`);
    await rebuildRollups(tx);
  });
});
afterAll(() => company.close());

type Part = { of: string; label: { values?: { name?: string } }; value: { value: string }; parts?: Part[] };
type Reply = {
  gap: Part;
  trees: Part[];
  start: string[];
  findings: { key: string; amount: string; kind: string }[];
  absent: { key: string }[];
};
const get = async <T>(who: string, url: string): Promise<T> => (await (await company.signedIn(who))("GET", url)).json<T>();
const amounts = (part: Part) => Object.fromEntries((part.parts ?? []).map((one) => [one.label.values?.name ?? one.of, one.value.value]));
const exact = (text: string) => parseAmount(text)!;

describe("why May is short", () => {
  let reply: Reply;
  beforeAll(async () => void (reply = await get<Reply>("manager", "/api/diagnosis?period=2026-05")));

  it("the gap is those below, what was not handed down, and nothing else", () => {
    expect(reply.gap.value.value).toBe("600.0000"); // 2000 due, 1400 signed
    expect(amounts(reply.gap)).toEqual({ 张伟: "400.0000", 刘洋: "100.0000", "not-handed-down": "100.0000", elsewhere: "0.0000" });
  });

  it("the change on last year is a lost customer, a new one and a smaller order", () => {
    const customers = reply.trees.find((tree) => tree.of === "customers")!;
    expect(customers.value.value).toBe("-600.0000");
    expect(amounts(customers)).toMatchObject({ new: "100.0000", lost: "-600.0000", frequency: "0.0000", "order-value": "-100.0000" });
  });

  it("every tree adds up to the last unit, however deep", () => {
    const wrong: string[] = [];
    const look = (part: Part) => {
      const parts = part.parts ?? [];
      const isSum = ["customers", "orders", "shortfall", "cell-gap"].includes(part.of) || (part.of === "gap" && parts[0]?.of !== "target");
      if (isSum && parts.length > 0 && parts.reduce((sum, one) => sum + exact(one.value.value), 0n) !== exact(part.value.value))
        wrong.push(part.of);
      parts.forEach(look);
    };
    [reply.gap, ...reply.trees].forEach(look);
    expect(wrong).toEqual([]);
  });

  it("begins with the greatest money and says what it could not see", () => {
    const worth = reply.findings.map((one) => exact(one.amount));
    expect(worth).toEqual(worth.toSorted((a, b) => (a < b ? 1 : -1)));
    expect(reply.start).toContain("customers:lost");
    expect(reply.absent.map((one) => one.key)).toContain("diagnosis.absent.collection");
  });
});

describe("the way down", () => {
  type Drill = { total: { now: string; change: string }; rows: { key: string; now: string; change: string }[] };
  it.each(["class", "region", "category", "person", "customer"])("by %s the rows add up to the whole", async (by) => {
    const { total, rows } = await get<Drill>("manager", `/api/diagnosis/drill?period=2026-05&by=${by}`);
    expect(total).toMatchObject({ now: "1400.0000", change: "-600.0000" });
    expect(rows.reduce((sum, row) => sum + exact(row.change), 0n)).toBe(exact(total.change));
  });

  it("a cell ends in its orders", async () => {
    const { rows } = await get<{ rows: { order: string }[] }>(
      "manager",
      "/api/diagnosis/rows?from=2026-05-01&to=2026-06-01&class=A&region=华东",
    );
    expect(rows.map((row) => row.order)).toEqual(["O4"]);
  });
});

describe("who sees what", () => {
  it("a rep's diagnosis is of the own seat, and names nobody else", async () => {
    const reply = await (await company.signedIn("rep"))("GET", "/api/diagnosis?period=2026-05");
    expect(reply.json<{ gap: Part }>().gap.value.value).toBe("400.0000");
    expect(reply.body).not.toMatch(/刘洋|马骏|7777/);
  });

  it.each([
    ["rep", "E014"],
    ["manager", "E022"],
  ])("for a %s another's seat is not there", async (who, other) => {
    const reply = await (
      await company.signedIn(who)
    )("GET", `/api/diagnosis?period=2026-05&position=${company.home.people[other]!.positionId}`);
    expect(reply.statusCode).toBe(404);
  });

  it("start here is three at most, for the administrator none", async () => {
    const mine = await get<{ findings: unknown[]; rowsTouched: number }>("rep", "/api/diagnosis/start?period=2026-05");
    expect(mine.findings.length).toBeGreaterThan(0);
    expect(mine.findings.length).toBeLessThanOrEqual(3);
    expect(mine.rowsTouched).toBe(2);
    expect((await (await company.signedIn("admin"))("GET", "/api/diagnosis/start")).statusCode).toBe(404);
  });
});
