import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitTable } from "../imports/commit.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";

type Deal = { id: string; version: number; stage: string; timeline: { kind: string; field: string | null; stage: string | null; before: string | null; after: string | null; by: string | null }[]; split: { person: string; sharePpm: number }[] }; // prettier-ignore
let s: Stage;
let rep: Client;
let manager: Client;

const stages = { header: ["stage", "place", "kind", "probability"], rows: [["接触", "1", "", "10%"], ["方案", "2", "", "40%"], ["赢单", "3", "won", "100%"], ["输单", "4", "lost", "0%"]] }; // prettier-ignore
const pipeline = ["code", "name", "owner", "stage", "amount", "created_on", "expected_on", "changed_on"];
const row = (code: string, owner: string, at = "接触", amount = "1000", expected = "2026-07-31", changed = "2026-05-04") => [code, `${code} 项目`, owner, at, amount, "2026-05-04", expected, changed]; // prettier-ignore

beforeAll(async () => {
  s = await stage();
  rep = await s.signedIn("rep");
  manager = await s.signedIn("manager");
  await s.within(async (tx) => {
    await commitTable(tx, "deal-stages", stages);
    await commitTable(tx, "opportunities", {
      header: pipeline,
      rows: [row("D1", "E013"), row("D2", "E013"), row("D3", "E014"), row("D4", "E022"), row("D5", "E013"), row("D6", "E013")],
    });
  });
});
afterAll(() => s.close());

const idOf = async (code: string): Promise<string> =>
  (await s.within((tx) => tx.row(sql<{ id: string }>`select id from deals where tenant_id = current_tenant() and code = ${code}`)))!.id;
const dealOf = async (client: Client, code: string): Promise<Deal> => (await client("GET", `/api/deals/${await idOf(code)}`)).json();
const codeOf = (reply: { json<T>(): T }) => reply.json<{ code: string }>().code;

describe("a change of a deal", () => {
  it("writes what moved into its history, and nothing for what stayed", async () => {
    const before = await dealOf(rep, "D1");
    const body = {
      version: before.version,
      stage: "方案",
      amount: "1500",
      expectedOn: "2026-08-31",
      category: "best-case",
      nextStep: "送样品",
    };
    const after = (await rep("PATCH", `/api/deals/${before.id}`, body)).json<Deal>();
    expect(after).toMatchObject({ stage: "方案", amount: "1500.0000", pushes: 1, nextStep: "送样品", category: "best-case" });
    expect(after.timeline.filter((h) => h.kind === "change").map(({ field, before: was, after: is, by }) => [field, was, is, by]).toSorted()).toEqual([
      ["amount", "1000.0000", "1500.0000", "张伟"],
      ["category", "pipeline", "best-case", "张伟"],
      ["expected_on", "2026-07-31", "2026-08-31", "张伟"],
    ]); // prettier-ignore
    expect(after.timeline.filter((h) => h.kind === "move").map((h) => h.stage)).toEqual(["方案", "接触"]);
    const again = (await rep("PATCH", `/api/deals/${before.id}`, { version: after.version, stage: "方案" })).json<Deal>();
    expect(again.timeline).toEqual(after.timeline);
    expect(again.version).toBe(after.version);
  });

  it("is refused to whoever lost the race, with the record as it stands; nothing of it is written", async () => {
    const { id, version } = await dealOf(rep, "D2");
    expect((await manager("PATCH", `/api/deals/${id}`, { version, amount: "700" })).statusCode).toBe(200);
    const late = await rep("PATCH", `/api/deals/${id}`, { version, amount: "900", stage: "方案" });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ code: "version-moved", current: { amount: "700.0000", stage: "接触" } });
    expect((await dealOf(rep, "D2")).timeline.filter((h) => h.kind === "move")).toHaveLength(1);
  });

  it.each([
    ["a stage nobody has named", { stage: "幻想" }, "deal-stage-unknown"],
    ["won by the back door", { stage: "赢单" }, "deal-stage-unknown"],
    ["below zero", { amount: "-1" }, "deal-amount-negative"],
    ["a split of 90 %", { split: [{ person: "E013", sharePpm: 900_000 }] }, "deal-split-refused"],
    [
      "one person twice",
      {
        split: [
          { person: "E013", sharePpm: 500_000 },
          { person: "E013", sharePpm: 500_000 },
        ],
      },
      "deal-split-refused",
    ],
    ["to somebody out of reach", { owner: "E022" }, "deal-owner-refused"],
  ] as const)("refuses %s", async (_, patch, code) => {
    const { id, version } = await dealOf(rep, "D5");
    expect(codeOf(await rep("PATCH", `/api/deals/${id}`, { version, ...patch }))).toBe(code);
  });

  it("shares a deal to exactly 100 %, and whoever shares it sees it and does not write it", async () => {
    const { id, version } = await dealOf(rep, "D5");
    const split = [{ person: "E013", sharePpm: 666_667 }, { person: "E022", sharePpm: 333_333 }]; // prettier-ignore
    const shared = (await rep("PATCH", `/api/deals/${id}`, { version, split })).json<Deal>();
    expect(shared.split.reduce((sum, one) => sum + one.sharePpm, 0)).toBe(1_000_000);
    const partner = await s.signedIn("E022");
    expect((await partner("GET", `/api/deals/${id}`)).json()).toMatchObject({ code: "D5", mayWrite: false });
    expect(codeOf(await partner("PATCH", `/api/deals/${id}`, { version: shared.version, amount: "1" }))).toBe("not-found");
  });

  it("a manager hands it on inside the team, and the share goes along", async () => {
    const { id, version } = await dealOf(manager, "D3");
    const moved = (await manager("PATCH", `/api/deals/${id}`, { version, owner: "E013" })).json<Deal>();
    expect(moved).toMatchObject({ owner: "张伟", split: [{ person: "E013", sharePpm: 1_000_000 }] });
    expect(moved.timeline.find((h) => h.field === "owner")).toMatchObject({ before: "刘洋", after: "张伟", by: "王海涛" });
    expect(codeOf(await manager("PATCH", `/api/deals/${await idOf("D4")}`, { version: 1, amount: "1" }))).toBe("not-found");
  });
});

describe("closing", () => {
  const close = async (client: Client, code: string, body: object) => {
    const { id, version } = await dealOf(client, code);
    return client("POST", `/api/deals/${id}/closing`, { version, closedOn: "2026-06-17", ...body });
  };

  it.each([
    ["no kind", { outcome: "lost", lostReasons: ["价格"] }, "deal-loss-incomplete"],
    ["no reason", { outcome: "lost", lostKind: "no-decision" }, "deal-loss-incomplete"],
    ["a competitor without a name", { outcome: "lost", lostKind: "competitor", lostReasons: ["价格"] }, "deal-loss-incomplete"],
    ["tomorrow", { outcome: "won", closedOn: "2026-06-19" }, "deal-close-day"],
    ["before it was known", { outcome: "won", closedOn: "2026-05-01" }, "deal-close-day"],
  ])("is refused with %s", async (_, body, code) => expect(codeOf(await close(rep, "D6", body))).toBe(code));

  it("ends the history on the day it was closed, and what is closed stays until reopened", async () => {
    const lost = (await close(rep, "D6", { outcome: "lost", lostKind: "competitor", lostReasons: ["价格", "交付周期"], competitor: "甲方科技" })).json<Deal>(); // prettier-ignore
    expect(lost).toMatchObject({
      outcome: "lost",
      stage: "输单",
      closedOn: "2026-06-17",
      stageSince: "2026-06-17",
      lostReasons: ["价格", "交付周期"],
    });
    expect(codeOf(await rep("PATCH", `/api/deals/${lost.id}`, { version: lost.version, amount: "1" }))).toBe("deal-closed");
    const open = (await rep("POST", `/api/deals/${lost.id}/reopening`, { version: lost.version, stage: "方案" })).json<Deal>();
    expect(open).toMatchObject({ outcome: "open", closedOn: null, lostReasons: [] });
    expect(open.timeline.filter((h) => h.kind === "move").map((h) => h.stage)).toEqual(["方案", "输单", "接触"]);
  });
});

describe("what was done", () => {
  it("is noted once, for the author's post, and not for a day to come", async () => {
    const id = await idOf("D1");
    const body = { id: randomUUIDv7(), kind: "visit", outcome: "同意试用" };
    await rep("POST", `/api/deals/${id}/activities`, body);
    await rep("POST", `/api/deals/${id}/activities`, body);
    const noted = (await dealOf(rep, "D1")).timeline.filter((h) => h.kind === "activity");
    expect(noted).toMatchObject([{ activity: "visit", text: "同意试用", by: "张伟" }]);
    expect(codeOf(await rep("POST", `/api/deals/${id}/activities`, { ...body, id: randomUUIDv7(), doneOn: "2026-06-19" }))).toBe(
      "activity-day",
    );
  });
});

describe("the same file later", () => {
  it("tells what changed since: a move on the day it names; undone, the history is as before", async () => {
    const loaded = async () => (await dealOf(manager, "D2")).timeline;
    const before = await loaded();
    await s.within((tx) =>
      commitTable(tx, "opportunities", { header: pipeline, rows: [row("D2", "E013", "方案", "700", "2026-09-30", "2026-06-10")] }),
    );
    const after = await loaded();
    expect(after.filter((h) => h.kind === "move").map((h) => h.stage)).toEqual(["方案", "接触"]);
    expect(after.filter((h) => h.field === "expected_on")).toMatchObject([{ before: "2026-07-31", after: "2026-09-30" }]);
    expect(after.length).toBe(before.length + 2);
  });

  it("a stage the pipeline lacks is added as an open one, and said once", async () => {
    const { problems } = await s.within((tx) =>
      commitTable(tx, "opportunities", { header: pipeline, rows: [row("D7", "E013", "试点"), row("D8", "E013", "试点")] }),
    );
    expect(problems.filter((p) => p.field === "stage").map((p) => [p.code, p.severity])).toEqual([["stage-added", "warning"]]);
    const board = (await rep("GET", "/api/deal-board")).json<{ columns: { name: string; count: number; kind: string }[] }>();
    expect(board.columns.at(-1)).toMatchObject({ name: "试点", kind: "open", count: 2 });
  });

  it("a history file replaces what was known up to its last day, twice the same", async () => {
    const table = { header: ["deal", "on", "stage", "field", "before", "after"], rows: [["D7", "2026-05-04", "接触", "", "", ""], ["D7", "2026-05-20", "试点", "", "", ""], ["D7", "2026-05-12", "", "金额", "800", "1,000.00"]] }; // prettier-ignore
    const first = await s.within((tx) => commitTable(tx, "deal-history", table));
    const second = await s.within((tx) => commitTable(tx, "deal-history", table));
    expect([first.counts.changed, second.counts.same]).toEqual([3, 3]);
    const { timeline } = await dealOf(rep, "D7");
    expect(timeline.map((h) => [h.kind, h.stage ?? h.after])).toEqual([["move", "试点"], ["change", "1000.0000"], ["move", "接触"]]); // prettier-ignore
  });
});

describe("the list", () => {
  it("narrows, sorts and adds up what is in reach", async () => {
    const list = async (client: Client, query: string) => (await client("GET", `/api/deals?${query}`)).json<{ rows: { code: string }[]; totals: object | null; next: string | null }>(); // prettier-ignore
    const first = await list(manager, "sort=-amount&limit=2&outcome=open");
    expect(first.totals).toMatchObject({ count: 7 });
    const second = await list(manager, `sort=-amount&limit=200&outcome=open&cursor=${encodeURIComponent(first.next!)}`);
    const codes = [...first.rows, ...second.rows].map((one) => one.code);
    expect(new Set(codes)).toEqual(new Set(["D1", "D2", "D3", "D5", "D6", "D7", "D8"]));
    expect(codes[0]).toBe("D1");
    expect((await list(manager, "pushed=1")).rows.map((one) => one.code)).toEqual(["D1", "D2"]);
    expect((await list(manager, "closingFrom=2026-08-01&closingTo=2026-10-01")).rows).toHaveLength(2);
    expect((await list(rep, "cursor=nonsense")).rows.length).toBeGreaterThan(0);
  });
});

describe("a new deal", () => {
  const written = () => ({ id: randomUUIDv7(), name: "东方医院 一期", amount: "88000", expectedOn: "2026-09-30", nextStep: "约演示" });

  it("belongs to whoever wrote it down, enters the first stage today, and is one deal however often it is sent", async () => {
    const body = written();
    const first = await rep("POST", "/api/deals", body);
    expect(first.json()).toMatchObject({ name: "东方医院 一期", stage: "接触", outcome: "open", amount: "88000.0000", category: "pipeline", owner: "张伟", version: 1 }); // prettier-ignore
    expect(first.json<Deal>().split).toMatchObject([{ person: "E013", sharePpm: 1_000_000 }]);
    expect(first.json<Deal>().timeline.map(({ kind, stage }) => [kind, stage])).toEqual([["move", "接触"]]);
    expect((await rep("POST", "/api/deals", body)).json()).toEqual(first.json());
    expect((await manager("POST", "/api/deals", { ...written(), owner: "E014", stage: "方案" })).json()).toMatchObject({ stage: "方案" });
  });

  it("sent again by somebody out of its reach is not there for them", async () => {
    const body = { ...written(), owner: "E022" };
    const hr = await s.signedIn("hr");
    expect((await hr("POST", "/api/deals", body)).statusCode).toBe(200);
    expect((await rep("POST", "/api/deals", { ...body, owner: undefined })).statusCode).toBe(404);
  });

  it.each([
    ["a stage nobody has named", { stage: "幻想" }, "deal-stage-unknown"],
    ["won from the beginning", { stage: "赢单" }, "deal-stage-unknown"],
    ["below zero", { amount: "-1" }, "deal-amount-negative"],
    ["for somebody out of reach", { owner: "E022" }, "deal-owner-refused"],
    ["for a customer nobody knows", { customer: "KH-没有" }, "deal-customer-unknown"],
  ] as const)("is refused: %s", async (_, change, code) => {
    const body = { ...written(), ...change };
    expect(codeOf(await rep("POST", "/api/deals", body))).toBe(code);
    expect((await rep("GET", `/api/deals/${body.id}`)).statusCode).toBe(404);
  });
});
