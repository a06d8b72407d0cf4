import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths } from "#core/base/date.ts";
import { parseAmount } from "#core/base/money.ts";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { stage, today, type Client, type Stage } from "#test/support/company.ts";
import { addOrder } from "#test/support/small-company.ts";

type Line = {
  id: string;
  name: string;
  kind: string;
  parentId: string | null;
  year: string;
  months: string[];
  expected: string | null;
  capacity: string | null;
  held: string;
  explanation: { notes: { key: string }[]; parts: { value: { value: string } }[] };
  attainability: { flag: string } | null;
};
type Result = { lines: Line[]; notes: { key: string }[]; draft: { setId: string | null; stamp: number }; code?: string };

let s: Stage;
let [hr, manager, director]: Client[] = [];
const position = (code: string) => s.home.people[code]!.positionId;
const unit = (code: string) => s.home.units[code]!;
const weights = { history: 100, pipeline: 0, potential: 0, accounts: 0, territory: 0, headcount: 0, "working-days": 0 };
const assumptions = { total: "10000000", weights, step: "1000", ramp: [300_000, 500_000, 750_000], alignFestival: true };

/** Zhang brings 100,000 a month, Liu 50,000, Sun 30,000, Ma 20,000, for 24 months; Shan is new since 1 May 2026. */
const brings = { E013: 100_000n, E014: 50_000n, E015: 30_000n, E022: 20_000n, E012: 25_000n };

beforeAll(async () => {
  s = await stage();
  [hr, manager, director] = [await s.signedIn("hr"), await s.signedIn("manager"), await s.signedIn("director")];
  await s.within(async (tx) => {
    for (const [code, amount] of Object.entries(brings))
      for (let i = 1; i <= 24; i += 1)
        await addOrder(tx, {
          signedOn: addMonths("2026-06-10", -i),
          customerId: null,
          amount: amount * 10_000n,
          credits: { [position(code)]: 1_000_000 },
        });
    await tx.run(sql`update assignments set valid_from = '2024-01-01' where tenant_id = current_tenant()`);
    await tx.run(
      sql`update assignments set valid_from = '2026-05-01' where tenant_id = current_tenant() and position_id = ${position("E023")}`,
    );
    await rebuildRollups(tx);
  });
}, 60_000);
afterAll(() => s.close());

const preview = async (who: Client, body: object, root = "HQ", year = 2027): Promise<Result> =>
  (
    await who("POST", "/api/allocation-previews", {
      metric: "signed-amount",
      year,
      rootId: unit(root),
      assumptions: { ...assumptions, ...body },
    })
  ).json();
const of = (result: Result, code: string): Line => result.lines.find((line) => line.id === position(code))!;
const yuan = (line: Line): number => Number(line.year);

function expectConserved({ lines }: Result): void {
  for (const line of lines) {
    expect(line.months.reduce((sum, month) => sum + parseAmount(month)!, 0n)).toBe(parseAmount(line.year));
    const children = lines.filter((child) => child.parentId === line.id);
    if (children.length > 0) expect(children.reduce((sum, child) => sum + parseAmount(child.year)!, 0n)).toBe(parseAmount(line.year));
    const parts = line.explanation.parts.reduce((sum, part) => sum + parseAmount(part.value.value)!, 0n);
    expect(parts).toBe(parseAmount(line.year));
  }
}

describe("hr allocates the next year", () => {
  it("by history: twice the past is twice the target; everything adds up and explains itself", async () => {
    const result = await preview(hr!, {});
    expectConserved(result);
    expect(yuan(of(result, "E013")) / yuan(of(result, "E014"))).toBeCloseTo(2, 2);
    expect(result.lines[0]).toMatchObject({ year: "10000000.0000", held: "given" });
    expect(result.notes.map((note) => note.key)).toContain("allocation.note.calendar"); // nobody has published 2027 yet
  });

  it("a newcomer stands at the middle of the peers; who sells nothing and has no peers says so", async () => {
    const result = await preview(hr!, {});
    const shan = of(result, "E023");
    expect(shan.explanation.notes.map((note) => note.key)).toContain("allocation.note.peers");
    expect(Number(shan.expected) / Number(of(result, "E015").expected)).toBeCloseTo(40 / 30, 1); // the reps bring 100, 50, 30 and 20
    expect(of(result, "E010").explanation.notes.map((note) => note.key)).toContain("allocation.note.notPositive");
  });

  it("a leaver's target ends with him, and a seat nobody holds gets none", async () => {
    await s.within((tx) =>
      tx.run(sql`update persons set left_on = '2027-04-01' where tenant_id = current_tenant() and id = ${s.home.people["E014"]!.personId}`),
    );
    const liu = of(await preview(hr!, {}), "E014");
    expect(Number(liu.capacity)).toBeLessThan(270_000);
    expect(liu.months.slice(3).every((month) => month === "0.0000")).toBe(true);
    await s.within((tx) =>
      tx.run(sql`update persons set left_on = '2026-12-01' where tenant_id = current_tenant() and id = ${s.home.people["E014"]!.personId}`),
    );
    expect(of(await preview(hr!, {}), "E014")).toMatchObject({ year: "0.0000", held: "lock" });
    await s.within((tx) =>
      tx.run(sql`update persons set left_on = null where tenant_id = current_tenant() and id = ${s.home.people["E014"]!.personId}`),
    );
  });

  it("who moved in mid-year keeps the own past: it follows the person, not the desk", async () => {
    await s.within(async (tx) => {
      const { positionId, personId } = s.home.people["E022"]!;
      await tx.run(
        sql`update position_versions set valid_to = '2026-03-01' where tenant_id = current_tenant() and position_id = ${positionId}`,
      );
      await tx.run(
        sql`insert into position_versions (tenant_id, position_id, valid_from, title, org_unit_id) values (current_tenant(), ${positionId}, '2026-03-01', '销售代表', ${unit("TJ")})`,
      );
      expect(personId).toBeTruthy();
      await rebuildRollups(tx);
    });
    const result = await preview(hr!, {});
    const ma = of(result, "E022");
    expect(result.lines.find((line) => line.id === ma.parentId)!.name).toBe("天津团队");
    expect(Number(ma.expected) / Number(of(result, "E015").expected)).toBeCloseTo(20 / 30, 2);
  });

  it.each([
    ["a floor above what is there", { limits: [{ class: "all", floor: "5000000" }] }, "allocation-floors-exceed"],
    ["caps that leave something over", { limits: [{ class: "all", cap: "10000" }] }, "allocation-caps-miss"],
    ["a floor above its cap", { limits: [{ class: "销售代表", floor: "20000", cap: "10000" }] }, "allocation-bounds-cross"],
    ["no basis with any figure", { weights: { ...weights, history: 0, pipeline: 100 } }, "allocation-no-basis"],
    ["a total of nothing", { total: "0" }, "target-not-positive"],
  ])("%s is refused, with who and the remedy", async (_, body, code) => {
    const reply = (await preview(hr!, body)) as unknown as { code: string; remedy: string };
    expect(reply.code).toBe(code);
    expect(reply.remedy).not.toMatch(/\{\w+\}/);
  });

  it("locks that exceed the whole name who is locked", async () => {
    const reply = (await preview(hr!, { locks: [{ node: position("E013"), amount: "11000000" }] })) as unknown as {
      code: string;
      remedy: string;
      title: string;
    };
    expect([reply.code, reply.title]).toEqual(["allocation-locks-exceed", expect.stringContaining("1,000,000")]);
  });

  it("in a house without any past, heads still share, and history is said to be missing", async () => {
    const elsewhere = await s.signedIn("hr", s.other);
    const body = {
      metric: "signed-amount",
      year: 2027,
      rootId: s.other.units["HQ"],
      assumptions: { ...assumptions, weights: { ...weights, headcount: 50 } },
    };
    const result = (await elsewhere("POST", "/api/allocation-previews", body)).json<Result>();
    expect(result.notes.map((note) => note.key)).toContain("allocation.note.emptyBasis.history");
    expectConserved(result);
  });
});

describe("scenarios", () => {
  const save = (who: Client, name: string, more: object = {}, root = "HQ") => {
    const id = randomUUIDv7();
    const body = { id, metric: "signed-amount", year: 2027, rootId: unit(root), name, assumptions: { ...assumptions, ...more } };
    return who("POST", "/api/allocation-scenarios", body).then((reply) => (expect(reply.statusCode, reply.body).toBe(200), id));
  };
  const apply = async (who: Client, id: string, stamp?: number) => {
    const seen = (await who("GET", `/api/allocation-scenarios/${id}/result`)).json<Result>();
    return who("POST", `/api/allocation-scenarios/${id}/application`, { version: 1, stamp: stamp ?? seen.draft.stamp });
  };
  const tree = async () =>
    (await hr!("GET", "/api/targets?metric=signed-amount&year=2027")).json<{
      set: { id: string } | null;
      nodes: { id: string; year: string | null; version: number }[];
    }>();

  it("two people who change one scenario: the second is told, and nothing of the first is lost", async () => {
    const id = await save(hr!, "稳健");
    const change = (who: Client, name: string) =>
      who("PUT", `/api/allocation-scenarios/${id}`, { name, assumptions: { ...assumptions, total: "12000000" }, version: 1 });
    expect((await change(hr!, "进取")).statusCode).toBe(200);
    const late = await change(hr!, "保守");
    expect(late.json()).toMatchObject({ code: "version-moved", current: { name: "进取", version: 2 } });
  });

  it("one is written into a draft, all of it; taken back, the draft made for it is gone", async () => {
    const id = await save(hr!, "按业绩");
    const applied = (await apply(hr!, id)).json<{ id: string; nodes: number }>();
    const now = await tree();
    expect(now.nodes.find((node) => node.id === unit("HQ"))!.year).toBe("10000000.0000");
    expect((await hr!("POST", `/api/allocation-applications/${applied.id}/undoing`)).statusCode).toBe(200);
    expect((await tree()).set).toBeNull();
  });

  it("written over a draft it is taken back to what stood before, but not when somebody went on from it", async () => {
    const [first, second] = [await save(hr!, "甲"), await save(hr!, "乙", { total: "20000000" })];
    await apply(hr!, first);
    const before = await tree();
    const applied = (await apply(hr!, second)).json<{ id: string }>();
    expect((await hr!("POST", `/api/allocation-applications/${applied.id}/undoing`)).statusCode).toBe(200);
    expect((await tree()).nodes.map(({ id, year }) => [id, year])).toEqual(before.nodes.map(({ id, year }) => [id, year]));
    expect((await hr!("POST", `/api/allocation-applications/${applied.id}/undoing`)).json()).toMatchObject({ code: "allocation-undone" });

    const again = (await apply(hr!, second)).json<{ id: string }>();
    const { set, nodes } = await tree();
    const node = nodes.find((one) => one.id === position("E013"))!;
    await hr!("PUT", `/api/target-sets/${set!.id}/cells`, {
      nodeKind: "position",
      nodeId: node.id,
      period: "2027-07",
      amount: "5",
      version: node.version,
    });
    expect((await hr!("POST", `/api/allocation-applications/${again.id}/undoing`)).json()).toMatchObject({ code: "allocation-went-on" });
  });

  it("a draft changed since it was looked at is not overwritten (lost update)", async () => {
    const id = await save(hr!, "丙");
    expect((await apply(hr!, id, 1)).json()).toMatchObject({ code: "allocation-moved" });
  });

  it("a manager breaks down what the draft gives the team, below the team and not for the own seat", async () => {
    const given = (await tree()).nodes.find((node) => node.id === unit("SH"))!.year;
    const own = (await tree()).nodes.find((node) => node.id === position("E011"))!.year;
    const id = await save(manager!, "上海", { total: "1" }, "SH");
    const reply = await apply(manager!, id);
    expect(reply.statusCode, reply.body).toBe(200);
    const after = (await tree()).nodes;
    expect(after.find((node) => node.id === unit("SH"))!.year).toBe(given);
    expect(after.find((node) => node.id === position("E011"))!.year).toBe(own);
    expect((await preview(manager!, {}, "HZ")).code).toBe("not-found");
    expect((await preview(director!, {}, "SH")).lines[0]!.year).toBe(given);
  });

  it("everything written is in the audit log", async () => {
    const rows = await s.within((tx) =>
      tx.rows(
        sql<{
          action: string;
        }>`select distinct action from audit_log where tenant_id = current_tenant() and action like 'allocation.%' order by 1`,
      ),
    );
    expect(rows.map((row) => row.action)).toEqual(["allocation.apply", "allocation.change", "allocation.save", "allocation.undo"]);
    expect(today).toBe("2026-06-18");
  });
});
