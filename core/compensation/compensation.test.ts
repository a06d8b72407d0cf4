import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Explanation } from "../explain/explanation.ts";
import { compare, exactOf, plus, sumOf, ZERO, type Exact } from "../formula/exact.ts";
import { factsOf } from "./engine/read.ts";
import { reachOf } from "./engine/reach.ts";
import { periodsOf, runOf, statementsOf, type Statement } from "./engine/run.ts";
import type { Tables } from "./engine/tables.ts";
import { explainComponent, explainLine } from "./explain-component.ts";
import { explainStatement } from "./explain.ts";
import type { Plan } from "./language/plan.ts";
import { readPlan } from "./language/read.ts";

const around = { version: "v1", currency: "CNY", given: {} };
type Cells = Readonly<Record<string, string | number>>;
const rows = (list: readonly Cells[]) =>
  list.map((cells, i) => ({ no: i + 1, cells: Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, String(value)])) }));

function planOf(document: object): Plan {
  const checked = readPlan({ plan: "方案", period: "month", ...document });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
const tables = (transactions: readonly Cells[], more: Readonly<Record<string, readonly Cells[]>> = {}): Tables =>
  Object.fromEntries(Object.entries({ transactions, ...more }).map(([name, list]) => [name, rows(list)]));
function made(plan: Plan, given: Tables): (Statement & { kind: "statement" })[] {
  const facts = factsOf(plan, given);
  return statementsOf(plan, facts, periodsOf(plan, facts)).map((one) => {
    if (one.kind === "stopped") throw new Error(one.stop.code);
    return one;
  });
}

const valueOf = ({ value }: Explanation): Exact => (value.kind === "amount" || value.kind === "number" ? exactOf(value.value)! : ZERO);
/** Every sum in the tree re-adds to the last digit. */
function readds(part: Explanation): void {
  if (part.combine === "sum") expect(compare(sumOf(part.parts!.map(valueOf)), valueOf(part)), JSON.stringify(part)).toBe(0);
  part.parts?.forEach(readds);
}

const deal = fc.record({
  编号: fc.uuid(),
  人员: fc.constantFrom("甲", "乙"),
  日期: fc.integer({ min: 0, max: 88 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
  金额: fc.integer({ min: -2_000_00, max: 30_000_00 }).map((cents) => (cents / 100).toFixed(2)),
});
const deals = fc.uniqueArray(deal, { selector: (one) => one.编号, maxLength: 10 });
const steps = { accumulate: "quarter", of: "金额", tiers: [{ from: 0, rate: "1.37%" }, { from: 7000, rate: "3.331%" }, { from: 23000.5, rate: "5%" }] }; // prettier-ignore

describe("the explanation re-adds to the amount, whatever the plan does", () => {
  it.each<[string, object]>([
    ["tiers on a running sum", { components: [{ name: "提成", ...steps }] }],
    ["lines rounded one by one", { components: [{ name: "提成", ...steps, rounding: { level: "line" } }] }],
    ["a factor, a floor and a cap", { components: [{ name: "提成", ...steps, times: "1.17", floor: 50, cap: 900 }] }],
    ["a payout formula", { components: [{ name: "提成", ...steps }], payout: "最小(提成 * 0.913, 700元)" }],
    ["whole-amount tiers", { components: [{ name: "提成", ...steps, mode: "whole" }] }],
    ["a third of each deal", { components: [{ name: "提成", each: "transaction", amount: "金额 / 3" }] }],
    ["money that waits", { components: [{ name: "提成", ...steps, pay: [{ share: "60%" }, { share: "40%", on: "collection" }] }] }],
    ["a draw, a reserve and a cap of the period", { components: [{ name: "提成", ...steps }], settlement: { draw: { amount: 300, "recovery-max": 100 }, reserve: { share: "10%", "release-after-months": 1 }, cap: 800 } }],
  ])("%s", (_, document) => {
    const plan = planOf(document);
    fc.assert(
      fc.property(deals, (list) => {
        const receipts = list.slice(0, 4).map((one) => ({ transaction: one.编号, date: "2026-03-20", amount: 1000 }));
        for (const one of made(plan, tables(list, { receipts }))) {
          const explanation = explainStatement(plan, one, around);
          expect(compare(valueOf(explanation), one.settled.paid)).toBe(0);
          readds(explanation);
          for (const component of one.components) {
            readds(explainComponent(component, around));
            for (const line of component.lines) {
              const said = explainLine(line, component, around);
              readds(said);
              expect(compare(valueOf(said), line.amount)).toBe(0);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("says why nothing was made when it is stopped", () => {
    const plan = planOf({ components: [{ name: "提成", accumulate: "month", of: "金额", tiers: [{ from: "0%", rate: "1%" }, { from: "100%", rate: "2%" }] }] });
    const facts = factsOf(plan, tables([{ 编号: "D1", 人员: "甲", 日期: "2026-01-05", 金额: 100 }]));
    const [one] = statementsOf(plan, facts, periodsOf(plan, facts));
    expect(explainStatement(plan, one!, around)).toMatchObject({ value: { kind: "none", why: "missing" }, notes: [{ key: "plan.stopped.value-missing" }] });
  });
}); // prettier-ignore

describe("a new version of a plan takes over what the old one has left", () => {
  const half = (rate: string) => planOf({ components: [{ name: "提成", each: "transaction", of: "金额", rate, pay: [{ share: "50%" }, { share: "50%", on: "collection" }] }] }); // prettier-ignore
  const [first, second] = [half("10%"), half("20%")];
  const given = tables(
    [
      { 编号: "D1", 人员: "甲", 日期: "2026-01-05", 金额: 1000 },
      { 编号: "D2", 人员: "甲", 日期: "2026-02-05", 金额: 1000 },
    ],
    { receipts: [{ transaction: "D1", date: "2026-02-20", amount: 1000 }] },
  );
  const months = ["2026-01", "2026-02"].map((key, i) => ({ key, from: `${key}-01`, to: `2026-0${i + 2}-01` }));

  it("money that waited under the first is paid under the second, at the first one's rate", () => {
    const before = runOf(first, factsOf(first, given), [months[0]!]);
    const after = runOf(second, factsOf(second, given), [months[1]!], { carried: before.carried });
    const paid = after.statements.map((one) => one.kind === "statement" && [one.settled.paid, one.held]);
    expect(paid).toEqual([[exactOf("150"), exactOf("100")]]); // 50 of January, half of 200
  });
  it("who was stopped under the first stays stopped: nothing is known of what waits", () => {
    const stopped = runOf(second, factsOf(second, given), [months[1]!], { carried: new Map([["甲", null]]) });
    expect(stopped.statements).toMatchObject([{ kind: "stopped", stop: { code: "earlier-period-stopped" } }]);
  });
});

describe("only members of a plan share its pool, though others' business counts", () => {
  const plan = planOf({ measures: { 业绩: { sum: "金额" }, 全部: { sum: "金额", credit: "all" } }, components: [{ name: "奖金池", pool: "全部 * 10%", key: "业绩" }] }); // prettier-ignore
  const given = tables([
    { 编号: "D1", 人员: "甲", 日期: "2026-01-05", 金额: 300 },
    { 编号: "D2", 人员: "乙", 日期: "2026-01-06", 金额: 100 },
    { 编号: "D3", 人员: "丙", 日期: "2026-01-07", 金额: 600 },
  ]);
  it("the pool of 100 goes to two of three", () => {
    const facts = factsOf(plan, given);
    const made = statementsOf(plan, facts, periodsOf(plan, facts), { members: new Set(["甲", "乙"]) });
    expect(made.map((one) => one.kind === "statement" && [one.participant, one.earned])).toEqual([
      ["乙", exactOf("25")],
      ["甲", exactOf("75")],
    ]);
  });
  it("asking for one of them gives that one's share, not the pool", () => {
    const facts = factsOf(plan, given);
    const made = statementsOf(plan, facts, periodsOf(plan, facts), { members: new Set(["甲", "乙"]), asked: new Set(["甲"]) });
    expect(made.map((one) => one.kind === "statement" && one.earned)).toEqual([exactOf("75")]);
  });
});

describe("what has to be loaded for a period", () => {
  const component = { name: "提成", of: "业绩", rate: "1%" };
  const measures = (over?: string) => ({ 业绩: { sum: "金额", ...(over && { over }) } });
  it.each<[string, object, string, string]>([
    ["the month itself", { measures: measures(), components: [component] }, "month", "own"],
    ["the year of a yearly measure", { measures: measures("year"), components: [component] }, "year", "own"],
    ["the quarter tiers add up over", { components: [{ name: "提成", ...steps }] }, "quarter", "own"],
    ["everything since the plan began when money waits", { components: [{ name: "提成", ...steps, pay: [{ share: "100%", on: "collection" }] }] }, "ever", "own"],
    ["everything since the plan began under a draw", { measures: measures(), components: [component], settlement: { draw: { amount: 100 } } }, "ever", "own"],
    ["the team of a manager", { measures: { 业绩: { sum: "金额", credit: "team" } }, components: [component] }, "month", "all"],
    ["everybody in a pool", { measures: measures(), components: [{ name: "池", pool: "100", key: "业绩" }] }, "month", "members"],
  ])("%s", (_, document, back, of) => {
    expect(reachOf(planOf(document))).toMatchObject({ back, of });
  });
  it("a coefficient outside of the components is asked of the period alone", () => {
    const plan = planOf({ components: [{ name: "提成", ...steps }], payout: "提成 * 绩效系数" });
    const { asks, asksEarlier } = reachOf(plan);
    expect([asks("coefficient"), asksEarlier("coefficient"), asks("score")]).toEqual([true, false, false]);
  });
}); // prettier-ignore

it("sums of what is paid and what waits are what was earned, month after month", () => {
  const plan = planOf({ components: [{ name: "提成", each: "transaction", of: "金额", rate: "10%", pay: [{ share: "100%", on: "collection" }] }] });
  const [one] = made(plan, tables([{ 编号: "D1", 人员: "甲", 日期: "2026-01-05", 金额: 1000 }], { receipts: [{ transaction: "D1", date: "2026-01-20", amount: 400 }] }));
  expect(plus(one!.settled.paid, one!.held)).toEqual(exactOf("100"));
}); // prettier-ignore
