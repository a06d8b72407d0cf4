import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { statementsOf } from "#core/compensation/engine/run.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { periodOf } from "#core/calendar/period.ts";
import { decimalText, sumOf } from "#core/formula/exact.ts";
import { diagnose } from "#core/diagnosis/diagnose.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { envOf } from "#server/appraisal/env.ts";
import { installPlan } from "#server/compensation/commands.ts";
import { runPeriod } from "#server/compensation/run.ts";
import { tenantOf } from "#server/auth/principal.ts";
import { gather } from "#server/diagnosis/gather.ts";
import { unitsOn } from "#server/home/store.ts";
import { fiscalOf } from "#server/kpi/sheet.ts";
import { spearman } from "#core/allocation/fairness.ts";
import { compute } from "#server/allocation/compute.ts";
import { factsFor } from "#server/allocation/facts.ts";
import { isRefusal } from "#server/http/refusal.ts";
import { bookOf } from "#server/targets/book.ts";
import { metricValues } from "#server/kpi/store.ts";
import { rollupDifferences } from "#server/kpi/rollups.ts";
import { customerColumns, orderColumns, staff, units } from "./adventureworks-files.ts";
import { field, idsOf, isAbsent, records, type Field, type Records } from "./support.ts";

const absent = isAbsent("adventureworks");
/** The window of SalesYTD, found out by the data's README: both days belong to it. */
const ytd = { key: "ytd", from: "2013-05-30", to: "2014-05-31" };

const e4 = (text: string): bigint => parseAmount(text)!;
/** One quota a row, from its date to the next one of the same person (three months for the last). */
function quotas(): Records {
  const rows = records("adventureworks/SalesPersonQuotaHistory.csv");
  return rows.map((row, i) => {
    const next = rows[i + 1];
    const until = next?.BusinessEntityID === row.BusinessEntityID ? next!.QuotaDate! : "2014-06-01";
    return {
      Node: row.BusinessEntityID!,
      Period: row.QuotaDate!,
      Quota: row.SalesQuota!,
      "Period start": row.QuotaDate!,
      "Period end": until,
    };
  });
}

describe.skipIf(absent)("AdventureWorks, through the command line", () => {
  let f: Field;
  let salesPeople: Records;
  beforeAll(async () => {
    f = await field("adventureworks", "2014-07-01");
    salesPeople = records("adventureworks/SalesPerson.csv");
    await f.hengji("import", "organisation", f.file("units.csv", units));
    await f.hengji("import", "people", f.file("staff.csv", staff()));
    await f.hengji("import", "customers", f.given("adventureworks/Customer.csv.gz"), ...customerColumns);
    await f.hengji(
      "import",
      "orders",
      f.given("adventureworks/SalesOrderHeader.csv.gz"),
      ...orderColumns,
      "--map",
      "credit=SalesPersonID",
      "--const",
      "currency=USD",
    );
  }, 240_000);
  afterAll(() => f?.close());

  it("31,465 orders come in whole: SubTotal, tax and freight to the last decimal", async () => {
    const sums = await f.within((tx) =>
      tx.row(sql<Record<string, bigint>>`
      select count(*) as orders, sum(amount)::bigint as amount, sum(tax)::bigint as tax, sum(freight)::bigint as freight from orders where tenant_id = current_tenant()`),
    );
    expect(sums).toEqual({ orders: 31_465n, amount: e4("109846381.4039"), tax: e4("10186974.4602"), freight: e4("3183430.2518") });
    expect(formatAmount(sums!.amount! + sums!.tax! + sums!.freight!)).toBe("123216786.1159");
  });

  it("the same file again changes nothing", async () => {
    const said = await f.hengji(
      "import",
      "orders",
      f.given("adventureworks/SalesOrderHeader.csv.gz"),
      ...orderColumns,
      "--map",
      "credit=SalesPersonID",
      "--dry-run",
    );
    expect(said).toContain("31465 rows; new 0, changed 0, same 31465, refused 0");
  }, 60_000);

  it("SalesYTD of all 17 sales people, by the metric signed-amount", async () => {
    const positions = await idsOf(f, "position");
    const values = await f.within((tx) =>
      metricValues(tx, { metric: "signed-amount", nodes: { kind: "position", ids: [...positions.values()] }, spans: [ytd] }),
    );
    const ours = salesPeople.map((row) => [row.BusinessEntityID, values.of(positions.get(row.BusinessEntityID!)!, "ytd").numerator]);
    expect(ours).toEqual(salesPeople.map((row) => [row.BusinessEntityID, e4(row.SalesYTD!)]));
    expect(ours).toHaveLength(17);
  });

  it("commission by each one's CommissionPct: 511,232.1510181 before rounding", async () => {
    const positions = await idsOf(f, "position");
    const values = await f.within((tx) =>
      metricValues(tx, { metric: "signed-amount", nodes: { kind: "position", ids: [...positions.values()] }, spans: [ytd] }),
    );
    const checked = readPlan({
      plan: "Commission",
      currency: "USD",
      period: "year",
      inputs: { participant: { commission_pct: "rate" } },
      measures: { sales: { sum: "amount" } },
      components: [{ name: "commission", of: "sales", rate: "commission_pct", rounding: { digits: 4 } }],
    });
    if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
    const facts = factsOf(checked.plan, {
      participants: salesPeople.map((row, i) => ({ no: i, cells: { participant: row.BusinessEntityID!, commission_pct: row.CommissionPct! } })),
      transactions: salesPeople.map((row, i) => ({ no: i, cells: { id: `T${i}`, participant: row.BusinessEntityID!, date: "2014-05-31", amount: formatAmount(values.of(positions.get(row.BusinessEntityID!)!, "ytd").numerator) } })),
    });
    const statements = statementsOf(checked.plan, facts, [{ key: "2014", from: "2014-01-01", to: "2015-01-01" }]);
    const sum = sumOf(statements.flatMap((one) => (one.kind === "statement" ? one.components.map((made) => made.raw) : [])));
    expect([statements.length, decimalText(sum, 10)]).toEqual([17, "511232.1510181"]); // before the one rounding
  }); // prettier-ignore

  it("tiers on each quarter's sales, month by month: a run pays what PostgreSQL computes by itself", async () => {
    const plan = `plan: Tiers
currency: USD
period: month
components:
  - name: commission
    accumulate: quarter
    of: amount
    tiers: [{ from: 0, rate: 1% }, { from: 100000, rate: 2% }, { from: 300000, rate: 3.5% }]
`;
    await f.within((tx) => installPlan(tx, { text: plan, validFrom: "2010-01-01" }), "pay");
    const ours = await f.within(async (tx) => {
      const env = envOf(await tenantOf(tx, new Date()));
      for (const key of ["2014-01", "2014-02", "2014-03"]) await runPeriod(tx, env, periodOf(key, env.fiscal)!, null);
      return tx.rows(sql<{ code: string; period: string; amount: string }>`
        select p.code, s.period, s.document->'made'->'components'->0->>'amount' as amount from statements s
        join positions p on p.tenant_id = s.tenant_id and p.id = s.position_id where s.tenant_id = current_tenant() order by 1, 2`);
    }, "pay");
    const theirs = await f.within((tx) => tx.rows(sql<{ code: string; period: string; amount: string }>`
      with months(period, first, last) as (values ('2014-01', date '2014-01-01', date '2014-02-01'), ('2014-02', '2014-02-01', '2014-03-01'), ('2014-03', '2014-03-01', '2014-04-01')),
      sums as (select c.position_id, m.period, coalesce(sum(c.amount) filter (where o.signed_on < m.first), 0) / 10000.0 as before, coalesce(sum(c.amount), 0) / 10000.0 as now
        from months m cross join (select distinct position_id from order_credits) p left join order_credits c on c.position_id = p.position_id
        join orders o on o.id = c.order_id and o.signed_on >= '2014-01-01' and o.signed_on < m.last group by 1, 2)
      select p.code, period, to_char(round(least(now, 100000) * 0.01 + greatest(least(now, 300000) - 100000, 0) * 0.02 + greatest(now - 300000, 0) * 0.035, 2)
        - round(least(before, 100000) * 0.01 + greatest(least(before, 300000) - 100000, 0) * 0.02 + greatest(before - 300000, 0) * 0.035, 2), 'FM999999990.00') as amount
      from sums join positions p on p.id = sums.position_id where p.tenant_id = current_tenant() order by 1, 2`));
    const paid = ours.filter(({ amount }) => amount !== "0.00");
    expect(paid.length).toBeGreaterThan(25);
    expect(paid).toEqual(theirs.filter(({ amount }) => amount !== "0.00"));
  }, 60_000); // prettier-ignore

  it("8 of 163 rep-quarters reach their quota; the median attainment is 84.8 %", async () => {
    await f.hengji("import", "targets", f.file("quotas.csv", quotas()), "--const", "metric=signed-amount");
    const targets = await f.within((tx) =>
      tx.rows(sql<{ id: string; from: string; to: string; amount: bigint }>`
      select node_id as id, period_from as "from", period_to as "to", amount from targets where tenant_id = current_tenant()`),
    );
    expect([targets.length, targets.reduce((sum, t) => sum + t.amount, 0n)]).toEqual([163, e4("95714000")]);
    const spans = [...new Map(targets.map((t) => [`${t.from} ${t.to}`, { key: `${t.from} ${t.to}`, from: t.from, to: t.to }])).values()];
    const values = await f.within((tx) =>
      metricValues(tx, { metric: "signed-amount", nodes: { kind: "position", ids: [...new Set(targets.map((t) => t.id))] }, spans }),
    );
    const actuals = targets.map((t) => values.of(t.id, `${t.from} ${t.to}`).numerator);
    const attainments = targets.map((t, i) => Number((actuals[i]! * 1_000_000n) / t.amount)).sort((a, b) => a - b);
    expect(formatAmount(actuals.reduce((a, b) => a + b, 0n))).toBe("80487704.1832");
    expect(attainments.filter((ppm) => ppm >= 1_000_000)).toHaveLength(8);
    expect(Math.round(attainments[81]! / 1000) / 10).toBe(84.8);
    expect(attainments.filter((ppm) => ppm >= 700_000 && ppm <= 950_000)).toHaveLength(141);
  }, 60_000);

  it("why a quarter is short adds up exactly, without deals, activities or classes, and says what is missing", async () => {
    const { facts } = await f.within(async (tx) => {
      const tenant = await tenantOf(tx, new Date());
      const [root] = await unitsOn(tx, tenant.today, { parentId: null });
      const scope = { all: true, unitIds: [], positionIds: [], personId: null };
      const user = { tenantId: tenant.id, userId: "", name: "", personId: null, positionIds: [], grants: [] };
      const subject = { kind: "unit" as const, id: root!.id, name: root!.name, detail: "" };
      return gather({ caller: { tx, tenant, scope, user }, subject, period: periodOf("2014-Q1", fiscalOf(tenant))! }, true);
    });
    const positions = await idsOf(f, "position");
    const quota = new Map(quotas().map((row) => [positions.get(row.Node!)!, e4(row.Quota!)])); // each one's last: their quarters are not the calendar's
    const children = facts.children.map((child) => ({ ...child, target: quota.get(child.id) ?? null }));
    const { gap, trees } = diagnose({ ...facts, children, target: [...quota.values()].reduce((a, b) => a + b, 0n) });
    const amount = (part: Explanation) => (part.value.kind === "amount" ? parseAmount(part.value.value)! : 0n);
    const wrong: string[] = [];
    const look = (part: Explanation): void => {
      if (part.combine === "sum" && part.parts!.reduce((sum, one) => sum + amount(one), 0n) !== amount(part)) wrong.push(part.of);
      part.parts?.forEach(look);
    };
    [gap, ...trees].forEach(look);
    expect(wrong).toEqual([]);
    expect(gap.parts!.filter((part) => part.of === "gap")).toHaveLength(17);
    expect(trees.map((tree) => tree.of)).toEqual(["customers", "orders"]);
    const customers = trees.find((tree) => tree.of === "customers")!;
    expect(amount(customers)).toBe(facts.own.reduce((sum, cell) => sum + cell.now - cell.before, 0n));
  }, 120_000);

  it("the fiscal year 2015 allocated over the sales people by what they brought: adds up to the cent, explains itself, is compared with what was", async () => {
    const root = (await idsOf(f, "unit")).get("SALES")!;
    const weights = { history: 100, pipeline: 0, potential: 0, accounts: 0, territory: 0, headcount: 0, "working-days": 0 };
    const given = {
      total: "45000000",
      weights,
      step: "1000",
      ramp: [300_000, 500_000, 750_000],
      alignFestival: false,
      limits: [],
      locks: [],
      over: [],
      hires: [],
    };
    const { lines, seats } = await f.within(async (tx) => {
      const book = await bookOf(tx, await tenantOf(tx, new Date()), "signed-amount", 2015, null);
      const facts = await factsFor(
        tx,
        book,
        book.nodes.find((node) => node.id === root)!,
        "2014-07-01",
        false,
      );
      const done = compute(book, facts, given, { own: new Set(), closed: new Set() });
      if (isRefusal(done)) throw new Error(done.code);
      return { lines: done.result.lines, seats: [...done.weighed.values()] };
    });
    const people = lines.filter((line) => line.id !== root);
    expect(people.reduce((sum, line) => sum + line.amount, 0n)).toBe(e4("45000000"));
    for (const line of lines) expect(line.months.reduce((a, b) => a + b, 0n)).toBe(line.amount);
    const known = seats.filter((one) => one.expectation.kind === "own");
    expect(known.length).toBeGreaterThanOrEqual(13);
    const amountOf = new Map(people.map((line) => [line.id, Number(line.amount)]));
    const { rho } = spearman(known.map((one) => [Number(one.expected), amountOf.get(one.seat.node.id)!] as const));
    expect(rho!).toBeGreaterThan(0.99); // by history alone the order of the past is the order of the targets
  }, 60_000);

  it("rollups agree with the facts", async () => {
    expect(await f.within((tx) => rollupDifferences(tx))).toEqual([]);
  }, 60_000);
});

describe.skipIf(absent)("AdventureWorks by territory: every order credited to the desk of its territory", () => {
  let f: Field;
  let territories: Records;
  beforeAll(async () => {
    f = await field("territories", "2014-07-01");
    territories = records("adventureworks/SalesTerritory.csv");
    const top = { Unit: "ALL", Name: "All", Kind: "company", Parent: "", From: "2010-01-01" };
    const units = territories.map((row) => ({
      Unit: `T${row.TerritoryID}`,
      Name: row.Name!,
      Kind: "region",
      Parent: "ALL",
      From: "2010-01-01",
    }));
    await f.hengji("import", "organisation", f.file("units.csv", [top, ...units]));
    await f.hengji(
      "import",
      "people",
      f.file(
        "desks.csv",
        territories.map((row) => ({ "Employee ID": row.TerritoryID!, Name: row.Name!, Unit: `T${row.TerritoryID}`, From: "2010-01-01" })),
      ),
    );
    await f.hengji(
      "import",
      "orders",
      f.given("adventureworks/SalesOrderHeader.csv.gz"),
      ...orderColumns,
      "--map",
      "credit=TerritoryID",
      "--map",
      "customer=",
    );
  }, 240_000);
  afterAll(() => f?.close());

  it("SalesYTD of all 10 territories, rolled up to their units", async () => {
    const units = await idsOf(f, "unit");
    const values = await f.within((tx) =>
      metricValues(tx, { metric: "signed-amount", nodes: { kind: "unit", ids: [...units.values()] }, spans: [ytd] }),
    );
    const ours = territories.map((row) => [row.Name, values.of(units.get(`T${row.TerritoryID}`)!, "ytd").numerator]);
    expect(ours).toEqual(territories.map((row) => [row.Name, e4(row.SalesYTD!)]));
    expect(ours).toHaveLength(10);
  });
});
