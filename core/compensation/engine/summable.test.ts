import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactOf, plus, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import { readPlan } from "../language/read.ts";
import { factsOf } from "./read.ts";
import { statementsOf } from "./run.ts";
import { summable } from "./summable.ts";
import type { Row, Tables } from "./tables.ts";

function planOf(document: object): Plan {
  const checked = readPlan({ plan: "方案", period: "month", ...document });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
type Deal = { id: string; participant: string; date: string; cents: number; customer_class: string };
const deal = fc.record({
  id: fc.uuid(),
  participant: fc.constantFrom("甲", "乙"),
  date: fc.integer({ min: 0, max: 180 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
  cents: fc.integer({ min: -2_000_00, max: 30_000_00 }),
  customer_class: fc.constantFrom("A", "B", ""),
});
const deals = fc.uniqueArray(deal, { selector: (one) => one.id, maxLength: 24 });
const money = (cents: number) => (cents / 100).toFixed(2);
const rows = (list: readonly Record<string, string>[]): Row[] => list.map((cells, i) => ({ no: i, cells }));
const values = rows(["甲", "乙"].flatMap((participant) => [["配额", "20000"], ["绩效系数", "0.93"]].map(([name, value]) => ({ participant, period: "", name: name!, value: value! })))); // prettier-ignore
const singly = (list: readonly Deal[]): Tables => ({ values, transactions: rows(list.map(({ cents, ...one }) => ({ ...one, amount: money(cents) }))) }); // prettier-ignore

/** What the database does: one row for a participant, a month and a customer class. */
function inSums(list: readonly Deal[]): Tables {
  const groups = Map.groupBy(list, (one) => `${one.participant} ${one.date.slice(0, 7)} ${one.customer_class}`);
  return {
    values,
    transactions: rows(
      [...groups].map(([id, ones]) => ({
        id,
        participant: ones[0]!.participant,
        customer_class: ones[0]!.customer_class,
        date: ones.map(({ date }) => date).toSorted().at(-1)!, // prettier-ignore
        amount: money(ones.reduce((sum, { cents }) => sum + cents, 0)),
      })),
    ),
  };
}

const months = Array.from({ length: 6 }, (_, i) => ({ key: `2026-0${i + 1}`, from: `2026-0${i + 1}-01`, to: `2026-0${i + 2}-01` }));
const made = (plan: Plan, tables: Tables) =>
  statementsOf(plan, factsOf(plan, tables), months).map((one) => {
    if (one.kind === "stopped") return [one.participant, one.period.key, one.stop.code];
    const components = one.components.map(({ amount, opening, accumulated }) => [amount, opening, accumulated]);
    return [one.participant, one.period.key, one.earned, one.settled.paid, components];
  });

const tiers = [{ from: "0%", rate: "1.37%" }, { from: "60%", rate: "3.331%" }, { from: "150%", rate: "5%" }]; // prettier-ignore
const steps = { name: "提成", accumulate: "quarter", of: "金额", tiers };

describe("sums by month pay what the single transactions pay, to the unit", () => {
  it.each<[string, object, readonly string[]]>([
    ["marginal tiers over a quarter", { components: [steps] }, []],
    ["whole-amount tiers over a year", { components: [{ ...steps, accumulate: "year", mode: "whole" }] }, []],
    ["a coefficient and a cap", { components: [{ ...steps, times: "绩效系数", cap: 700 }] }, []],
    ["a payout formula", { components: [steps], payout: "最小(提成 * 绩效系数, 400元)" }, []],
    ["a rate by customer class", { components: [{ name: "提成", each: "transaction", of: "金额", rate: [{ when: "客户类别 = 'A'", rate: "2.17%" }, { rate: "1%" }] }] }, ["customer_class"]],
    ["a measure of one class over the year", { measures: { 大客户: { sum: "金额", where: "客户类别 = 'A'", over: "year" } }, components: [{ name: "提成", of: "大客户", rate: "0.7%" }] }, ["customer_class"]],
    ["a draw of which part is taken back", { components: [steps], settlement: { draw: { amount: 120, "recovery-max": 50 } } }, []],
  ])("%s", (_, document, apart) => {
    const plan = planOf(document);
    expect(summable(plan)).toEqual(apart);
    fc.assert(fc.property(deals, (list) => void expect(made(plan, inSums(list))).toEqual(made(plan, singly(list)))), { numRuns: 120 });
  });
}); // prettier-ignore

describe("where single transactions matter, the lines are needed", () => {
  it.each<[string, object]>([
    ["tiers that begin again with each deal", { components: [{ name: "提成", each: "transaction", of: "金额", tiers }] }],
    ["rounding line by line", { components: [{ ...steps, rounding: { level: "line" } }] }],
    ["a cap per deal", { components: [{ name: "提成", each: "transaction", of: "金额", rate: "1%", cap: { amount: 100, per: "transaction" } }] }],
    ["a count of deals", { measures: { 单数: { count: "transactions" } }, components: [{ name: "奖", "per-unit": 10, of: "单数" }] }],
    ["a condition on the amount of a deal", { components: [{ ...steps, where: "金额 > 1000元" }] }],
    ["money that waits for its receipt", { components: [{ ...steps, pay: [{ share: "100%", on: "collection" }] }] }],
    ["the team's business, by the hierarchy of the day", { components: [{ ...steps, credit: "team" }] }],
    ["half months", { period: "half-month", components: [{ name: "提成", each: "transaction", of: "金额", rate: "1%" }] }],
  ])("%s", (_, document) => expect(summable(planOf(document))).toBeNull());
}); // prettier-ignore

it("a month's sum is a sum: nothing is lost on the way", () => {
  fc.assert(
    fc.property(deals, (list) => {
      const sum = (tables: Tables) => tables.transactions!.map(({ cells }) => exactOf(cells.amount!)!).reduce(plus, { n: 0n, d: 1n } satisfies Exact); // prettier-ignore
      expect(sum(inSums(list))).toEqual(sum(singly(list)));
    }),
    { numRuns: 60 },
  );
});
