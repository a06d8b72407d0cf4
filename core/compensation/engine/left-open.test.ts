import { describe, expect, it } from "vitest";
import { missesOf, type PlanCase } from "#test/support/plan-case.ts";
import { readPlan } from "../language/read.ts";

const halves = { name: "C", each: "transaction", of: "amount", rate: "10%", pay: [{ share: "50%", on: "booking" }, { share: "50%", on: "collection" }], clawback: {} }; // prettier-ignore
const sale = { id: "D1", participant: "A", date: "2026-01-10", amount: 10_000 };
const reps = [
  { participant: "A", title: "rep", salary: 1, hired: "2020-01-01" },
  { participant: "B", title: "clerk", salary: 1, hired: "2020-01-01" },
];
const leaver = [{ participant: "A", hired: "2025-01-01", left: "2026-10-15" }];
const kept = (held: string) => ({
  components: [{ name: "C", each: "transaction", of: "amount", rate: "5%" }],
  settlement: { reserve: { share: "20%", "release-after-months": 12 }, exit: { held } },
});
const soldAndLeft = [{ ...sale, date: "2026-03-05", amount: 200_001 }, { ...sale, id: "D2", date: "2026-10-05", amount: 100 }]; // prettier-ignore

/** Money that waits, is carried or is kept back, and what becomes of it when something comes in between. */
const cases: Readonly<Record<string, PlanCase>> = {
  "a cancelled deal waits for nothing: what was never paid is not asked for": {
    plan: { components: [halves] },
    facts: {
      transactions: [
        sale,
        { id: "R1", participant: "A", date: "2026-03-10", reverses: "D1" },
        { ...sale, id: "D2", date: "2026-05-10", amount: 40_000 },
      ],
      receipts: [{ transaction: "D2", date: "2026-05-10", amount: 40_000 }],
    },
    expect: [
      { period: "2026-01", paid: 500, held: 500 },
      { period: "2026-03", earned: -1000, paid: 0, held: 0 },
      { period: "2026-05", paid: 3500, held: 0 },
      { period: "*", earned: 4000, paid: 4000 },
    ],
  },
  "two fifths taken back, three fifths collected later": {
    plan: { components: [halves] },
    facts: {
      transactions: [sale, { id: "R1", participant: "A", date: "2026-03-10", reverses: "D1", amount: -4000 }],
      receipts: [{ transaction: "D1", date: "2026-05-10", amount: 6000 }],
    },
    expect: [
      { period: "2026-01", paid: 500, held: 500 },
      { period: "2026-03", paid: 0, held: 100 },
      { period: "2026-05", paid: 100, held: 0 },
    ],
  },
  "taken back in the month of the sale": {
    plan: { components: [halves] },
    facts: { transactions: [sale, { id: "R1", participant: "A", date: "2026-01-20", reverses: "D1", amount: -2000 }] },
    expect: [{ period: "2026-01", earned: 800, paid: 500, held: 300 }],
  },
  "a month without business passes on what a cap has carried": {
    plan: {
      components: [{ name: "C", each: "transaction", of: "amount", rate: "10%", cap: { amount: 10_000, per: "month", excess: "carried" } }],
    },
    facts: { transactions: [{ ...sale, amount: 120_000 }, { ...sale, id: "D2", date: "2026-03-05", amount: 1000 }] }, // prettier-ignore
    expect: [
      { period: "2026-01", C: 10_000 },
      { period: "2026-03", C: 2100 },
    ],
  },
  "who leaves loses what is kept back, where held money is lost": {
    plan: kept("lost"),
    facts: { participants: leaver, transactions: soldAndLeft },
    expect: [
      { period: "2026-03", paid: 8000.04, held: 2000.01 },
      { period: "2026-10", paid: 4, held: 0 },
      { period: "*", paid: 8004.04 },
    ],
  },
  "who leaves is paid what is kept back, where held money is released": {
    plan: kept("released"),
    facts: { participants: leaver, transactions: soldAndLeft },
    expect: [{ period: "2026-10", paid: 2005.01, held: 0 }],
  },
  "who leaves waits for his day, where held money is kept": {
    plan: kept("kept"),
    facts: { participants: leaver, transactions: soldAndLeft },
    expect: [
      { period: "2026-10", paid: 4, held: 2001.01 },
      { period: "2027-03", paid: 2000.01, held: 1 },
    ],
  },
  "to date less paid loses no cent to rounding": {
    plan: { measures: { ytd: { sum: "amount", over: "year" } }, components: [{ name: "L", of: "ytd", rate: "1%", "less-paid": "year" }] },
    facts: { transactions: [{ ...sale, amount: 0.4 }, { ...sale, id: "D2", date: "2026-02-10", amount: 0.4 }] }, // prettier-ignore
    expect: [
      { period: "2026-01", L: 0 },
      { period: "2026-02", L: 0.01 },
    ],
  },
  "a floor is no floor for those a pool or a contest is not for": {
    plan: {
      measures: { s: { sum: "amount" } },
      components: [
        { name: "Pool", where: "title = 'rep'", pool: "1000", key: "salary", floor: 500 },
        { name: "P", by: "s", where: "title = 'rep'", prizes: [100, 50], floor: 20 },
      ],
    },
    facts: { participants: reps, transactions: [sale, { ...sale, id: "D2", participant: "B" }] },
    expect: [
      { participant: "A", period: "2026-01", Pool: 1000, P: 100 },
      { participant: "B", period: "2026-01", Pool: 0, P: 0 },
    ],
  },
};

describe("money left open", () => {
  it.each(Object.entries(cases))("%s", (_, one) => {
    expect(missesOf(one)).toEqual([]);
  });

  it("a pool that is another amount for another person stops: its shares would add up to no pool", () => {
    const plan = { components: [{ name: "Pool", pool: "salary * 100", key: "salary" }] };
    const facts = { participants: [reps[0]!, { ...reps[1]!, salary: 2 }], transactions: [sale] };
    const [miss] = missesOf({ plan, facts, expect: [{ participant: "A", period: "2026-01", Pool: 100 }] });
    expect(miss).toMatchObject({ stop: { code: "pool-differs" } });
  });

  it.each<[string, object, object, string]>([
    ["a running sum capped by transaction", { accumulate: "year", cap: { amount: 5, per: "transaction" } }, {}, "only-each"],
    [
      "a carried excess of a transaction",
      { each: "transaction", cap: { amount: 5, per: "transaction", excess: "carried" } },
      {},
      "fields-exclude",
    ],
    ["a component added up deal by deal", { each: "transaction" }, { paid: { sum: "C", over: "year" } }, "sum-of-component"],
  ])("%s is refused when it is written", (_, more, measures, code) => {
    const read = readPlan({ plan: "x", period: "month", measures, components: [{ name: "C", of: "amount", rate: "10%", ...more }] });
    expect(read.kind === "refused" && read.problems.map((one) => one.code)).toEqual([code]);
  });
});
