import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import type { Pool } from "pg";
import { freshDatabase } from "#test/support/database.ts";
import { openPool } from "../db/pool.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import { rollupDifferences } from "../kpi/rollups.ts";
import { createTenant } from "../people/commands.ts";
import { commitTable } from "./commit.ts";

let pool: Pool;
let tenantId: bigint;
const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { tenantId }, work);
const take = (kind: Parameters<typeof commitTable>[1], header: string, ...rows: string[]) =>
  within(async (tx) => {
    const plan = await commitTable(tx, kind, { header: header.split(","), rows: rows.map((row) => row.split(",")) });
    expect(plan.problems.filter((problem) => problem.severity === "refused")).toEqual([]);
  });
/** Collected amount by the unit it is stamped with. */
const collected = () =>
  within((tx) =>
    tx.rows(sql`select u.code, sum(r.value)::bigint as value from metric_rollups r join org_units u on u.tenant_id = r.tenant_id and u.id = r.org_unit_id
      where r.measure = 'collected-amount' group by u.code order by u.code`),
  );
const differences = () => within((tx) => rollupDifferences(tx));
const people = "code,name,unit,role,from,left_on,position";

describe("figures follow people who move on an earlier day", () => {
  beforeAll(async () => {
    pool = openPool((await freshDatabase()).url);
    tenantId = await inTransaction(pool, { tenantId: null }, (tx) => createTenant(tx, { code: "a", name: "甲", todayFixed: "2026-06-18" }));
    await take(
      "organisation",
      "code,name,kind,parent,from",
      "HQ,总部,company,,2025-01-01",
      "E,东,team,HQ,2025-01-01",
      "W,西,team,HQ,2025-01-01",
    );
    await take("people", people, "E1,张伟,E,rep,2025-01-01,2026-03-01,SEAT", "E2,刘洋,E,rep,2025-01-01,,");
    await take("customers", "code,name", "C1,客户");
    await take("orders", "order,signed_on,customer,amount,credit", "O1,2026-02-10,C1,100,E1", "O2,2026-02-10,C1,30,E2");
    await take("receipts", "code,order,received_on,amount", "R1,O1,2026-02-20,40", "R2,O1,2026-04-20,60", "R3,O2,2026-04-20,30");
  });
  afterAll(() => pool.end());

  it("a newcomer takes over a vacant seat for another unit: what came in since then is that unit's", async () => {
    await take("people", people, "E3,单雯,W,rep,2026-04-01,,SEAT");
    expect(await differences()).toEqual([]);
    expect(await collected()).toEqual([
      { code: "E", value: 700_000n },
      { code: "W", value: 600_000n },
    ]);
  });

  it("someone already there is moved back to an earlier day", async () => {
    await take("people", people, "E2,刘洋,W,rep,2026-04-01,,");
    expect(await differences()).toEqual([]);
    expect(await collected()).toEqual([
      { code: "E", value: 400_000n },
      { code: "W", value: 900_000n },
    ]);
  });
});
