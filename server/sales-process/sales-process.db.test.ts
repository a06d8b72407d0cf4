import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";

let on: Stage;
let hr: Client;
type Process = {
  version: number;
  mayWrite: boolean;
  stages: { name: string; kind: string; criteria: string; probabilityPpm: number | null; open: number; deals: number }[];
  history: { version: number; note: string; stages: { name: string }[] }[];
};
const read = async (client = hr) => (await client("GET", "/api/sales-process")).json<Process>();
const wanted = ({ stages }: Process) =>
  stages.map(({ name, kind, criteria, probabilityPpm }) => ({ was: name as string | null, name, kind, criteria, probabilityPpm }));
const put = async (body: object, client = hr) => {
  const reply = await client("PUT", "/api/sales-process", { note: "试", ...body });
  return { status: reply.statusCode, body: reply.json<Process & { code: string }>() };
};
const code = async (body: object) => (await put(body)).body.code;
const deal = randomUUIDv7();

beforeAll(async () => {
  on = await stage();
  hr = await on.signedIn("hr");
});
afterAll(() => on.close());

describe("the sales process of a company", () => {
  it("is proposed until it is saved, then kept by version with its reason", async () => {
    const before = await read();
    expect([before.version, before.mayWrite, before.stages.length, before.stages[0]!.name]).toEqual([0, true, 8, "寻找潜客"]);
    const stages = wanted(before).map((one) => ({ ...one, was: null }));
    const saved = (await put({ version: 0, note: "第一次", stages })).body;
    expect(saved.history).toMatchObject([{ version: 1, note: "第一次" }]);
    await on.within(async (tx) => {
      const seat = on.home.people["E013"]!.positionId;
      await tx.run(sql`insert into deals (tenant_id, id, code, name, owner_position_id, stage, outcome, amount, created_on)
        values (current_tenant(), ${deal}, 'D1', '东方医院', ${seat}, '需求分析', 'open', 10000, '2026-05-01')`);
      await tx.run(sql`insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on) values
        (current_tenant(), ${deal}, 1, '首次接触', '2026-05-01'), (current_tenant(), ${deal}, 2, '需求分析', '2026-05-20')`);
    });
    expect((await read()).stages.slice(0, 4).map(({ open, deals }) => [open, deals])).toEqual([[0, 0], [0, 1], [1, 1], [0, 0]]); // prettier-ignore
  });

  it("takes deals and their history along when stages exchange their names", async () => {
    const stages = wanted(await read());
    [stages[1]!.name, stages[2]!.name] = [stages[2]!.name, stages[1]!.name];
    expect((await put({ version: 1, stages })).status).toBe(200);
    const seen = (await (await on.signedIn("rep"))("GET", `/api/deals/${deal}`)).json<{
      stage: string;
      timeline: { stage: string | null }[];
    }>();
    expect([seen.stage, seen.timeline.flatMap((one) => one.stage ?? [])]).toEqual(["首次接触", ["首次接触", "需求分析"]]);
  });

  it("says before a deal what the next stage asks for", async () => {
    const stages = wanted(await read()).map((one) =>
      one.name === "方案报价" ? { ...one, criteria: "预算已确认", probabilityPpm: 350_000 } : one,
    );
    expect((await put({ version: 2, stages })).status).toBe(200);
    const seen = (await (await on.signedIn("rep"))("GET", `/api/deals/${deal}`)).json<{ stages: { name: string; criteria: string; probabilityPpm: number }[] }>(); // prettier-ignore
    expect(seen.stages.find(({ name }) => name === "方案报价")).toMatchObject({ criteria: "预算已确认", probabilityPpm: 350_000 });
  });

  it("refuses what would hurt history or mean nothing, in words", async () => {
    const now = await read();
    const stages = wanted(now);
    const { version } = now;
    expect(await code({ version, stages: stages.filter(({ name }) => name !== "首次接触") })).toBe("stage-in-use");
    expect(await code({ version, stages: [{ ...stages[0]!, was: null }, ...stages] })).toBe("stage-twice");
    expect(await code({ version, stages: [...stages.slice(1), stages[0]!] })).toBe("stage-ends");
    expect(await code({ version: version - 1, stages })).toBe("version-moved");
    expect((await read()).version).toBe(version);
  });

  it("is read by everybody and changed by HR and the administrator, with an entry in the audit", async () => {
    const [manager, admin] = [await on.signedIn("manager"), await on.signedIn("admin")];
    const now = await read(manager);
    expect(now.mayWrite).toBe(false);
    expect((await put({ version: now.version, stages: wanted(now) }, manager)).status).toBe(404);
    expect(
      (await put({ version: now.version, note: "管理员", stages: wanted(now).filter(({ name }) => name !== "异议处理") }, admin)).status,
    ).toBe(200);
    const { rows } = (await admin("GET", "/api/audit")).json<{ rows: { action: string }[] }>();
    expect(rows.filter(({ action }) => action === "sales-process.save").length).toBeGreaterThanOrEqual(3);
  });
});
