import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, today, type Client, type Stage } from "#test/support/company.ts";

let s: Stage;
let hr: Client;
beforeAll(async () => {
  s = await stage();
  hr = await s.signedIn("hr");
});
afterAll(() => s.close());

const versionOf = async (who: string): Promise<number> => (await hr("GET", `/api/people/${personOf(who)}`)).json().person.version;
const move = async (who: string, to: object = post) =>
  hr("POST", `/api/people/${personOf(who)}/transfers`, { version: await versionOf(who), ...to });
const dismiss = async (who: string, on: string) =>
  hr("POST", `/api/people/${personOf(who)}/leaving`, { version: await versionOf(who), on });
const code = (reply: { json(): { code: string } }): string => reply.json().code;
const personOf = (who: string): string => s.home.people[who]!.personId;
const post = { title: "高级销售代表", unit: "HZ", manager: "E012", role: "rep", from: "2026-07-01" };

describe("a person", () => {
  it("is hired onto a post from a day on", async () => {
    const reply = await hr("POST", "/api/people", { code: "E099", name: "诸葛亮亮", ...post, from: "2026-06-01" });
    const record = (await hr("GET", `/api/people/${reply.json().id}`)).json();
    expect(record).toMatchObject({
      person: { name: "诸葛亮亮", unitName: "杭州团队" },
      roles: [{ role: "rep", unitName: "杭州团队" }],
      hasUser: false,
    });
    expect(record.posts).toMatchObject([{ from: "2026-06-01", to: null, managerName: "李思思", unitCode: "HZ" }]);
    expect(code(await hr("POST", "/api/people", { code: "E099", name: "别人", ...post }))).toBe("code-taken");
  });

  it.each([["zgll"], ["zhugeliang"], ["诸葛"], ["e099"]])("is found by %s", async (q) => {
    expect((await hr("GET", `/api/people?q=${encodeURIComponent(q)}`)).json().rows).toMatchObject([{ code: "E099" }]);
  });

  it("moves to another team from a day on; what was before stays", async () => {
    const record = (await move("E013")).json();
    expect(record.posts).toMatchObject([
      { from: "2026-07-01", to: null, unitCode: "HZ", title: "高级销售代表" },
      { to: "2026-07-01", unitCode: "SH" },
    ]);
  });

  it("is not sent to a unit or manager that does not exist, and nothing is half written", async () => {
    const unknown = await move("E014", { ...post, unit: "NOWHERE" });
    expect([unknown.statusCode, unknown.json().title]).toEqual([422, "没有部门 NOWHERE"]);
    expect((await hr("GET", `/api/people/${personOf("E014")}`)).json().posts).toHaveLength(1);
  });

  it("leaves: out at once everywhere, the post is free, the login shut (D15)", async () => {
    const rep = await s.signedIn("E022");
    const record = (await dismiss("E022", today)).json();
    expect(record).toMatchObject({ person: { leftOn: today }, posts: [{ to: today }] });
    expect((await rep("GET", "/api/me")).statusCode).toBe(401);
    const listed = (await hr("GET", "/api/people?q=E022")).json().rows;
    expect(listed).toEqual([]);
    expect((await hr("GET", "/api/people?q=E022&left=yes")).json().rows).toHaveLength(1);
  });

  it("leaves on a day to come: works until then, and is out when the day has come", async () => {
    const rep = await s.signedIn("E023");
    await dismiss("E023", "2026-06-19");
    expect((await rep("GET", "/api/me")).statusCode).toBe(200);
    await s.within((tx) => tx.run(sql`update tenants set today_fixed = '2026-06-19' where id = current_tenant()`));
    expect((await rep("GET", "/api/me")).statusCode).toBe(401);
    await s.within((tx) => tx.run(sql`update tenants set today_fixed = ${today} where id = current_tenant()`));
    expect((await rep("GET", "/api/me")).statusCode).toBe(200);
  });

  it("nobody moves or dismisses himself (D10)", async () => {
    for (const reply of [await move("E002"), await dismiss("E002", today)]) expect(code(reply)).toBe("not-on-yourself");
  });

  it("moved by two at once: one move counts, the other is told (C1)", async () => {
    const version = await versionOf("E015");
    const moves = ["2026-08-01", "2026-09-01"].map((from) =>
      hr("POST", `/api/people/${personOf("E015")}/transfers`, { ...post, unit: "BJ", manager: "E021", version, from }),
    );
    expect((await Promise.all(moves)).map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
    const late = await hr("POST", `/api/people/${personOf("E015")}/leaving`, { version, on: "2026-12-01" });
    expect(code(late)).toBe("version-moved");
  });

  it("corrected by two: the second is told (C1)", async () => {
    const { version } = (await hr("GET", `/api/people/${personOf("E015")}`)).json().person;
    expect((await hr("PATCH", `/api/people/${personOf("E015")}`, { version, phone: "13800000001" })).statusCode).toBe(200);
    const late = await hr("PATCH", `/api/people/${personOf("E015")}`, { version, phone: "13900000002" });
    expect([late.statusCode, late.json().current.phone]).toEqual([409, "13800000001"]);
  });

  it("is seen by his own team and above, not by the neighbours", async () => {
    const manager = await s.signedIn("manager");
    expect((await manager("GET", `/api/people/${personOf("E014")}`)).statusCode).toBe(200);
    expect((await manager("GET", `/api/people/${personOf("E023")}`)).statusCode).toBe(404);
    const codes = (await manager("GET", "/api/people")).json().rows.map((row: { code: string }) => row.code);
    expect(codes).toEqual(["E011", "E013", "E014"]);
    const north = (await hr("GET", "/api/organisation")).json().units.find((unit: { code: string }) => unit.code === "TJ");
    expect((await manager("GET", `/api/units/${north.id}`)).json().members).toEqual([]);
  });
});

describe("a unit", () => {
  const unitOf = async (unit: string, on = today) =>
    (await hr("GET", `/api/organisation?on=${on}`)).json().units.find((one: { code: string }) => one.code === unit);

  it("gets another name and another parent from a day on; the old chart stays readable", async () => {
    const { id, version } = await unitOf("HZ");
    const change = { version, name: "杭州一部", kind: "team", parent: "NORTH", from: "2026-09-01" };
    await hr("POST", `/api/units/${id}/changes`, change);
    expect(await unitOf("HZ", "2026-08-31")).toMatchObject({ name: "杭州团队", parentId: s.home.units.EAST });
    expect(await unitOf("HZ", "2026-09-01")).toMatchObject({ name: "杭州一部", parentId: s.home.units.NORTH });
  });

  it("changed by two at once: one change counts, the other is told (C1)", async () => {
    const { id, version } = await unitOf("TJ");
    const changes = ["天津一部", "天津二部"].map((name) =>
      hr("POST", `/api/units/${id}/changes`, { version, name, kind: "team", parent: "NORTH", from: "2026-09-01" }),
    );
    const replies = await Promise.all(changes);
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
    expect(replies.find((reply) => reply.statusCode === 409)!.json()).toMatchObject({
      code: "version-moved",
      current: { code: "TJ", version: version + 1 },
    });
  });

  it("cannot hang below itself", async () => {
    const { id, version } = await unitOf("EAST");
    const reply = await hr("POST", `/api/units/${id}/changes`, {
      version,
      name: "华东大区",
      kind: "region",
      parent: "SH",
      from: "2026-10-01",
    });
    expect([reply.statusCode, reply.json().title]).toEqual([422, "上级部门绕成了圈"]);
    expect(await unitOf("EAST", "2026-10-01")).toMatchObject({ parentId: s.home.units.HQ });
  });

  it("closure = the displayed tree on any day after random moves (D13)", async () => {
    const movable = ["EAST", "NORTH", "SH", "HZ", "BJ", "TJ"];
    const moves = fc.array(
      fc.record({ unit: fc.constantFrom(...movable), parent: fc.constantFrom("HQ", ...movable), day: fc.integer({ min: 1, max: 28 }) }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        for (const { unit, parent, day } of list) {
          const { id, name, kind, version } = await unitOf(unit);
          await hr("POST", `/api/units/${id}/changes`, { version, name, kind, parent, from: `2027-01-${String(day).padStart(2, "0")}` });
        }
        for (const on of ["2026-06-18", "2027-01-01", "2027-01-14", "2027-02-01"])
          expect(await closureOn(on), on).toEqual(await treeOn(on));
      }),
      { numRuns: 15 },
    );
  });

  async function closureOn(on: string): Promise<string[]> {
    const rows = await s.within((tx) =>
      tx.rows(sql<{ pair: string }>`
      select ancestor_id || ' ' || descendant_id as pair from org_closure
      where tenant_id = current_tenant() and valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)`),
    );
    return rows.map((row) => row.pair).sort();
  }

  async function treeOn(on: string): Promise<string[]> {
    const units: { id: string; parentId: string | null }[] = (await hr("GET", `/api/organisation?on=${on}`)).json().units;
    const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
    const pairs: string[] = [];
    for (const { id } of units) for (let above: string | null = id; above; above = parents.get(above) ?? null) pairs.push(`${above} ${id}`);
    return pairs.sort();
  }
});

describe("the calendar", () => {
  it("knows 2026 with its make-up days, and says that 2027 is missing", async () => {
    const year = (await hr("GET", "/api/calendar/2026")).json();
    expect(year.days).toContainEqual({ day: "2026-10-01", kind: "off", name: "国庆节" });
    expect(year.days.some((day: { kind: string }) => day.kind === "work")).toBe(true);
    expect(year).toMatchObject({ source: "chinese-days 1.5.7", nextMissing: 2027 });
    expect(code(await hr("POST", "/api/calendar/2027/seed"))).toBe("calendar-not-published");
  });

  it("is edited day by day, and a make-up day counts", async () => {
    const { version, workingDays } = (await hr("GET", "/api/calendar/2027")).json();
    const after = (await hr("PUT", "/api/calendar/2027/days/2027-01-02", { kind: "work", name: "调休", version })).json();
    expect(after.workingDays[0].count).toBe(workingDays[0].count + 1);
    expect(code(await hr("PUT", "/api/calendar/2027/days/2027-01-03", { kind: "off", version }))).toBe("version-moved");
    expect(code(await hr("PUT", "/api/calendar/2027/days/2026-01-03", { kind: "off", version: after.version }))).toBe("day-of-other-year");
    expect(
      (await (await s.signedIn("rep"))("PUT", "/api/calendar/2027/days/2027-01-03", { kind: "off", version: after.version })).statusCode,
    ).toBe(404);
  });
});

describe("settings", () => {
  it("are the administrator's; two at once are told apart", async () => {
    const admin = await s.signedIn("admin");
    const { version } = (await admin("GET", "/api/settings")).json();
    expect((await admin("PATCH", "/api/settings", { version, rankVisibility: "team" })).json()).toMatchObject({
      rankVisibility: "team",
      version: version + 1,
    });
    expect(code(await admin("PATCH", "/api/settings", { version, rankVisibility: "all" }))).toBe("version-moved");
    expect((await hr("PATCH", "/api/settings", { version: version + 1, name: "X" })).statusCode).toBe(404);
  });

  it("the fiscal year cannot move under targets that are named by it", async () => {
    await hr("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 });
    const admin = await s.signedIn("admin");
    const { version } = (await admin("GET", "/api/settings")).json();
    expect(code(await admin("PATCH", "/api/settings", { version, fiscalStartMonth: 4 }))).toBe("fiscal-year-in-use");
  });
});
