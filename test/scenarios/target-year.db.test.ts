import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { publishTargets } from "#test/support/targets.ts";

type Node = { id: string; code: string; version: number; months: (string | null)[]; year: string | null; gap: string | null };
type Tree = { set: { id: string; version: number; state: string }; nodes: Node[] };
type Changes = {
  rows: { id: string; state: string; mayDecide: boolean; present: string; amount: string | null }[];
  orphans: { nodeId: string; name: string; left: string; successors: { nodeId: string; name: string }[] }[];
};
let s: Stage;
let [hr, director, manager, rep]: Client[] = [];
beforeAll(async () => {
  s = await stage();
  [hr, director, manager, rep] = await Promise.all(["hr", "director", "manager", "rep"].map((who) => s.signedIn(who)));
});
afterAll(() => s.close());

const seat = (code: string): string => s.home.people[code]!.positionId;
const code = (reply: { json(): { code?: string } }): string | undefined => reply.json().code;
const tree = async (who = hr!, more = ""): Promise<Tree> => (await who("GET", `/api/targets?year=2026${more}`)).json();
const node = async (of: string, more = ""): Promise<Node> => (await tree(hr, more)).nodes.find((one) => one.id === of)!;
const changes = async (who: Client): Promise<Changes> => (await who("GET", "/api/target-changes?year=2026")).json();
const about = { metric: "signed-amount", year: 2026 };
const ask = (who: Client, body: object) =>
  who("POST", "/api/target-changes", { id: randomUUIDv7(), ...about, reason: "两个客户停产", ...body });
const decide = (who: Client, id: string, kind = "approved", reason = "") =>
  who("POST", `/api/target-changes/${id}/decision`, { kind, reason });
const itIs = (day: string) => s.within((tx) => tx.run(sql`update tenants set today_fixed = ${day} where id = current_tenant()`));

describe("a year of targets", () => {
  it("January: the year is broken down and published", async () => {
    const { id } = (await hr!("POST", "/api/target-sets", about)).json<{ id: string }>();
    const how = {
      rootKind: "unit",
      rootId: s.home.units["HQ"],
      nodes: "equal",
      phasing: "equal",
      step: "1",
      amount: "12000000",
      version: 0,
    };
    await hr!("POST", `/api/target-sets/${id}/decomposition`, how);
    expect((await publishTargets(s, id)).statusCode).toBe(200);
  });

  it("June: a rep asks for less from August on, sees what it does to team and region first, and cannot reach back", async () => {
    const me = seat("E013");
    const before = await node(me);
    const change = { kind: "adjust", nodeId: me, effectiveFrom: "2026-08-01", amount: "100000" };
    expect(code(await ask(rep!, { ...change, effectiveFrom: "2026-05-01" }))).toBe("change-in-past");
    expect(code(await ask(rep!, { ...change, amount: undefined }))).toBe("change-incomplete");
    const effect = (await rep!("POST", "/api/target-changes/preview", { ...about, ...change })).json<{
      gaps: { name: string; after: string }[];
    }>();
    expect(effect.gaps.map(({ name }) => name)).toEqual(["上海团队", "华东大区", "恒远科技"]);
    expect((await ask(rep!, change)).statusCode).toBe(200);
    expect(code(await rep!("POST", `/api/target-changes/preview`, { ...about, ...change, nodeId: seat("E014") }))).toBe("not-found");
    expect(code(await rep!("POST", `/api/target-changes/preview`, { ...about, ...change, amount: "0" }))).toBe("target-not-positive");
    expect(await node(me)).toEqual(before);
  });

  it("the manager approves: a new version counts from August, earlier months and the old version stay, the team's gap shows", async () => {
    const me = seat("E013");
    const [old, before] = [(await tree()).set, await node(me)];
    const [open] = (await changes(manager!)).rows;
    expect(open).toMatchObject({ state: "open", mayDecide: true });
    expect(code(await decide(manager!, open!.id, "declined"))).toBe("reason-missing");
    expect((await decide(manager!, open!.id)).statusCode).toBe(200);
    expect(code(await decide(manager!, open!.id))).toBe("change-decided");
    const after = await node(me);
    expect(after.months.slice(0, 7)).toEqual(before.months.slice(0, 7));
    expect(after.months.slice(7)).toEqual(["20000.0000", "20000.0000", "20000.0000", "20000.0000", "20000.0000"]);
    expect(Number((await node(s.home.units["SH"]!)).gap)).toBeGreaterThan(0);
    expect((await node(me, `&setId=${old.id}`)).months).toEqual(before.months);
  });

  it("who asked does not approve; a manager's own number is decided above", async () => {
    const own = { kind: "adjust", nodeId: seat("E011"), effectiveFrom: "2026-09-01", amount: "1000" };
    expect((await ask(manager!, own)).statusCode).toBe(200);
    const { id, mayDecide } = (await changes(manager!)).rows[0]!;
    expect(mayDecide).toBe(false);
    expect((await decide(manager!, id)).statusCode).toBe(404);
    expect((await decide(director!, id, "declined", "年底再看")).statusCode).toBe(200);
    expect((await ask(hr!, own)).statusCode).toBe(200);
    expect(code(await decide(hr!, (await changes(hr!)).rows[0]!.id))).toBe("own-change");
  });

  it("July: the rep leaves; his months ahead stand as orphaned and are spread over the team exactly, a draft in the making follows", async () => {
    const { personId, positionId } = s.home.people["E013"]!;
    const { id: draft } = (await hr!("POST", "/api/target-sets", about)).json<{ id: string }>();
    expect((await hr!("POST", `/api/people/${personId}/leaving`, { version: 1, on: "2026-06-30" })).statusCode).toBe(200);
    await itIs("2026-07-02");
    const { orphans } = await changes(manager!);
    expect(orphans.map(({ nodeId, name }) => [nodeId, name])).toEqual([[positionId, "张伟"]]);
    const months = async (): Promise<bigint[]> => {
      const rows = await s.within((tx) =>
        tx.rows(sql<{ sum: bigint }>`
          select sum(t.amount)::bigint as sum from targets t join target_set_publications p on p.tenant_id = t.tenant_id and p.set_id = t.set_id
          join target_sets s on s.tenant_id = t.tenant_id and s.id = t.set_id
          where t.tenant_id = current_tenant() and t.node_kind = 'position'
            and s.version = (select max(x.version) from target_sets x join target_set_publications y on y.tenant_id = x.tenant_id and y.set_id = x.id where x.tenant_id = current_tenant())
          group by t.period order by t.period`),
      );
      return rows.map((row) => row.sum);
    };
    const whole = await months();
    expect((await ask(manager!, { kind: "spread", nodeId: positionId, effectiveFrom: "2026-07-01" })).statusCode).toBe(200);
    const open = (await changes(director!)).rows.find(({ mayDecide }) => mayDecide)!;
    expect((await decide(director!, open.id)).statusCode).toBe(200);
    expect(await months()).toEqual(whole);
    expect((await changes(manager!)).orphans).toEqual([]);
    const drafted = await tree(hr, "&view=draft");
    expect(drafted.set).toMatchObject({ id: draft, state: "draft" });
    expect(drafted.nodes.find(({ id }) => id === seat("E014"))!.months).toEqual((await node(seat("E014"))).months);
  });
});

describe("the strategy", () => {
  const themes = [{ name: "新客户", aim: "新增五十家", metrics: [{ metric: "new-customers", weight: 40 }, { metric: "signed-amount", weight: 60 }] }]; // prettier-ignore
  const write = (who: Client, version: number, more: object = {}) =>
    who("PUT", "/api/strategy", { year: 2026, version, vision: "三年内做到行业前三", themes, ...more });

  it("is written by a director, read by every rep, and two who write at once are told apart", async () => {
    expect((await write(manager!, 0)).statusCode).toBe(404);
    expect(code(await write(director!, 0, { themes: [{ ...themes[0], metrics: [{ metric: "new-customers", weight: 40 }] }] }))).toBe(
      "weights-not-whole",
    );
    expect((await write(director!, 0)).statusCode).toBe(200);
    expect(code(await write(hr!, 0))).toBe("version-moved");
    const colleague = await s.signedIn("E014");
    const shown = (await colleague("GET", "/api/strategy?year=2026")).json<{
      vision: string;
      cascade: { levels: { name: string; attainment: string | null }[] }[];
    }>();
    expect(shown.vision).toBe("三年内做到行业前三");
    expect(shown.cascade[0]!.levels.map(({ name }) => name)).toEqual(["刘洋", "上海团队", "华东大区", "恒远科技"]);
  });

  it("shows no attainment of a small team to those below it: a colleague's result could be told from it", async () => {
    const other = await s.signedIn("E015"); // Hangzhou: two sellers
    const { cascade } = (await other("GET", "/api/strategy?year=2026")).json<{
      cascade: { levels: { name: string; attainment: string | null }[] }[];
    }>();
    const [, team, region] = cascade[0]!.levels;
    expect([team!.attainment, region!.attainment === null]).toEqual([null, false]);
  });
});

describe("long-term goals", () => {
  type Year = { year: number; target: string | null; goal: string | null; actual: string | null; path: string | null; gap: string | null };
  type Page = { version: number; vision: string; goals: object[]; horizons: { metric: string; unit: string; years: Year[] }[] };
  const goals = [{ metric: "signed-amount", year: 2028, amount: "90000000" }];
  const read = async (who: string) => (await (await s.signedIn(who))("GET", "/api/strategy?year=2026")).json<Page>();
  const write = async (more: object) => {
    const { version, vision } = await read("E010");
    return director!("PUT", "/api/strategy", { year: 2026, version, vision, themes: [], ...more });
  };

  it("two for the same metric and year are refused, and nothing is written", async () => {
    expect(code(await write({ goals: [...goals, ...goals] }))).toBe("goal-twice");
    expect((await read("E010")).goals).toEqual([]);
  });

  it("stand beside the published target; where nothing was reached yet the path starts from this year's target", async () => {
    expect((await write({ goals })).statusCode).toBe(200);
    const { horizons } = await read("E001");
    expect(horizons.map(({ metric, unit }) => [metric, unit])).toEqual([["signed-amount", "amount"]]);
    const [now, next, last] = horizons[0]!.years.filter(({ year }) => year >= 2026);
    const target = Number(now!.target);
    expect([now!.path, next!.path, last!.path, last!.goal].map((one) => (one === null ? null : Number(one)))).toEqual([
      null,
      Number(((target + 90_000_000) / 2).toFixed(4)),
      90_000_000,
      90_000_000,
    ]);
  });

  it("everybody sees the goal; what was reached and the path back to it only who reaches the whole company", async () => {
    const { years } = (await read("E014")).horizons[0]!;
    expect(years.at(-1)).toMatchObject({ year: 2028, goal: "90000000.0000" });
    expect(years.every(({ actual, path, gap }) => actual === null && path === null && gap === null)).toBe(true);
  });

  it("a version written without goals has none", async () => {
    expect((await write({})).statusCode).toBe(200);
    expect((await read("E001")).horizons).toEqual([]);
  });
});
