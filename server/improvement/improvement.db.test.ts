import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildRollups } from "../kpi/rollups.ts";
import { stage, type Stage } from "#test/support/company.ts";

let company: Stage;
const yuan = (n: number): bigint => BigInt(n) * 10_000n;

/** 上海 had to bring 1000 in May and brought 300, all of it by 张伟. */
beforeAll(async () => {
  company = await stage();
  await company.within(async (tx) => {
    const [set, order, seat] = [randomUUIDv7(), randomUUIDv7(), company.home.people["E013"]!.positionId];
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2026, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const [kind, node, amount] of [
      ["unit", company.home.units["SH"]!, 1000],
      ["position", seat, 800],
    ] as const)
      // prettier-ignore
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, ${kind}, ${node}, '2026-05', '2026-05-01', '2026-06-01', ${yuan(amount)})`);
    await tx.run(
      sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${order}, 'O1', '2026-05-08', ${yuan(300)})`,
    );
    await tx.run(
      sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${order}, ${seat}, 1000000, ${yuan(300)})`,
    );
    await rebuildRollups(tx);
  });
});
afterAll(() => company.close());

type Plan = {
  id: string;
  state: string;
  hash: string;
  maySign: string | null;
  version: number;
  evidence: { key: string; amount: string }[];
  signatures: { role: string }[];
  progress: { value: { value: string }; notes: { key: string }[] } | null;
  closing: { effect: { value: { value: string } } } | null;
};
const ask = async (who: string, method: "GET" | "POST" | "PATCH", url: string, body?: object) =>
  (await company.signedIn(who))(method, url, body);
const codeOf = (reply: { json<T>(): T }) => reply.json<{ code: string }>().code;

const draft = (more: object = {}) => {
  const { positionId, personId } = company.home.people["E013"]!;
  return {
    id: randomUUIDv7(),
    question: "为什么五月缺口这么大？",
    position: positionId,
    period: "2026-05",
    findings: [`child:${positionId}`],
    ownerPersonId: personId,
    metric: "signed-amount",
    title: "把老客户找回来",
    expected: "500",
    startOn: "2026-06-15",
    reviewOn: "2026-07-15",
    actions: [{ id: randomUUIDv7(), title: "走访三家停单客户", dueOn: "2026-06-26" }],
    ...more,
  };
};

describe("from a finding to a signed plan", () => {
  const body = draft.bind(null);
  let made: Plan;

  it("keeps what was found, worked out anew", async () => {
    made = (await ask("manager", "POST", "/api/improvement-plans", (planned = body()))).json<Plan>();
    expect(made).toMatchObject({ state: "draft", maySign: "manager", evidence: [{ amount: "500.0000" }] });
  });
  let planned: ReturnType<typeof draft>;

  it("may still be changed, and then an old fingerprint signs nothing", async () => {
    const { title, reviewOn, actions } = planned;
    const terms = { title, reviewOn, actions, expected: "600" };
    const changed = (await ask("manager", "PATCH", `/api/improvement-plans/${made.id}`, { ...terms, version: 1 })).json<Plan>();
    expect(codeOf(await ask("manager", "PATCH", `/api/improvement-plans/${made.id}`, { ...terms, version: 1 }))).toBe("version-moved");
    expect(codeOf(await ask("rep", "POST", `/api/improvement-plans/${made.id}/signatures`, { hash: made.hash }))).toBe("plan-changed");
    made = changed;
  });

  it("is agreed when both have signed, not before, and nobody signs for both", async () => {
    const url = `/api/improvement-plans/${made.id}/signatures`;
    const workbench = async () => (await ask("rep", "GET", "/api/home")).body;
    expect((await ask("manager", "POST", url, { hash: made.hash })).json<Plan>()).toMatchObject({ state: "draft", maySign: null });
    expect(codeOf(await ask("director", "POST", url, { hash: made.hash }))).toBe("plan-already-signed");
    expect(await workbench()).not.toContain("走访三家停单客户");
    expect((await ask("rep", "POST", url, { hash: made.hash })).json<Plan>()).toMatchObject({ state: "agreed", hash: made.hash });
    expect(await workbench()).toContain("走访三家停单客户");
  });

  it("cannot change under its signatures", async () => {
    const { title, reviewOn, actions } = planned;
    const late = { title, reviewOn, actions, expected: "1", version: made.version };
    expect(codeOf(await ask("manager", "PATCH", `/api/improvement-plans/${made.id}`, late))).toBe("plan-signed");
  });

  it("is measured against the baseline of as many working days and closes with its effect and a caution", async () => {
    const open = (await ask("rep", "GET", `/api/improvement-plans/${made.id}`)).json<Plan>();
    // 15–18 June are four working days, May had nineteen: 300 × 4 ÷ 19 by the pace of May, nothing sold since.
    expect(open.progress?.value.value).toBe("-63.1579");
    expect(open.progress?.notes.map((note) => note.key)).toEqual([
      "improvement.note.days",
      "improvement.note.small",
      "improvement.note.no-cause",
    ]);
    const closed = (await ask("manager", "POST", `/api/improvement-plans/${made.id}/closing`, { note: "客户没有回来" })).json<Plan>();
    expect(closed).toMatchObject({ state: "closed", closing: { effect: { value: { value: "-63.1579" } } } });
    expect(codeOf(await ask("manager", "POST", `/api/improvement-plans/${made.id}/closing`, { note: "再" }))).toBe("plan-not-agreed");
  });
});

describe("who may", () => {
  it("a peer and another line see nothing of it, HR reads and signs nothing", async () => {
    const { id, hash } = (await ask("rep", "POST", "/api/improvement-plans", draft())).json<Plan>();
    for (const who of ["E014", "E022", "finance", "admin"])
      expect((await ask(who, "GET", `/api/improvement-plans/${id}`)).statusCode).toBe(404);
    expect((await ask("hr", "GET", `/api/improvement-plans/${id}`)).json<Plan>()).toMatchObject({ id, maySign: null });
    expect((await ask("hr", "POST", `/api/improvement-plans/${id}/signatures`, { hash })).statusCode).toBe(404);
    expect((await ask("E014", "GET", "/api/improvement-plans")).json<{ rows: unknown[] }>().rows).toEqual([]);
  });

  it.each([
    ["evidence beyond the owner's reach", () => ({ position: undefined, unit: company.home.units["SH"]! }), "owner-cannot-see"],
    ["a finding that is not there", () => ({ findings: ["customers:lost"] }), "finding-gone"],
    ["a review before the start", () => ({ reviewOn: "2026-06-15" }), "review-before-start"],
    ["an action after the review", () => ({ actions: [{ id: randomUUIDv7(), title: "晚", dueOn: "2026-07-16" }] }), "plan-action-outside"],
    ["an owner one does not lead", () => ({ ownerPersonId: company.home.people["E022"]!.personId }), "not-found"],
  ])("%s is refused", async (_, more, code) =>
    expect(codeOf(await ask("manager", "POST", "/api/improvement-plans", draft({ ...more() })))).toBe(code),
  );
});
