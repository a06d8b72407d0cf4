import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAJOR } from "#core/base/money.ts";
import { addDays } from "#core/base/date.ts";
import type { FactMetricCode } from "#core/kpi/dictionary.ts";
import { addCustomer, addOrder, addReceipt, smallCompany, type SmallCompany } from "#test/support/small-company.ts";
import type { Tx } from "../db/tx.ts";
import { settleOrders, touchOrders } from "../orders/aftermath.ts";
import { rebuildRollups, restamp, rollupDifferences } from "./rollups.ts";
import { metricValue, notesOf } from "./store.ts";

const year = { from: "2026-01-01", to: "2027-01-01" };
const yuan = (n: number) => BigInt(n) * MAJOR;

/** A change of one order as the program makes it. */
async function changing(tx: Tx, id: string, change: () => Promise<unknown>): Promise<void> {
  const touched = await touchOrders(tx, [id]);
  await change();
  await settleOrders(tx, touched);
}

/** A small seeded generator, so that a failing run can be repeated. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

describe("rollups equal the facts", () => {
  let company: SmallCompany;
  beforeAll(async () => void (company = await smallCompany()));
  afterAll(() => company.pool.end());

  it("after 300 random changes to orders, credits, receipts and customers, one by one", async () => {
    const seed = 20_260_701;
    const roll = dice(seed);
    const sellers = Object.values(company.positions);
    const customers = await company.as(async (tx) => {
      const made: string[] = [];
      for (const code of ["C1", "C2", "C3"]) made.push(await addCustomer(tx, code));
      for (const code of ["C4", "C5"]) made.push(await addCustomer(tx, code, "91310000SAME")); // two names of one company
      return made;
    });
    const orders: string[] = [];
    const day = () => addDays("2026-01-01", roll(300));
    const create = async (tx: Tx) => {
      const [first, second] = [sellers[roll(3)]!, sellers[roll(3)]!];
      const credits = first === second ? { [first]: 1_000_000 } : { [first]: 600_000, [second]: 400_000 };
      const id = randomUUID();
      orders.push(id);
      await changing(tx, id, () =>
        addOrder(tx, {
          id,
          signedOn: day(),
          deliveredOn: roll(2) ? day() : undefined,
          customerId: customers[roll(5)]!,
          amount: BigInt(roll(9_999_999)),
          credits,
        }),
      );
    };
    const edits: ((tx: Tx, id: string) => Promise<unknown>)[] = [
      (tx, id) => tx.run(sql`update orders set signed_on = ${day()} where id = ${id}`),
      (tx, id) =>
        tx.run(sql`update orders set status = case status when 'effective' then 'cancelled' else 'effective' end where id = ${id}`),
      (tx, id) => tx.run(sql`update orders set customer_id = ${customers[roll(5)]!} where id = ${id}`),
      (tx, id) => addReceipt(tx, id, day(), BigInt(roll(900_000) - 200_000)),
      (tx, id) => addReceipt(tx, id, day(), BigInt(roll(900_000))),
      (tx, id) => tx.run(sql`delete from receipts where order_id = ${id}`),
    ];
    for (let i = 0; i < 300; i += 1) {
      const isNew = orders.length < 5 || roll(3) === 0;
      const id = isNew ? "" : orders[roll(orders.length)]!;
      await company.as((tx) => (isNew ? create(tx) : changing(tx, id, () => edits[roll(edits.length)]!(tx, id))));
    }
    expect(await company.as((tx) => rollupDifferences(tx)), `seed ${seed}`).toEqual([]);
    const kept = await company.as((tx) =>
      tx.rows(sql`select * from metric_rollups order by measure, position_id, day, org_unit_id, customer_class`),
    );
    await company.as((tx) => rebuildRollups(tx));
    const rebuilt = await company.as((tx) =>
      tx.rows(sql`select * from metric_rollups order by measure, position_id, day, org_unit_id, customer_class`),
    );
    expect(rebuilt).toEqual(kept);
    expect(kept.length).toBeGreaterThan(100);
  });

  it("a rollup that was tampered with is found", async () => {
    await company.as((tx) => tx.run(sql`update metric_rollups set value = value + 1 where measure = 'signed-amount'`));
    expect(await company.as((tx) => rollupDifferences(tx))).not.toEqual([]);
  });
});

describe("metrics of the small company", () => {
  let company: SmallCompany;
  type Node = { kind: "unit" | "position"; id: string };
  let ask: (metric: FactMetricCode, node: string, span?: { from: string; to: string }) => Promise<string>;
  beforeAll(async () => {
    company = await smallCompany();
    const { units, positions } = company;
    const kinds = new Map<string, Node>();
    for (const [name, id] of Object.entries(units)) kinds.set(name, { kind: "unit", id });
    for (const [name, id] of Object.entries(positions)) kinds.set(name, { kind: "position", id });
    ask = async (metric, node, span = year) => {
      const { numerator, denominator } = await company.as((tx) => metricValue(tx, metric, kinds.get(node)!, span));
      return denominator === undefined ? String(numerator) : `${numerator}/${denominator}`;
    };
    await company.as(async (tx) => {
      const [acme, acmeAgain, other] = [
        await addCustomer(tx, "acme", "X1"),
        await addCustomer(tx, "acme-again", "X1"),
        await addCustomer(tx, "other"),
      ];
      const shared = await addOrder(tx, {
        signedOn: "2026-03-10",
        customerId: acme,
        amount: yuan(100),
        credits: { [positions.li]: 700_000, [positions.wang]: 300_000 },
      });
      const moved = await addOrder(tx, {
        signedOn: "2026-07-05",
        customerId: acmeAgain,
        amount: yuan(40),
        credits: { [positions.wang]: 1_000_000 },
      });
      const unpaid = await addOrder(tx, {
        signedOn: "2026-08-01",
        customerId: other,
        amount: yuan(10),
        credits: { [positions.zhao]: 1_000_000 },
      });
      await tx.run(
        sql`insert into collection_plan_lines values (current_tenant(), ${shared}, 1, '2026-04-30', ${yuan(60)}), (current_tenant(), ${shared}, 2, '2026-05-31', ${yuan(40)}), (current_tenant(), ${unpaid}, 1, '2026-09-01', ${yuan(10)})`,
      );
      const receipt = await addReceipt(tx, shared, "2026-05-02", yuan(50));
      await tx.run(
        sql`insert into receipt_matches values (current_tenant(), ${shared}, 1, ${receipt}, '2026-04-30', '2026-05-02', ${yuan(50)})`,
      );
      await addReceipt(tx, moved, "2026-07-20", yuan(40));
      await rebuildRollups(tx);
    });
  });
  afterAll(() => company.pool.end());

  it.each([
    ["signed-amount", "li", "700000"],
    ["signed-amount", "wang", "700000"], // 30 of the shared order and 40 of his own
    ["signed-amount", "east", "1000000"], // the shared order: Wang was still in the east on its day
    ["signed-amount", "west", "500000"], // Wang's order after his move, and Zhao's
    ["signed-amount", "company", "1500000"],
    ["deal-count", "li", "700000"],
    ["deal-count", "company", "3000000"],
    ["aov-order", "company", "1500000/3000000"],
    ["aov-customer", "company", "1500000/2000000"], // acme under two names is one customer
    ["collected-amount", "east", "500000"],
    ["new-customers", "li", "700000"], // acme's first money, shared like its order
    ["new-customers", "wang", "300000"], // and not counted again under its second name
    ["new-customers", "zhao", "0"], // nobody paid yet
    ["collection-rate-plan", "company", "500000/1100000"],
  ] as const)("%s of %s in 2026 is %s", async (metric, node, expected) => expect(await ask(metric, node)).toBe(expected));

  it("collection by plan counts what came in the month against what was due in it", async () => {
    expect(await ask("collection-rate-plan", "company", { from: "2026-04-01", to: "2026-05-01" })).toBe("0/600000"); // came in May
    expect(await ask("collection-rate-plan", "li", { from: "2026-04-01", to: "2026-06-01" })).toBe("350000/700000");
  });

  it("a back-dated move takes the facts of its days along", async () => {
    await company.as(async (tx) => {
      await tx.run(
        sql`update position_versions set valid_to = '2026-03-01' where position_id = ${company.positions.wang} and valid_from < '2026-03-01'`,
      );
      await tx.run(
        sql`update position_versions set valid_from = '2026-03-01' where position_id = ${company.positions.wang} and valid_from = '2026-07-01'`,
      );
      await restamp(tx, [company.positions.wang]);
      expect(await rollupDifferences(tx)).toEqual([]);
    });
    expect([await ask("signed-amount", "east"), await ask("signed-amount", "west")]).toEqual(["700000", "800000"]);
  });

  it("without any receipts a customer is new with its first order, and the value says so", async () => {
    await company.as(async (tx) => {
      await tx.run(sql`delete from receipts`);
      await rebuildRollups(tx);
      expect(await notesOf(tx, "new-customers")).toEqual([{ key: "metrics.note.new-by-order" }]);
    });
    expect(await ask("new-customers", "zhao")).toBe("1000000");
  });
});
