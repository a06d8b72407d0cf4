import { randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { publishTargets } from "#test/support/targets.ts";
import { insertProposal } from "./talk-store.ts";

type Trail = {
  given: string | null;
  proposed: string | null;
  open: { id: string; mayAccept: boolean; mayWithdraw: boolean } | null;
  submission: { id: string; state: string; mayDecide: boolean } | null;
  isLocked: boolean;
  entries: { kind: string; by: string; amount: string | null; text: string }[];
};
let s: Stage;
let [hr, director, manager, rep, colleague]: Client[] = [];
let setId = "";
beforeAll(async () => {
  s = await stage();
  [hr, director, manager, rep, colleague] = await Promise.all(["hr", "director", "manager", "rep", "E014"].map((who) => s.signedIn(who)));
  setId = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 })).json().id;
  const how = { rootKind: "unit", rootId: s.home.units["HQ"], nodes: "equal", phasing: "equal", step: "1", amount: "12000000", version: 0 };
  expect((await hr!("POST", `/api/target-sets/${setId}/decomposition`, how)).statusCode).toBe(200);
});
afterAll(() => s.close());

const seat = (code: string): string => s.home.people[code]!.positionId;
const trail = async (who: Client, nodeId: string): Promise<Trail> =>
  (await who("GET", `/api/target-nodes/${nodeId}/trail?year=2026`)).json();
const code = (reply: { json(): { code?: string } }): string | undefined => reply.json().code;
const propose = (who: Client, nodeId: string, amount: string, reason = "两个大客户停产", period = "2026") =>
  who("POST", "/api/target-proposals", { id: randomUUIDv7(), metric: "signed-amount", year: 2026, nodeId, period, amount, reason });
const yearOf = async (nodeId: string, who = hr!): Promise<string> => {
  const tree = (await who("GET", "/api/targets?year=2026&view=draft")).json<{ nodes: { id: string; year: string }[] }>();
  return tree.nodes.find((node) => node.id === nodeId)!.year;
};

describe("a number is agreed from both sides", () => {
  it("the rep asks for less, the manager answers in between, the rep accepts: the draft has it, the trail tells it", async () => {
    const mine = seat("E013");
    expect((await propose(rep!, mine, "300000")).statusCode).toBe(200);
    expect((await trail(manager!, mine)).open).toMatchObject({ mayAccept: true, mayWithdraw: false });
    expect((await trail(manager!, s.home.units["SH"]!)).proposed).not.toBeNull();
    expect((await propose(manager!, mine, "360000", "新客户已签约，可以补上")).statusCode).toBe(200);
    const answered = await trail(rep!, mine);
    expect(answered.open).toMatchObject({ side: "down", amount: "360000.0000", mayAccept: true });
    expect((await rep!("POST", `/api/target-proposals/${answered.open!.id}/acceptance`)).statusCode).toBe(200);
    expect(await yearOf(mine)).toBe("360000.0000");
    expect((await trail(rep!, mine)).entries.map(({ kind, by, amount }) => [kind, by, amount])).toEqual([
      ["proposal", "张伟", "300000.0000"],
      ["counter", "王海涛", "360000.0000"],
      ["accepted", "张伟", "360000.0000"],
    ]);
  });

  it("a quarter proposed moves the year by its difference and is spread over its three months", async () => {
    const node = seat("E014");
    const before = await yearOf(node);
    await propose(colleague!, node, "90000", "展会改期", "2026-Q3");
    const { open, proposed } = await trail(manager!, node);
    expect(proposed).not.toBe(before);
    expect((await manager!("POST", `/api/target-proposals/${open!.id}/acceptance`)).statusCode).toBe(200);
    expect(await yearOf(node)).toBe(proposed);
  });

  it("nobody accepts the own number; declining wants a reason; what is settled stays settled", async () => {
    const node = seat("E013");
    await propose(rep!, node, "1");
    const { open } = await trail(rep!, node);
    const at = `/api/target-proposals/${open!.id}`;
    expect(code(await rep!("POST", `${at}/acceptance`))).toBe("own-proposal");
    expect(code(await manager!("POST", `${at}/closing`, {}))).toBe("reason-missing");
    expect((await manager!("POST", `${at}/closing`, { reason: "没有依据" })).statusCode).toBe(200);
    expect(code(await rep!("POST", `${at}/closing`, {}))).toBe("proposal-closed");
  });

  it.each([
    ["a week", "2026-W05", "not-a-period"],
    ["another year", "2027-01", "not-a-period"],
  ])("a proposal for %s is refused", async (_, period, refused) =>
    expect(code(await propose(rep!, seat("E013"), "5", "理由", period))).toBe(refused),
  );

  it("nobody proposes zero, and a zero still open from before is not agreed on", async () => {
    const node = seat("E013");
    expect(code(await propose(rep!, node, "0"))).toBe("target-not-positive");
    const kept = { id: randomUUIDv7(), metric: "signed-amount", year: 2026, nodeKind: "position", nodeId: node, period: "2026" } as const;
    const by = s.home.people["E013"]!.userId;
    await s.within((tx) => insertProposal(tx, { ...kept, amount: 0n, side: "up", reason: "休假", evidence: "", by }));
    expect(code(await manager!("POST", `/api/target-proposals/${kept.id}/acceptance`))).toBe("target-not-positive");
    expect((await manager!("POST", `/api/target-proposals/${kept.id}/closing`, { reason: "零不是目标" })).statusCode).toBe(200);
  });

  it("a colleague neither reads nor writes it, and a question is answered by the line above", async () => {
    const node = seat("E013");
    expect((await colleague!("GET", `/api/target-nodes/${node}/trail?year=2026`)).statusCode).toBe(404);
    expect((await propose(colleague!, node, "5")).statusCode).toBe(404);
    const ask = { id: randomUUIDv7(), metric: "signed-amount", year: 2026, nodeId: node, kind: "question", text: "含税吗？" };
    expect((await rep!("POST", "/api/target-remarks", ask)).statusCode).toBe(200);
    expect((await trail(manager!, node)).entries.at(-1)).toMatchObject({ kind: "question", text: "含税吗？" });
  });
});

describe("a subtree is approved by the level above", () => {
  const submit = (who: Client, nodeId: string) =>
    who("POST", `/api/target-sets/${setId}/submissions`, { id: randomUUIDv7(), nodeId, note: "" });
  const edit = async (who: Client, nodeId: string) =>
    who("PUT", `/api/target-sets/${setId}/cells`, { nodeKind: "position", nodeId, period: "2026-05", amount: "5", version: 12 });

  it("an open gap is not handed up; once closed it is, and then nobody below changes it", async () => {
    const unit = s.home.units["SH"]!;
    expect(code(await submit(manager!, unit))).toBe("target-not-balanced");
    const node = (await hr!("GET", "/api/targets?year=2026&view=draft")).json<{ nodes: { id: string; version: number }[] }>().nodes;
    const version = node.find(({ id }) => id === unit)!.version;
    const how = { rootKind: "unit", rootId: unit, nodes: "equal", phasing: "equal", step: "1", version };
    expect((await manager!("POST", `/api/target-sets/${setId}/decomposition`, how)).statusCode).toBe(200);
    expect((await submit(manager!, unit)).statusCode).toBe(200);
    expect(code(await edit(manager!, seat("E013")))).toBe("target-locked");
    expect(code(await submit(manager!, unit))).toBe("target-locked");
    await propose(rep!, seat("E013"), "77");
    const { open } = await trail(manager!, seat("E013"));
    expect(code(await manager!("POST", `/api/target-proposals/${open!.id}/acceptance`))).toBe("target-locked");
  });

  it("the director returns it with a reason, the manager hands it up again, then it is approved and stays locked", async () => {
    const unit = s.home.units["SH"]!;
    const decide = (who: Client, id: string, kind: string, reason = "") =>
      who("POST", `/api/target-submissions/${id}/decision`, { kind, reason });
    const { submission } = await trail(director!, unit);
    expect(submission).toMatchObject({ state: "submitted", mayDecide: true });
    expect((await decide(manager!, submission!.id, "approved")).statusCode).toBe(404);
    expect(code(await decide(director!, submission!.id, "returned"))).toBe("reason-missing");
    expect((await decide(director!, submission!.id, "returned", "七月偏高")).statusCode).toBe(200);
    expect(code(await decide(director!, submission!.id, "approved"))).toBe("submission-decided");
    expect((await trail(manager!, unit)).isLocked).toBe(false);
    await submit(manager!, unit);
    const again = (await trail(director!, unit)).submission!;
    expect((await decide(director!, again.id, "approved")).statusCode).toBe(200);
    expect(await trail(manager!, unit)).toMatchObject({ isLocked: true, submission: { state: "approved" } });
  });

  it("who hands up his own region does not approve it himself", async () => {
    const unit = s.home.units["NORTH"]!;
    await submit(hr!, unit);
    const { submission } = await trail(hr!, unit);
    expect(submission!.mayDecide).toBe(false);
    expect(code(await hr!("POST", `/api/target-submissions/${submission!.id}/decision`, { kind: "approved" }))).toBe("own-submission");
  });
});

describe("versions", () => {
  it("published is shown first, the draft when asked for; what differs is named by node and month", async () => {
    expect((await publishTargets(s, setId)).statusCode).toBe(200);
    const next = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 })).json<{ id: string }>().id;
    const shown = async (view = "") =>
      (await director!("GET", `/api/targets?year=2026${view}`)).json<{ set: { id: string; state: string } }>().set;
    expect(await shown()).toMatchObject({ id: setId, state: "published" });
    expect(await shown("&view=draft")).toMatchObject({ id: next, state: "draft" });
    expect((await hr!("GET", `/api/target-sets/${next}/differences?from=${setId}`)).json()).toMatchObject({ from: 1, to: 2, rows: [] });
    const node = seat("E015");
    await hr!("PUT", `/api/target-sets/${next}/cells`, { nodeKind: "position", nodeId: node, period: "2026-12", amount: "1", version: 12 });
    const { rows } = (await hr!("GET", `/api/target-sets/${next}/differences?from=${setId}`)).json<{
      rows: { name: string; months: object[] }[];
    }>();
    expect(rows).toMatchObject([{ name: "孙悦", months: [{ period: "2026-12", after: "1.0000" }] }]);
    expect((await rep!("GET", `/api/target-sets/${next}/differences?from=${setId}`)).statusCode).toBe(404);
  });

  it("a published version is neither locked nor handed up, and without a draft nothing is agreed", async () => {
    expect(code(await hr!("PUT", `/api/target-sets/${setId}/locks/${seat("E015")}`, { isLocked: true }))).toBe("targets-published");
    const about = { metric: "deal-count", year: 2026, nodeId: seat("E013"), period: "2026", amount: "5", reason: "理由" };
    await rep!("POST", "/api/target-proposals", { id: randomUUIDv7(), ...about });
    const { open } = (await manager!("GET", `/api/target-nodes/${seat("E013")}/trail?year=2026&metric=deal-count`)).json<Trail>();
    expect(code(await manager!("POST", `/api/target-proposals/${open!.id}/acceptance`))).toBe("no-draft");
  });
});
