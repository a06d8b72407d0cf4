import { beforeAll, describe, expect, it } from "vitest";
import { divide, parseAmount, type Amount } from "#core/base/money.ts";
import { payPeriods } from "#core/compensation/engine/periods.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { periodsOf, statementsOf, type Statement } from "#core/compensation/engine/run.ts";
import type { Tables } from "#core/compensation/engine/tables.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import { exact, plus, ZERO } from "#core/formula/exact.ts";
import { isAbsent, records, type Records } from "./support.ts";

const e4 = (text: string): bigint => parseAmount(text)!;
const rows = (list: Records) => list.map((cells, i) => ({ no: i + 2, cells }));
function planOf(document: object): Plan {
  const checked = readPlan({ plan: "real", currency: "USD", ...document });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
const made = (one: Statement) => {
  if (one.kind === "stopped") throw new Error(`${one.participant} ${one.period.key}: ${one.stop.code}`);
  return one;
};
/** Ten-thousandths to whole cents, half-up, in ten-thousandths again. */
const cents = (n: bigint, d = 1n): Amount => divide(n, d * 100n, "half-up") * 100n;
const earnedOf = (one: Statement): Amount => (made(one).earned.n * 10_000n) / made(one).earned.d;

describe.skipIf(isAbsent("adventureworks"))("plans on AdventureWorks, against sums made without the engine", () => {
  let orders: Records;
  let people: Records;
  beforeAll(() => {
    orders = records("adventureworks/SalesOrderHeader.csv.gz").filter((row) => row.SalesPersonID !== "");
    people = records("adventureworks/SalesPerson.csv");
  });
  const deals = (some: Records): Tables["transactions"] =>
    rows(some.map((row) => ({ id: row.SalesOrderID!, participant: row.SalesPersonID!, date: row.OrderDate!, amount: row.SubTotal! })));

  it("each one's own percentage of the year's sales: 511,232.1510181 before rounding", () => {
    const plan = planOf({ period: "year", inputs: { participant: { own_rate: "rate" } }, components: [{ name: "C", each: "transaction", of: "amount", rate: "own_rate" }] }); // prettier-ignore
    const year = orders.filter((row) => row.OrderDate! >= "2013-05-30" && row.OrderDate! <= "2014-05-30");
    const facts = factsOf(plan, {
      transactions: deals(year),
      participants: rows(people.map((row) => ({ participant: row.BusinessEntityID!, own_rate: row.CommissionPct! }))),
    });
    const statements = statementsOf(plan, facts, payPeriods("2013-01-01", "2014-12-31", "year", 1));
    const sum = statements
      .flatMap((one) => made(one).components.flatMap((component) => component.lines))
      .reduce((total, line) => plus(total, line.exact), ZERO);
    expect(sum).toEqual(exact(5_112_321_510_181n, 10_000_000n));
  });

  it("marginal tiers on each quarter's quota, month by month", () => {
    const bands = [
      [0n, 10n],
      [80n, 20n],
      [100n, 35n],
    ] as const; // percent of quota, tenths of a percent
    const plan = planOf({ period: "month", components: [{ name: "C", accumulate: "quarter", of: "amount", tiers: bands.map(([from, rate]) => ({ from: `${from}%`, rate: `${Number(rate) / 10}%` })) }] }); // prettier-ignore
    const some = orders.filter((row) => row.OrderDate! >= "2013-07-01" && row.OrderDate! < "2013-10-01");
    const quotas = new Map(people.map((row, i) => [row.BusinessEntityID!, BigInt(250_000 + 50_000 * (i % 5)) * 10_000n]));
    const participants = rows([...quotas].map(([participant, quota]) => ({ participant, quota: String(quota / 10_000n) })));
    const statements = statementsOf(
      plan,
      factsOf(plan, { transactions: deals(some), participants }),
      payPeriods("2013-07-01", "2013-09-30", "month", 1),
    );
    for (const [id, quota] of quotas) {
      const paid = statements.filter((one) => one.participant === id).reduce((sum, one) => sum + earnedOf(one), 0n);
      const sold = some.filter((row) => row.SalesPersonID === id).reduce((sum, row) => sum + e4(row.SubTotal!), 0n);
      const bounds = bands.map(([from]) => (quota * from) / 100n);
      const tenths = bands.reduce((sum, [, rate], i) => {
        const top = bounds[i + 1] !== undefined && sold > bounds[i + 1]! ? bounds[i + 1]! : sold;
        return top > bounds[i]! ? sum + (top - bounds[i]!) * rate : sum;
      }, 0n);
      expect([id, paid]).toEqual([id, cents(tenths, 1000n)]);
    }
  });
});

describe.skipIf(isAbsent("adventureworks-reseller"))("a plan on the reseller set: margin, targets by month, credit split by region", () => {
  it("pays a share of each line's margin at the rate the month's attainment reaches, to whoever holds the region", () => {
    const sales = records("adventureworks-reseller/Sales.csv.gz").filter((row) => row.OrderDate! < "2017-10-01");
    const holders = Map.groupBy(records("adventureworks-reseller/SalespersonRegion.csv"), (row) => row.SalesTerritoryKey!);
    const staff = new Map(records("adventureworks-reseller/Salesperson.csv").map((row) => [row.EmployeeID!, row.EmployeeKey!]));
    const targets = records("adventureworks-reseller/Targets.csv").filter(
      (row) => row.TargetMonth! < "2017-10-01" && staff.has(row.EmployeeID!),
    );
    const plan = planOf({
      period: "month",
      measures: {
        sold: { sum: "amount" },
        rate: { by: "sold / quota", tiers: [{ from: "0%", rate: "1%" }, { from: "10%", rate: "2%" }, { from: "50%", rate: "3%" }] },
      },
      components: [{ name: "C", each: "transaction", of: "margin", rate: "rate", floor: 0 }],
    }); // prettier-ignore
    const credits: Record<string, string>[] = [];
    const transactions = sales.map((row, i) => {
      const list = holders.get(row.SalesTerritoryKey!)!;
      for (const one of list) credits.push({ transaction: `L${i}`, participant: one.EmployeeKey!, share: `1/${list.length}` });
      return { id: `L${i}`, date: row.OrderDate!, amount: row.Sales!, cost: row.Cost! };
    });
    const values = targets.map((row) => ({
      participant: staff.get(row.EmployeeID!)!,
      period: row.TargetMonth!.slice(0, 7),
      name: "quota",
      value: row.TargetAmount!,
    }));
    const facts = factsOf(plan, { transactions: rows(transactions), credits: rows(credits), values: rows(values) });
    expect(facts.problems).toEqual([]);
    const paid = statementsOf(plan, facts, periodsOf(plan, facts)).filter((one) => one.kind === "statement");
    expect(paid.length).toBeGreaterThan(20);
    for (const one of paid) {
      const quota = e4(values.find((value) => value.participant === one.participant && value.period === one.period.key)!.value);
      // In twelfths of ten-thousandths: no region is held by a number that does not divide 60.
      let [sold, margin] = [0n, 0n];
      for (const row of sales) {
        const list = holders.get(row.SalesTerritoryKey!)!;
        if (row.OrderDate!.slice(0, 7) !== one.period.key || !list.some((holder) => holder.EmployeeKey === one.participant)) continue;
        expect(60 % list.length).toBe(0);
        sold += (e4(row.Sales!) * 60n) / BigInt(list.length);
        margin += ((e4(row.Sales!) - e4(row.Cost!)) * 60n) / BigInt(list.length);
      }
      const rate = sold * 100n >= quota * 60n * 50n ? 3n : sold * 100n >= quota * 60n * 10n ? 2n : 1n;
      const due = margin > 0n ? margin * rate : 0n;
      expect([one.participant, one.period.key, earnedOf(one)]).toEqual([one.participant, one.period.key, cents(due, 6_000n)]);
    }
  });
});
