import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { publishTargets } from "#test/support/targets.ts";

type Row = { id: string; name: string; state: string | null; since: string | null; landing: string | null };
type Single = { metric: string; version: number; outcome: string | null; attainment: string | null };
let s: Stage;
let [hr, director, manager, rep]: Client[] = [];
const seat = (code: string): string => s.home.people[code]!.positionId;

/** Two years in which the second quarter came evenly, and this one in which E013 has sold nothing since the end of April. */
beforeAll(async () => {
  s = await stage();
  [hr, director, manager, rep] = await Promise.all(["hr", "director", "manager", "rep"].map((who) => s.signedIn(who)));
  await s.within(async (tx) => {
    const customer = randomUUIDv7();
    await tx.run(sql`insert into customers (tenant_id, id, code, name) values (current_tenant(), ${customer}, 'K1', '客户')`);
    const days = ["2024", "2025"].flatMap((year) => ["04-10", "05-10", "06-10"].map((day) => `${year}-${day}`));
    for (const [i, day] of [...days, "2026-04-10"].entries()) {
      const id = randomUUIDv7();
      await tx.run(
        sql`insert into orders (tenant_id, id, code, customer_id, signed_on, amount) values (current_tenant(), ${id}, ${`D${i}`}, ${customer}, ${day}, 1000000000)`,
      );
      await tx.run(
        sql`insert into order_credits values (current_tenant(), ${id}, ${seat("E013")}, ${s.home.people["E013"]!.personId}, 1000000, 1000000000)`,
      );
    }
    await rebuildRollups(tx);
  });
  const { id } = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 })).json<{ id: string }>();
  const how = { rootKind: "unit", rootId: s.home.units["HQ"], nodes: "equal", phasing: "equal", step: "1", amount: "9600000", version: 0 };
  await hr!("POST", `/api/target-sets/${id}/decomposition`, how);
  await publishTargets(s, id);
});
afterAll(() => s.close());

const rows = async (who: Client, period = "2026-Q2"): Promise<Row[]> => (await who("GET", `/api/target-pace?period=${period}`)).json().rows;
const code = (reply: { json(): { code?: string } }): string | undefined => reply.json().code;

describe("pace", () => {
  it("who is behind and since when, against the curve of two years, and where it lands", async () => {
    const [mine] = await rows(rep!);
    expect(mine).toMatchObject({ name: "张伟", state: "far-behind" });
    expect(mine!.since! >= "2026-04-01" && mine!.since! <= "2026-06-18").toBe(true);
    expect(mine!.landing).toBe("100000.0000"); // all of three months would have come by now, one third has
  });

  it("shows the reader's own reach only", async () => {
    expect((await rows(manager!)).map(({ name }) => name)).toEqual(["上海团队", "王海涛", "张伟", "刘洋"]);
    expect(code(await rep!("GET", "/api/target-pace?period=2026-W60"))).toBe("not-a-period");
  });
});

describe("several metrics at once", () => {
  type Overview = {
    metrics: { code: string }[];
    nodes: { name: string; cells: { target: string | null }[] }[];
    horizons: { key: string; cells: (string | null)[] }[];
  };
  const overview = async (query: string): Promise<Overview> => (await rep!("GET", `/api/target-overview?${query}`)).json();

  it("stand side by side; a metric without targets says nothing instead of zero", async () => {
    const { metrics, nodes } = await overview("metrics=signed-amount,new-customers&period=2026-Q2");
    expect(metrics.map((one) => one.code)).toEqual(["signed-amount", "new-customers"]);
    expect(nodes.map((node) => [node.name, node.cells[1]!.target])).toEqual([["张伟", null]]);
    expect(Number(nodes[0]!.cells[0]!.target)).toBeGreaterThan(0);
  });

  it("the weeks of a month carry the month exactly, and short horizons hang in long ones", async () => {
    const [week, june] = [await overview("period=2026-W25"), await overview("period=2026-06")];
    expect(week.horizons.map(({ key }) => key)).toEqual(["2026-W25", "2026-06", "2026-Q2", "2026"]);
    expect(Number(week.nodes[0]!.cells[0]!.target)).toBeLessThan(Number(june.nodes[0]!.cells[0]!.target));
    expect(week.horizons[1]!.cells[0]).toBe(june.nodes[0]!.cells[0]!.target);
  });
});

describe("a target with a comparison", () => {
  const put = (who: Client, nodeId: string, more: object = {}) =>
    who("PUT", "/api/single-targets", {
      metric: "aov-order",
      period: "2026",
      nodeId,
      version: 0,
      comparison: "at-least",
      value: "900000000",
      ...more,
    });
  const list = async (who: Client): Promise<Single[]> => (await who("GET", "/api/single-targets?period=2026")).json().rows;

  it("is set from above, met at its bound or beyond, and seen by whoever carries it", async () => {
    expect((await put(rep!, seat("E013"))).statusCode).toBe(404);
    expect((await put(manager!, seat("E013"), { stretch: "1000000000" })).statusCode).toBe(200);
    expect(await list(rep!)).toMatchObject([{ metric: "aov-order", outcome: "stretch", attainment: "1111111" }]);
    expect(await list(await s.signedIn("E014"))).toEqual([]);
  });

  it.each([
    ["a range that is turned", { comparison: "between", upper: "5" }, "range-turned"],
    ["a stretch value that is easier", { stretch: "5" }, "stretch-easier"],
    ["a metric nobody measures", { metric: "luck" }, "no-such-metric"],
    ["a period that is none", { period: "2026-W60" }, "not-a-period"],
  ])("%s is refused", async (_, more, refused) => expect(code(await put(director!, seat("E014"), more))).toBe(refused));

  it("a metric the company wrote itself takes one too, under the name it was given", async () => {
    const of = (measure: string) => ({ measure, filter: {}, attribution: "as-booked" });
    const written = { name: "单均额", note: "", group: "result", direction: "up", sampleMin: 1, goal: {}, shape: { kind: "ratio", above: of("signed-amount"), below: of("deal-count") } }; // prettier-ignore
    expect((await hr!("PUT", "/api/metric-definitions/x-each/draft", { written, version: 0 })).statusCode).toBe(200);
    expect((await hr!("POST", "/api/metric-definitions/x-each/publication", { validFrom: "2026-01-01", version: 1 })).statusCode).toBe(200);
    expect((await put(director!, seat("E013"), { metric: "x-each", comparison: "at-most", value: "900000000" })).statusCode).toBe(200);
    const asked = (await manager!("GET", "/api/single-targets?period=2026")).json();
    expect(asked.metrics[0]).toMatchObject({ code: "x-each", label: { values: { name: "单均额" } }, unit: "amount" });
    const [row] = (await list(rep!)).filter(({ metric }) => metric === "x-each");
    expect(row).toMatchObject({ outcome: "missed", label: { values: { name: "单均额" } }, actual: { value: "100000.0000" } });
    expect((await put(director!, seat("E013"), { metric: "x-each", version: 1, value: null })).statusCode).toBe(200);
  });

  it("written by two: the second sees what the first wrote; taken back, it is gone and its history stays", async () => {
    const late = await put(director!, seat("E013"));
    expect(late.json()).toMatchObject({ code: "version-moved", current: { value: "900000000" } });
    expect((await put(director!, seat("E013"), { version: 1, value: null })).statusCode).toBe(200);
    expect(await list(rep!)).toEqual([]);
    const kept = await s.within((tx) => tx.rows(sql`select 1 from single_targets where tenant_id = current_tenant()`));
    expect(kept).toHaveLength(4);
  });
});
