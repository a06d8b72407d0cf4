import { describe, expect, it } from "vitest";
import { deals, each, missesOf, type PlanCase } from "#test/support/plan-case.ts";

/** What a reversing transaction takes back, each said once. */
const cases: Readonly<Record<string, PlanCase>> = {
  "a clawback by the days that are left of a year": {
    plan: {
      period: "month",
      components: [
        {
          name: "C",
          each: "transaction",
          amount: "if(known(reverses), -(original_amount * 10%) * (365 - (date - original_date)) / 365, amount * 10%)",
        },
      ],
    },
    facts: {
      transactions: [
        { id: "D", participant: "A", date: "2026-01-01", amount: 3650 },
        { id: "X", participant: "A", date: "2026-04-11", reverses: "D" },
      ],
    },
    expect: [
      { period: "2026-01", C: 365 },
      { period: "2026-04", C: -265 },
    ],
  },
  "a cancelled deal costs all of it up to the ninetieth day, half from the day after, nothing from the 181st": {
    plan: { components: [each({ rate: "10%", clawback: { schedule: [{ "from-days": 0, share: "100%" }, { "from-days": 91, share: "50%" }, { "from-days": 181, share: "0%" }] } })] }, // prettier-ignore
    facts: {
      transactions: [
        ...["D1", "D2", "D3"].map((id) => ({ id, participant: "A", date: "2026-01-01", amount: 1000 })),
        { id: "R1", participant: "A", date: "2026-04-01", reverses: "D1" }, // day 90
        { id: "R2", participant: "A", date: "2026-04-02", reverses: "D2" },
        { id: "R3", participant: "A", date: "2026-07-01", reverses: "D3" }, // day 181
      ],
    },
    expect: [
      { period: "2026-04", "C[R1]": -100, "C[R2]": -50 },
      { period: "2026-07", "C[R3]": 0 },
    ],
  },
  "a refund of the same day stands behind its sale, whatever its number": {
    plan: { components: [{ name: "C", accumulate: "month", of: "amount", tiers: [{ from: 0, rate: "5%" }, { from: 1000, rate: "10%" }], clawback: {} }] }, // prettier-ignore
    facts: {
      transactions: [
        { id: "A9", participant: "A", date: "2026-01-10", reverses: "D1" },
        { id: "D1", participant: "A", date: "2026-01-10", amount: 2000 },
      ],
    },
    expect: [{ "C[D1]": 150, "C[A9]": -150, C: 0 }],
  },
  "a refund says only what differs from its deal: shared as it was, of its product, the rest of it": {
    plan: { components: [{ name: "M", accumulate: "quarter", of: "margin", where: "product = 'X'", rate: "10%", clawback: {} }] },
    facts: {
      transactions: [
        { id: "D1", participant: "A", date: "2026-01-10", amount: 2000, cost: 1000, product: "X" },
        { id: "R1", participant: "A", date: "2026-01-20", amount: -500, cost: -250, reverses: "D1" },
        { id: "R2", date: "2026-02-20", reverses: "D1" },
      ],
      credits: [
        { transaction: "D1", participant: "A", share: "60%" },
        { transaction: "D1", participant: "B", share: "40%" },
      ],
    },
    expect: [
      { participant: "A", period: "2026-01", M: 45, "M[R1]": -15 },
      { participant: "B", period: "2026-01", M: 30, "M[R1]": -10 },
      { participant: "A", period: "2026-02", M: -45 },
      { participant: "B", period: "2026-02", M: -30 },
    ],
  },
  "a refund of a part says its own cost, or the margin is missing and stops": {
    plan: { components: [{ name: "M", accumulate: "quarter", of: "margin", rate: "10%", clawback: {} }] },
    facts: {
      transactions: [
        { ...deals(2000)[0], cost: 1000 },
        { id: "R1", participant: "A", date: "2026-01-20", amount: -500, reverses: "D1" },
      ],
    },
    expect: [{ stopped: "value-missing" }],
  },
  "who earned nothing from a deal gives nothing back: it was another's, or the component did not count it": {
    plan: { components: [each({ rate: "10%", where: "product <> 'X'", clawback: {} })] },
    facts: {
      transactions: [
        { id: "D1", participant: "B", date: "2026-01-10", amount: 2000 },
        { id: "D2", participant: "A", date: "2026-01-10", amount: 2000, product: "X" },
        { id: "R1", participant: "A", date: "2026-01-20", reverses: "D1" },
        { id: "R2", participant: "A", date: "2026-01-20", reverses: "D2" },
      ],
    },
    expect: [
      { participant: "A", C: 0 },
      { participant: "B", C: 200 },
    ],
  },
  "a refund before its sale stops the one it is about": {
    plan: { components: [each({ rate: "10%", clawback: {} })] },
    facts: {
      transactions: [
        { id: "D1", participant: "A", date: "2026-01-10", amount: 2000 },
        { id: "R1", participant: "A", date: "2026-01-09", reverses: "D1" },
        { id: "D2", participant: "B", date: "2026-01-10", amount: 2000 },
      ],
    },
    expect: [
      { participant: "A", stopped: "original-later" },
      { participant: "B", C: 200 },
    ],
  },
};

describe("what is taken back", () => {
  it.each(Object.entries(cases))("%s", (_, one) => {
    expect(missesOf(one)).toEqual([]);
  });
});
