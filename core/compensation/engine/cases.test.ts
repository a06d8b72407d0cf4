import { describe, expect, it } from "vitest";
import { deals, each, missesOf, type PlanCase } from "#test/support/plan-case.ts";

/** What people ask of an incentive plan, each said once: the plan, the facts, what must come out. */
const cases: Readonly<Record<string, PlanCase>> = {
  "a cap on each deal": {
    plan: { components: [each({ rate: "10%", cap: { amount: 500, per: "transaction" } })] },
    facts: { transactions: deals(3000, 9000) },
    expect: [{ C: 800, "C[D2]": 500 }],
  },
  "a yearly cap whose excess comes next month, as far as there is room": {
    plan: { components: [each({ rate: "10%", cap: { amount: 500, per: "month", excess: "carried" } })] },
    facts: { transactions: [...deals(8000), { id: "E", participant: "A", date: "2026-02-03", amount: 1000 }] },
    expect: [
      { period: "2026-01", C: 500 },
      { period: "2026-02", C: 400 },
    ],
  },
  "so much a piece of every deal: the quantity is the base when nothing else is said": {
    plan: { components: [{ name: "C", each: "transaction", "per-unit": 20 }] },
    facts: { transactions: [{ id: "D1", participant: "A", date: "2026-01-10", amount: 1, quantity: 5 }] },
    expect: [{ C: 100 }],
  },
  "all of it when the money comes in, said in one word": {
    plan: { components: [each({ rate: "10%", pay: "collection" })] },
    facts: { transactions: deals(1000), receipts: [{ transaction: "D1", date: "2026-01-20", amount: 250 }] },
    expect: [{ C: 100, paid: 25, held: 75 }],
  },
  "so much a unit, more from the eleventh on": {
    plan: { measures: { units: { sum: "quantity" } }, components: [{ name: "C", of: "units", tiers: [{ from: 0, "per-unit": 5 }, { from: 10, "per-unit": 8 }] }] }, // prettier-ignore
    facts: { transactions: [{ ...deals(0)[0], quantity: 14 }] },
    expect: [{ C: 82 }],
  },
  "a bonus from the third deal on": {
    plan: { components: [{ name: "C", each: "transaction", where: "amount >= 1000元", amount: "if(ordinal >= 3, 200元, 0元)" }] },
    facts: { transactions: deals(1000, 500, 2000, 3000, 1500) },
    expect: [{ C: 400, "C[D4]": 200 }],
  },
  "half of the pay at most goes to an old draw": {
    plan: { components: [each({ rate: "10%" })], settlement: { draw: { amount: 1000, "recovery-max": "C * 50%" } } },
    facts: { transactions: [...deals(2000), { id: "E", participant: "A", date: "2026-02-03", amount: 12000 }] },
    expect: [
      { period: "2026-01", paid: 1000, draw_balance: -800 },
      { period: "2026-02", paid: 1000, draw_balance: -600 }, // 1,200 less 600 is below the draw: 400 of it is advanced anew
    ],
  },
  "a gate: no collection, no commission": {
    plan: { inputs: { participant: { collected: "rate" } }, components: [each({ rate: "10%", gate: "collected >= 80%" })] },
    facts: { participants: [{ participant: "A", collected: "79.9%" }], transactions: deals(1000) },
    expect: [{ C: 0 }],
  },
  "year to date less what was paid, whole-amount tiers": {
    plan: {
      measures: { ytd: { sum: "amount", over: "year" }, rate: { by: "ytd", tiers: [{ from: 0, rate: "2%" }, { from: 10_000, rate: "5%" }] } },
      components: [{ name: "C", amount: "ytd * rate", "less-paid": "year" }],
    }, // prettier-ignore
    facts: { transactions: [...deals(9000), { id: "E", participant: "A", date: "2026-02-03", amount: 3000 }] },
    expect: [
      { period: "2026-01", C: 180 },
      { period: "2026-02", C: 420 }, // 5 % of 12,000 is 600
    ],
  },
  "leave of absence takes its days off the target": {
    plan: { measures: { goal: "quota * active_share" }, components: [{ name: "C", amount: "goal" }] },
    facts: { participants: [{ participant: "A", quota: 31_000 }], absences: [{ participant: "A", from: "2026-01-11", to: "2026-01-21" }] },
    expect: [{ period: "2026-01", C: 21_000 }],
  },
  "who leaves is paid what waits for the customer's money, when the plan says so": {
    plan: { components: [each({ rate: "10%", pay: [{ on: "collection" }] })], settlement: { exit: { held: "released" } } },
    facts: {
      participants: [{ participant: "A", left: "2026-02-15" }],
      transactions: [...deals(1000), { id: "E", participant: "A", date: "2026-02-03", amount: 500 }],
    },
    expect: [
      { period: "2026-01", paid: 0, held: 100 },
      { period: "2026-02", paid: 150, held: 0 },
    ],
  },
  "a tenth is kept back for three months": {
    plan: { components: [each({ rate: "10%" })], settlement: { reserve: { share: "10%", "release-after-months": 3 } } },
    facts: { transactions: [...deals(1000), { id: "E", participant: "A", date: "2026-04-03", amount: 1000 }] },
    expect: [
      { period: "2026-01", paid: 90, held: 10 },
      { period: "2026-04", paid: 100, held: 10 }, // 90 of April and the 10 of January
    ],
  },
  "the manager's part of what the team's people earn": {
    plan: {
      measures: { team: { "sum-of": "C", credit: "below" } },
      components: [each({ rate: "10%" }), { name: "M", of: "team", rate: "20%" }],
    },
    facts: { participants: [{ participant: "A", manager: "B" }, { participant: "B" }], transactions: deals(1000) },
    expect: [
      { participant: "A", C: 100, M: 0 },
      { participant: "B", C: 0, M: 20 },
    ],
  },
  "somebody who moved in mid-month earns for the manager of each day": {
    plan: { measures: { team: { sum: "amount", credit: "below" } }, components: [{ name: "M", of: "team", rate: "1%" }] },
    facts: {
      participants: [
        { participant: "A", from: "2026-01-01", to: "2026-01-11", manager: "B" },
        { participant: "A", from: "2026-01-11", manager: "C" },
        { participant: "B" },
        { participant: "C" },
      ],
      transactions: deals(1000, 3000),
    },
    expect: [
      { participant: "B", M: 10 },
      { participant: "C", M: 30 },
    ],
  },
  "a quota of the quarter serves its months, one of the month comes first": {
    plan: { components: [{ name: "C", amount: "quota * 1%" }] },
    facts: {
      values: [
        { participant: "A", period: "2026-Q1", name: "quota", value: 9000 },
        { participant: "A", period: "2026-02", name: "quota", value: 4000 },
      ],
    },
    expect: [
      { period: "2026-01", C: 90 },
      { period: "2026-02", C: 40 },
    ],
  },
  "a half-year begins where it begins": {
    plan: { period: "half", components: [{ name: "C", amount: "quota * 1%" }] },
    facts: { values: [{ participant: "A", period: "2026-H2", name: "quota", value: 9000 }] },
    expect: [
      { period: "2026-H2", C: 90 },
      { period: "*", statements: 1 },
    ],
  },
  "who comes in mid-quarter has no quota of the months before, and is paid all the same": {
    plan: { components: [{ name: "C", accumulate: "quarter", of: "amount", tiers: [{ from: "0%", rate: "5%" }, { from: "100%", rate: "8%" }] }] },
    facts: {
      participants: [
        { participant: "A", quota: 1000 },
        { participant: "B", from: "2026-02-01", quota: 1000 },
        { participant: "C", hired: "2026-02-01" },
      ],
      values: ["2026-02", "2026-03"].map((period) => ({ participant: "C", period, name: "quota", value: 400 })),
      transactions: [...deals(500), ...["B", "C"].map((participant) => ({ id: participant, participant, date: "2026-02-03", amount: 500 }))],
    },
    expect: [
      { participant: "B", period: "2026-02", C: 25 },
      { participant: "C", period: "2026-02", C: 28 },
    ],
  }, // prettier-ignore
  "a manager without deals of his own carries the excess of his cap too": {
    plan: {
      components: [{ name: "M", credit: "below", accumulate: "month", of: "amount", rate: "10%", cap: { amount: 50, excess: "carried" } }],
    },
    facts: {
      participants: [{ participant: "A", manager: "B" }, { participant: "B" }],
      transactions: [...deals(800), { id: "E", participant: "A", date: "2026-02-03", amount: 100 }],
    },
    expect: [
      { participant: "B", period: "2026-01", M: 50 },
      { participant: "B", period: "2026-02", M: 40 },
    ],
  },
  "who has left is paid what was held and no guarantee; who has not come yet takes no prize": {
    plan: {
      measures: { sales: { sum: "amount" } },
      components: [each({ rate: "10%", pay: [{ on: "collection" }] }), { name: "P", by: "sales", prizes: [9, 5] }],
      settlement: { guarantee: 300 },
    },
    facts: {
      participants: [
        { participant: "A", left: "2026-02-01" },
        { participant: "B", hired: "2026-02-01" },
      ],
      transactions: [...deals(1000), { id: "E", participant: "B", date: "2026-02-03", amount: 100 }],
      receipts: [{ transaction: "D1", date: "2026-02-10", amount: 1000 }],
    },
    expect: [
      { participant: "A", period: "2026-01", C: 100, P: 9, paid: 300 },
      { participant: "A", period: "2026-02", C: 0, P: 0, paid: 100 },
      { participant: "B", period: "2026-02", P: 9, paid: 300 },
      { participant: "B", period: "*", P: 9 },
    ],
  },
  "a circle of managers stops everybody who would earn from it, not only the first one asked": {
    plan: { measures: { team: { sum: "amount", credit: "below" } }, components: [{ name: "M", of: "team", rate: "1%" }] },
    facts: {
      participants: [
        { participant: "A", manager: "B" },
        { participant: "B", manager: "A" },
      ],
      transactions: deals(1000),
    },
    expect: ["A", "B"].map((participant) => ({ participant, period: "2026-01", stopped: "hierarchy-circle" })),
  },
  "thirty days after the invoice": {
    plan: { components: [each({ rate: "10%", pay: [{ on: "invoice", "after-days": 30 }] })] },
    facts: {
      transactions: [
        { ...deals(1000)[0], invoiced: "2026-01-30" },
        { ...deals(0, 2000)[1], invoiced: "2026-01-31" },
      ],
    },
    expect: [
      { period: "2026-01", C: 300, paid: 0 },
      { period: "2026-02", paid: 0 },
      { period: "2026-03", paid: 300 },
    ],
  },
  "an override on the business of those alone who reach their quota": {
    plan: {
      measures: { sales: { sum: "amount" }, reached: "sales / quota", strong: { "sum-of": "sales", credit: "direct", where: "reached >= 100%" } },
      components: [{ name: "M", of: "strong", rate: "2%" }],
    }, // prettier-ignore
    facts: {
      participants: [{ participant: "M", quota: 1 }, ...["A", "B"].map((participant) => ({ participant, manager: "M", quota: 1000 }))],
      transactions: [...deals(1000), { id: "E", participant: "B", date: "2026-01-03", amount: 999.99 }],
    },
    expect: [{ participant: "M", M: 20, strong: 1000 }],
  },
  "a place among all, alike on the same place; who is not there has none": {
    plan: {
      measures: { sales: { sum: "amount" }, place: { rank: "sales" }, one: "1", people: { "sum-of": "one", credit: "all" } },
      components: [{ name: "C", amount: "if(place <= people / 2, 500, 0)" }],
    },
    facts: {
      participants: [{ participant: "F", hired: "2026-02-01" }],
      transactions: [7, 9, 9, 3].map((amount, i) => ({ id: `D${i}`, participant: "ABDE"[i], date: "2026-01-10", amount })),
    },
    expect: [
      { participant: "B", place: 1, people: 4, C: 500 },
      { participant: "D", place: 1, C: 500 },
      { participant: "A", place: 3, C: 0 },
      { participant: "E", place: 4, C: 0 },
      { participant: "*", statements: 4 },
    ],
  },
  "margin paid by tiers of the revenue that adds up": {
    plan: {
      components: [
        { name: "C", accumulate: "quarter", of: "margin", counts: "amount", tiers: [{ from: 0, rate: "10%" }, { from: 1000, rate: "20%" }] },
        { name: "W", accumulate: "quarter", of: "margin", counts: "amount", mode: "whole", tiers: [{ from: 0, rate: "10%" }, { from: 1000, rate: "20%" }] },
      ],
    }, // prettier-ignore
    facts: {
      transactions: [
        { id: "D1", participant: "A", date: "2026-01-10", amount: 800, cost: 600 },
        { id: "D2", participant: "A", date: "2026-02-10", amount: 400, cost: 300 }, // half of it below the bound
        { id: "D3", participant: "A", date: "2026-03-10", amount: 0, cost: -50 }, // counts nothing, stands in the second tier
      ],
    },
    expect: [
      { period: "2026-01", C: 20, W: 20 },
      { period: "2026-02", C: 15, "C[D2].slice 1": 50, "C[D2].slice 2": 50, "C[D2].accumulated": 1200, W: 40 },
      { period: "2026-03", C: 10, W: 10 },
    ],
  },
  "a component for heads alone asks nothing of the others": {
    plan: {
      measures: { reached: "sales / quota", sales: { sum: "amount", credit: "team" } },
      components: [{ name: "Head", of: "sales", rate: "1%", times: "min(reached, 120%)", cap: "quota", where: "title = 'head'" }],
    },
    facts: {
      participants: [
        { participant: "M", title: "head", quota: 1000 },
        { participant: "A", title: "rep", manager: "M" },
      ],
      transactions: deals(1100),
    },
    expect: [
      { participant: "M", Head: 12.1 },
      { participant: "A", Head: 0 },
    ],
  },
  "a plan and its facts in Traditional Chinese": {
    plan: {
      measures: { 業績: { sum: "金額", where: "客戶類別 <> '內部'" }, 達成: "業績 / 配額" },
      components: [{ name: "獎金", of: "目標獎金", by: "達成", curve: [{ at: "50%", factor: 0 }, { at: "100%", factor: 1 }] }, { name: "提成", each: "transaction", amount: "捨入(如果(第幾單 = 1, 金額 * 3%, 金額 * 2%), 0)" }],
    }, // prettier-ignore
    facts: {
      participants: [{ 人員: "王", 配額: 1000, 目標獎金: 200 }],
      transactions: [
        { 編號: "D1", 人員: "王", 日期: "2026-01-05", 金額: 510 },
        { 編號: "D2", 人員: "王", 日期: "2026-01-06", 金額: 240, 客戶類別: "新客" },
      ],
    },
    expect: [{ 達成: "75%", 獎金: 100, 提成: 20 }],
  },
  "a missing quota stops one, and the other is paid": {
    plan: { measures: { reached: { sum: "amount" } }, components: [{ name: "C", amount: "if(reached / quota >= 100%, 500元, 0元)" }] },
    facts: { participants: [{ participant: "A", quota: 1000 }, { participant: "B" }], transactions: deals(1000) },
    expect: [
      { participant: "A", C: 500 },
      { participant: "B", period: "2026-01", stopped: "value-missing" },
    ],
  },
};

describe("an incentive plan can say", () => {
  it.each(Object.entries(cases))("%s", (_, one) => {
    expect(missesOf(one)).toEqual([]);
  });
});
