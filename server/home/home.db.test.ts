import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rebuildRollups } from "../kpi/rollups.ts";
import { stage, type Stage } from "#test/support/company.ts";

let company: Stage;

/** A published quarter of 100 for 张伟, of which 80 are signed; one customer of his and one of a colleague. */
beforeAll(async () => {
  company = await stage();
  await company.within(async (tx) => {
    const { positionId } = company.home.people["E013"]!;
    const colleague = company.home.people["E022"]!.positionId;
    const set = "018f0000-0000-7000-8000-000000000001";
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2026, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const [period, from, to, amount] of [
      ["2026-04", "2026-04-01", "2026-05-01", 40],
      ["2026-05", "2026-05-01", "2026-06-01", 30],
      ["2026-06", "2026-06-01", "2026-07-01", 30],
    ] as const) {
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, 'position', ${positionId}, ${period}, ${from}, ${to}, ${BigInt(amount) * 10_000n})`);
    }
    for (const [id, name, pinyin, owner] of [
      ["018f0000-0000-7000-8000-0000000000c1", "银河科技", "yinhekeji yhkj", positionId],
      ["018f0000-0000-7000-8000-0000000000c2", "银川实业", "yinchuanshiye ycsy", colleague],
    ] as const) {
      await tx.run(
        sql`insert into customers (tenant_id, id, code, name, pinyin, owner_position_id) values (current_tenant(), ${id}, ${name}, ${name}, ${pinyin}, ${owner})`,
      );
    }
    const order = "018f0000-0000-7000-8000-0000000000d1";
    await tx.run(
      sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${order}, 'O-1', '2026-05-08', ${800_000n})`,
    );
    await tx.run(
      sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${order}, ${positionId}, 1000000, ${800_000n})`,
    );
    await rebuildRollups(tx);
  });
});
afterAll(() => company.close());

type Number = { of: string; value: { ppm?: string; value?: string; kind: string } };
const numbersOf = async (who: string): Promise<Record<string, Number["value"]>> => {
  const reply = await (await company.signedIn(who))("GET", "/api/home");
  return Object.fromEntries(reply.json().numbers.map((one: Number) => [one.of, one.value]));
};

describe("the workbench", () => {
  it("shows a rep the own quarter: months of the target together, attainment exact", async () => {
    const numbers = await numbersOf("rep");
    expect(numbers["target"]).toMatchObject({ value: "100.0000" });
    expect(numbers["signed-amount"]).toMatchObject({ value: "80.0000" });
    expect(numbers["attainment"]).toMatchObject({ ppm: "800000" });
  });

  it("shows a manager the unit with its people, and a unit without target none", async () => {
    const home = (await (await company.signedIn("manager"))("GET", "/api/home")).json();
    expect(home.standings.map((row: { name: string }) => row.name)).toContain("张伟");
    expect((await numbersOf("manager"))["attainment"]).toEqual({ kind: "none", why: "missing" });
    expect((await numbersOf("manager"))["signed-amount"]).toMatchObject({ value: "80.0000" });
  });

  it("shows the executive the regions", async () => {
    const home = (await (await company.signedIn("executive"))("GET", "/api/home")).json();
    expect(home.standings.map((row: { name: string }) => row.name).sort()).toEqual(["华东大区", "华北大区"].sort());
  });

  it("shows the administrator duties and no business number", async () => {
    await company.within((tx) => tx.run(sql`delete from calendar_years where tenant_id = current_tenant() and year = 2026`));
    const home = (await (await company.signedIn("admin"))("GET", "/api/home")).json();
    expect(home.numbers).toEqual([]);
    expect(home.standings).toEqual([]);
    expect(home.waiting.map((one: { kind: string }) => one.kind)).toContain("calendar-missing");
  });
});

describe("the search box", () => {
  const find = async (who: string, q: string): Promise<string[]> => {
    const reply = await (await company.signedIn(who))("GET", `/api/search?q=${encodeURIComponent(q)}`);
    return reply.json().rows.map((row: { label: string }) => row.label);
  };

  it.each([
    ["张伟", "hr", "张伟"],
    ["zhangw", "hr", "张伟"],
    ["zw", "hr", "张伟"],
    ["shanwen", "hr", "单雯"], // 单 as a surname is read shàn
    ["ouyang", "hr", "欧阳磊"],
    ["E013", "hr", "张伟"],
    ["上海", "hr", "上海团队"],
    ["shanghai", "hr", "上海团队"],
    ["yhkj", "hr", "银河科技"],
  ])("%s finds, for %s, %s", async (q, who, label) => {
    expect(await find(who, q)).toContain(label);
  });

  it("finds a rep's own customer and not a colleague's", async () => {
    expect(await find("rep", "银")).toEqual(["银河科技"]);
  });

  it.each(["%", "_", "\\", "'", "   "])("takes %j as text, not as a pattern", async (q) => {
    expect(await find("hr", q)).toEqual([]);
  });
});
