import { expect, it } from "vitest";
import { readPlan } from "../language/read.ts";
import { handOver } from "./hand-over.ts";
import { factsOf } from "./read.ts";
import { periodsOf, statementsOf } from "./run.ts";

const rows = (list: readonly Readonly<Record<string, string>>[]) => list.map((cells, i) => ({ no: i + 1, cells }));

it("payroll gets what is paid, finance what waits and the cost by month; the sums agree", () => {
  const checked = readPlan({
    plan: "x", period: "month",
    components: [{ name: "提成", each: "transaction", of: "金额", rate: "10%", pay: [{ share: "60%" }, { share: "40%", on: "collection" }], amortise: { months: 12 } }],
  }); // prettier-ignore
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  const facts = factsOf(checked.plan, {
    transactions: rows([{ id: "D1", participant: "甲", date: "2026-01-10", amount: "10000" }]),
    receipts: rows([{ transaction: "D1", date: "2026-02-05", amount: "10000" }]),
  });
  const sheets = handOver(checked.plan, statementsOf(checked.plan, facts, periodsOf(checked.plan, facts)));
  expect(sheets.payroll.rows).toEqual([["甲", "2026-01", "CNY", "600.00"], ["甲", "2026-02", "CNY", "400.00"]]); // prettier-ignore
  expect(sheets.earnings.rows).toEqual([["甲", "2026-01", "提成", "1000.00"], ["甲", "2026-02", "提成", "0.00"]]); // prettier-ignore
  expect(sheets.accruals.rows).toEqual([["甲", "2026-01", "accrual", "400.00"], ["甲", "2026-02", "accrual-reversal", "-400.00"]]); // prettier-ignore
  expect(sheets.amortisation.rows).toHaveLength(12);
  const cents = sheets.amortisation.rows.map((row) => Math.round(Number(row[4]) * 100));
  expect([cents[0], cents.at(-1), cents.reduce((a, b) => a + b, 0)]).toEqual([8333, 8337, 100_000]);
});
