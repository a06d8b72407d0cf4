import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { addScheme } from "../appraisal/commands.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";

let company: Stage;
let manager: Client;
let rep: Client;
const seat = (code: string) => company.home.people[code]!.positionId;

beforeAll(async () => {
  company = await stage();
  manager = await company.signedIn("manager");
  rep = await company.signedIn("rep");
});
afterAll(() => company.close());

const talk = (positionId: string, change: object = {}) => ({
  id: randomUUIDv7(),
  positionId,
  heldOn: "2026-06-17",
  notes: "聊了两个卡住的商机",
  actions: [{ id: randomUUIDv7(), title: "约客户技术负责人", dueOn: "2026-06-24" }],
  ...change,
});

describe("a one-on-one", () => {
  it("is saved with its actions and the facts of the moment", async () => {
    const reply = await manager("POST", "/api/one-on-ones", talk(seat("E013")));
    expect(reply.statusCode).toBe(200);
    const saved = reply.json();
    expect(saved.actions[0]).toMatchObject({ title: "约客户技术负责人", ownerName: "张伟", isDone: false });
    expect(saved.facts.map((fact: { of: string }) => fact.of)).toContain("attainment");
  });

  it("shows to the member, with actions on the workbench", async () => {
    const page = (await rep("GET", `/api/team/${seat("E013")}`)).json();
    expect(page).toMatchObject({ name: "张伟", mayWrite: false });
    expect(page.talks[0].notes).toBe("聊了两个卡住的商机");
    const waiting = (await rep("GET", "/api/home")).json().waiting;
    expect(waiting[0]).toMatchObject({ kind: "action", title: "约客户技术负责人", dueOn: "2026-06-24" });
  });

  it.each([
    ["of a sibling team", "manager", "E015"],
    ["with oneself", "manager", "E011"],
    ["by a rep", "rep", "E014"],
    ["by finance", "finance", "E013"],
  ])("%s is answered as not found", async (_, who, code) => {
    const client = await company.signedIn(who);
    const reply = await client("POST", "/api/one-on-ones", talk(seat(code)));
    expect(reply.statusCode).toBe(404);
  });

  it.each([
    ["E014", 404],
    ["E015", 404],
    ["E013", 200],
  ])("a rep who opens the page of %s gets %i", async (code, status) => {
    expect((await rep("GET", `/api/team/${seat(code)}`)).statusCode).toBe(status);
  });

  it("of another company cannot be read", async () => {
    const stranger = company.other.people["E013"]!.positionId;
    expect((await manager("GET", `/api/team/${stranger}`)).statusCode).toBe(404);
  });

  it.each([
    ["held tomorrow", { heldOn: "2026-06-19", actions: [] }, "talk-in-future"],
    ["with an action due before it", { actions: [{ id: randomUUIDv7(), title: "补材料", dueOn: "2026-06-01" }] }, "action-before-talk"],
  ])("%s is refused and leaves nothing", async (_, change, code) => {
    const before = (await manager("GET", `/api/team/${seat("E014")}`)).json().talks.length;
    const reply = await manager("POST", "/api/one-on-ones", talk(seat("E014"), change));
    expect(reply.json().code).toBe(code);
    expect((await manager("GET", `/api/team/${seat("E014")}`)).json().talks).toHaveLength(before);
  });

  it("keeps the second of two corrections from overwriting the first", async () => {
    const saved = (await manager("POST", "/api/one-on-ones", talk(seat("E014")))).json();
    const correct = (notes: string) => manager("PATCH", `/api/one-on-ones/${saved.id}`, { version: saved.version, notes });
    expect((await correct("改一")).statusCode).toBe(200);
    const late = await correct("改二");
    expect(late.statusCode).toBe(409);
    expect((await manager("GET", `/api/team/${seat("E014")}`)).json().talks[0].notes).toBe("改一");
  });
});

describe("the weakest score line", () => {
  it("is shown for the talk and never frozen with it", async () => {
    const text = readFileSync(new URL("../../data/demo/scheme.yaml", import.meta.url), "utf8").replaceAll("from-targets", "10"); // so that every line can be scored
    await company.within((tx) => addScheme(tx, { text, validFrom: "2026-01-01", by: null }));
    const page = (await manager("GET", `/api/team/${seat("E013")}`)).json();
    expect(page.weakest.of).toBe("score-line");
    const saved = (await manager("POST", "/api/one-on-ones", talk(seat("E013")))).json();
    expect(JSON.stringify(saved.facts)).not.toContain("score-line");
  });
});

describe("an action", () => {
  it("is ticked by its owner, taken back, and every step is in the audit log", async () => {
    const saved = (await manager("POST", "/api/one-on-ones", talk(seat("E013")))).json();
    const [action] = saved.actions;
    const done = (await rep("PATCH", `/api/actions/${action.id}`, { version: action.version, isDone: true, result: "已约周五" })).json();
    expect(done).toMatchObject({ isDone: true, doneOn: expect.any(String), result: "已约周五" });
    const undone = (await rep("PATCH", `/api/actions/${action.id}`, { version: done.version, isDone: false })).json();
    expect(undone).toMatchObject({ isDone: false, doneOn: null });
    const steps = await company.within((tx) =>
      tx.rows(sql<{ action: string }>`select action from audit_log where subject_id = ${action.id} order by seq`),
    );
    expect(steps.map((step) => step.action)).toEqual(["action.done", "action.reopen"]);
  });

  it("of a colleague is not found; the manager may tick it", async () => {
    const saved = (await manager("POST", "/api/one-on-ones", talk(seat("E014")))).json();
    const [action] = saved.actions;
    const tick = { version: action.version, isDone: true };
    expect((await rep("PATCH", `/api/actions/${action.id}`, tick)).statusCode).toBe(404);
    expect((await manager("PATCH", `/api/actions/${action.id}`, tick)).statusCode).toBe(200);
  });
});

describe("the team list", () => {
  it.each([
    ["a manager", "manager", ["刘洋", "张伟"]],
    ["a director", "director", ["刘洋", "孙悦", "张伟", "李思思", "王海涛"]],
  ])("of %s holds the selling people below and not the reader", async (_, who, names) => {
    const reply = await (await company.signedIn(who))("GET", "/api/team");
    const found: string[] = reply.json().rows.map((row: { name: string }) => row.name);
    expect(found.sort()).toEqual([...names].sort());
  });
});
