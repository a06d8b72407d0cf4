import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { addCustomer, addOrder } from "#test/support/small-company.ts";

type Page = {
  accounts: { id: string; ownerId: string; bought: string; pipeline: string }[];
  plans: { id: string; appliedAt: string | null }[];
  mayApply: boolean;
};

let s: Stage;
let [hr, manager, director]: Client[] = [];
let [mine, other]: string[] = [];
const seat = (code: string) => s.home.people[code]!.positionId;
beforeAll(async () => {
  s = await stage();
  [hr, manager, director] = [await s.signedIn("hr"), await s.signedIn("manager"), await s.signedIn("director")];
  await s.within(async (tx) => {
    [mine, other] = [await addCustomer(tx, "KH-1"), await addCustomer(tx, "KH-2")];
    await tx.run(sql`update customers set owner_position_id = ${seat("E013")} where tenant_id = current_tenant() and id = ${mine}`);
    await tx.run(sql`update customers set owner_position_id = ${seat("E015")} where tenant_id = current_tenant() and id = ${other}`);
    await addOrder(tx, { signedOn: "2026-03-10", customerId: mine!, amount: 5_000_000n, credits: { [seat("E013")]: 1_000_000 } });
    for (const [code, outcome] of [["SJ-1", "open"], ["SJ-2", "won"]])
      await tx.run(sql`insert into deals (tenant_id, id, code, customer_id, owner_position_id, stage, outcome, amount)
        values (current_tenant(), ${randomUUIDv7()}, ${code}, ${mine}, ${seat("E013")}, '方案', ${outcome}, 700000)`); // prettier-ignore
  });
}, 60_000);
afterAll(() => s.close());

const page = async (who: Client, root?: string): Promise<Page> =>
  (await who("GET", `/api/territories${root ? `?root=${s.home.units[root]}` : ""}`)).json();
const save = async (who: Client, effectiveOn: string, moves: object[], root = "SH") => {
  const id = randomUUIDv7();
  const reply = await who("POST", "/api/territory-plans", { id, rootId: s.home.units[root], name: "重新划分", effectiveOn, moves });
  return { id, reply };
};
const apply = (who: Client, id: string, version = 1) => who("POST", `/api/territory-plans/${id}/application`, { version });
const owner = async () => (await page(hr!)).accounts.find((account) => account.id === mine)!.ownerId;

describe("accounts change hands by a plan", () => {
  it("a manager sees the accounts of the team with what they bought and what is open, and nobody else's", async () => {
    const { accounts } = await page(manager!, "SH");
    expect(accounts).toEqual([expect.objectContaining({ id: mine, ownerId: seat("E013"), bought: "500.0000", pipeline: "70.0000" })]);
    expect((await manager!("GET", `/api/territories?root=${s.home.units["HZ"]}`)).statusCode).toBe(404);
  });

  it("accounts and seats of other units are not there", async () => {
    const { reply } = await save(manager!, "2026-06-18", [
      { accountId: mine, toId: seat("E014") },
      { accountId: other, toId: seat("E014") },
    ]);
    expect(reply.json()).toMatchObject({ code: "not-found" });
  });

  it("not before its day", async () => {
    const { id } = await save(manager!, "2026-07-01", [{ accountId: mine, toId: seat("E014") }]);
    expect((await apply(manager!, id)).json()).toMatchObject({ code: "territory-not-yet" });
    expect(await owner()).toBe(seat("E013"));
  });

  it("who may not write accounts plans but does not carry out", async () => {
    const { id } = await save(director!, "2026-06-18", [{ accountId: mine, toId: seat("E014") }], "EAST");
    expect((await apply(director!, id)).statusCode).toBe(404);
    expect((await page(director!, "EAST")).mayApply).toBe(false);
  });

  it("carried out once: the account and its open deal move, what was won stays, each change leaves its row", async () => {
    const { id } = await save(manager!, "2026-06-18", [{ accountId: mine, toId: seat("E014") }]);
    expect((await apply(manager!, id)).json()).toEqual({ accounts: 1, deals: 1 });
    expect(await owner()).toBe(seat("E014"));
    expect((await apply(manager!, id)).json()).toMatchObject({ code: "territory-applied" });
    const rows = await s.within((tx) =>
      tx.rows(sql<{ what: string }>`
        select code || ' ' || case when owner_position_id = ${seat("E014")} then 'new' else 'old' end as what from deals where tenant_id = current_tenant()
        union all select 'changes ' || count(*) from customer_owner_changes where tenant_id = current_tenant()
        union all select 'deal changes ' || count(*) from deal_changes where tenant_id = current_tenant() and field = 'owner'
        union all select action from audit_log where tenant_id = current_tenant() and action = 'territory.apply' order by 1`),
    );
    expect(rows.map((row) => row.what)).toEqual(["SJ-1 new", "SJ-2 old", "changes 1", "deal changes 1", "territory.apply"]);
  });

  it("a plan made before somebody else moved the account is refused by name, and nothing changes", async () => {
    const { id } = await save(hr!, "2026-06-18", [{ accountId: mine, toId: seat("E013") }], "HQ");
    await s.within((tx) =>
      tx.run(sql`update customers set owner_position_id = ${seat("E015")} where tenant_id = current_tenant() and id = ${mine}`),
    );
    expect((await apply(hr!, id)).json()).toMatchObject({ code: "territory-moved", remedy: expect.stringContaining("KH-1") });
    expect(await owner()).toBe(seat("E015"));
  });
});
