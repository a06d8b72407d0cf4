import { randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { publishTargets } from "#test/support/targets.ts";

type Row = {
  id: string;
  personName: string;
  issue: number;
  signedAt: string | null;
  isStale: boolean;
  remindedAt: string | null;
  mine: boolean;
};
type Letter = Row & {
  hash: string;
  maySign: boolean;
  content: { targets: { year: string }[]; actions: { title: string }[]; conditions: string };
};
let s: Stage;
let [hr, manager, rep]: Client[] = [];
beforeAll(async () => {
  s = await stage();
  [hr, manager, rep] = await Promise.all(["hr", "manager", "rep"].map((who) => s.signedIn(who)));
});
afterAll(() => s.close());

const code = (reply: { json(): { code?: string } }): string | undefined => reply.json().code;
const list = async (who: Client): Promise<Row[]> => (await who("GET", "/api/target-letters?year=2026")).json().rows;
const letter = async (who: Client, id: string): Promise<Letter> => (await who("GET", `/api/target-letters/${id}`)).json();
const issue = (who: Client, conditions = "") => who("POST", "/api/target-letters", { year: 2026, conditions });

async function published(amount: string): Promise<void> {
  const { id } = (await hr!("POST", "/api/target-sets", { metric: "signed-amount", year: 2026 })).json<{ id: string }>();
  const { nodes } = (await hr!("GET", "/api/targets?year=2026&view=draft")).json<{
    nodes: { id: string; code: string; version: number }[];
  }>();
  const { version } = nodes.find((node) => node.code === "HQ")!;
  const how = { rootKind: "unit", rootId: s.home.units["HQ"], nodes: "equal", phasing: "equal", step: "1", amount, version };
  expect((await hr!("POST", `/api/target-sets/${id}/decomposition`, how)).statusCode).toBe(200);
  expect((await publishTargets(s, id)).statusCode).toBe(200);
}

describe("a target letter", () => {
  it("is not issued before targets are published", async () => expect(code(await issue(hr!))).toBe("no-letter-due"));

  it("carries numbers, key actions and conditions to the person, and waits on the workbench", async () => {
    await published("12000000");
    const me = s.home.people["E013"]!;
    const action = {
      id: randomUUIDv7(),
      metric: "signed-amount",
      year: 2026,
      ownerPersonId: me.personId,
      title: "拜访十家老客户",
      path: "深耕现有区域",
    };
    const plan = `/api/target-nodes/${me.positionId}/plan`;
    expect(code(await rep!("POST", plan, { ...action, dueOn: "2026-06-01" }))).toBe("action-overdue");
    expect((await rep!("POST", plan, { ...action, dueOn: "2026-07-01" })).statusCode).toBe(200);
    expect((await issue(manager!, "政策变化时走变更流程")).json()).toEqual({ issued: 2 });
    const [mine] = await list(rep!);
    expect(mine).toMatchObject({ personName: "张伟", issue: 1, signedAt: null, mine: true });
    const { content } = await letter(rep!, mine!.id);
    expect(content).toMatchObject({
      targets: [{ metric: "signed-amount" }],
      actions: [{ title: "拜访十家老客户" }],
      conditions: "政策变化时走变更流程",
    });
    const { waiting } = (await rep!("GET", "/api/home")).json<{ waiting: { kind: string; title: string }[] }>();
    expect(waiting.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["letter-to-sign", "action"]));
  });

  it("is never issued to oneself", async () =>
    expect((await list(manager!)).map(({ personName }) => personName).sort()).toEqual(["刘洋", "张伟"]));

  it("is signed by its person, with the own name, of what was read; once", async () => {
    const { id, hash } = await letter(rep!, (await list(rep!))[0]!.id);
    const sign = (who: Client, body: object) => who("POST", `/api/target-letters/${id}/signature`, body);
    expect((await sign(manager!, { hash, name: "张伟" })).statusCode).toBe(404);
    expect(code(await sign(rep!, { hash: "something else", name: "张伟" }))).toBe("letter-moved");
    expect(code(await sign(rep!, { hash, name: "张三" }))).toBe("letter-name");
    expect((await sign(rep!, { hash, name: "张伟" })).json()).toMatchObject({ signedName: "张伟", maySign: false });
    expect(code(await sign(rep!, { hash, name: "张伟" }))).toBe("letter-signed");
    expect(code(await manager!("POST", `/api/target-letters/${id}/reminders`))).toBe("letter-signed");
  });

  it("unsigned, it is reminded of", async () => {
    const open = (await list(manager!)).find(({ signedAt }) => signedAt === null)!;
    expect((await manager!("POST", `/api/target-letters/${open.id}/reminders`)).statusCode).toBe(200);
    expect((await list(manager!)).find(({ id }) => id === open.id)!.remindedAt).not.toBeNull();
  });

  it("comes as a PDF in the reader's language", async () => {
    const reply = await rep!("GET", `/api/target-letters/${(await list(rep!))[0]!.id}/pdf`);
    expect(reply.headers["content-type"]).toBe("application/pdf");
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("is due again when the numbers change, and only then: the signed one stays as it was", async () => {
    await published("12000000"); // a new version with the same numbers
    expect((await list(rep!))[0]).toMatchObject({ issue: 1, isStale: false });
    await published("15000000");
    const [old] = await list(rep!);
    expect(old!.isStale).toBe(true);
    await issue(hr!);
    const [next] = await list(rep!);
    expect(next).toMatchObject({ issue: 2, signedAt: null, isStale: false });
    expect((await letter(rep!, old!.id)).signedAt).not.toBeNull();
  });

  it("says targets with a bound too: a new one asks for a new issue, zero is a bound, and the PDF has it", async () => {
    const { positionId: nodeId } = s.home.people["E013"]!;
    const bound = { metric: "collection-rate-plan", period: "2026-Q3", nodeId, comparison: "at-most", value: "0", note: "测试" };
    expect((await manager!("PUT", "/api/single-targets", { ...bound, version: 0 })).statusCode).toBe(200);
    expect((await list(rep!))[0]).toMatchObject({ isStale: true });
    expect((await issue(manager!)).json()).toEqual({ issued: 1 });
    const { id } = (await list(rep!))[0]!;
    expect((await letter(rep!, id)).content).toMatchObject({ singles: [{ metric: "collection-rate-plan", period: "2026-Q3", comparison: "at-most", value: { ppm: "0" }, note: "测试" }] }); // prettier-ignore
    expect((await rep!("GET", `/api/target-letters/${id}/pdf`)).rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await manager!("PUT", "/api/single-targets", { ...bound, version: 1, value: null })).statusCode).toBe(200);
    expect((await issue(manager!)).json()).toEqual({ issued: 1 });
    expect((await letter(rep!, (await list(rep!))[0]!.id)).content).not.toHaveProperty("singles");
  });
});
