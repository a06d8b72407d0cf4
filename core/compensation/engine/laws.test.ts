import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, exact, minus, over, plus, roundedTo, times, ZERO, type Exact } from "../../formula/exact.ts";
import { readPlan } from "../language/read.ts";
import type { Plan } from "../language/plan.ts";
import { factsOf } from "./read.ts";
import { report } from "./report.ts";
import { periodsOf, statementsOf } from "./run.ts";
import type { Tables } from "./tables.ts";

type Deal = { id: string; participant: string; date: string; cents: number };
const rowsOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((cells, i) => ({ no: i + 1, cells: Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, String(value)])) }));
const tablesOf = (deals: readonly Deal[], more: Tables = {}): Tables => ({
  transactions: rowsOf(deals.map(({ cents, ...deal }) => ({ ...deal, amount: (cents / 100).toFixed(2) }))),
  ...more,
});
function planOf(document: object): Plan {
  const checked = readPlan({ plan: "law", period: "month", ...document });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
function run(plan: Plan, tables: Tables) {
  const facts = factsOf(plan, tables);
  return { facts, statements: statementsOf(plan, facts, periodsOf(plan, facts)) };
}
const told = (plan: Plan, tables: Tables) => {
  const { facts, statements } = run(plan, tables);
  return report(plan, facts, statements);
};
const paidIn = (plan: Plan, tables: Tables): Exact =>
  run(plan, tables).statements.reduce((sum, one) => (one.kind === "statement" ? plus(sum, one.earned) : sum), ZERO);

const deal = fc.record({
  id: fc.uuid(),
  participant: fc.constantFrom("Ann", "Bob"),
  date: fc.integer({ min: 0, max: 88 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
  cents: fc.integer({ min: -2_000_00, max: 30_000_00 }),
});
const deals = fc.uniqueArray(deal, { selector: (one) => one.id, maxLength: 14 });
/** Rising tiers: bounds in yuan, rates in hundredths of a percent. */
const tiers = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 2_000 })), {
    selector: ([from]) => from,
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => {
    const bounds = list.map(([from]) => from).toSorted((a, b) => a - b);
    const rates = list.map(([, rate]) => rate).toSorted((a, b) => a - b);
    return bounds.map((from, i) => ({ from: i === 0 ? 0 : from, rate: rates[i]! }));
  });
type Tier = { from: number; rate: number };
const written = (list: readonly Tier[]) => list.map(({ from, rate }) => ({ from, rate: `${(rate / 100).toFixed(2)}%` }));
const tiered = (list: readonly Tier[], mode: "marginal" | "whole", more: object = {}) =>
  planOf({ components: [{ name: "C", accumulate: "quarter", of: "amount", mode, tiers: written(list), ...more }] });

describe("laws of every run", () => {
  it("the order in which facts arrive never matters", () => {
    fc.assert(
      fc.property(deals, tiers, fc.constantFrom("marginal" as const, "whole" as const), fc.integer(), (list, steps, mode, seed) => {
        const plan = tiered(steps, mode);
        const shuffled = list.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
        const plainly = ({ problems: _, ...rest }: ReturnType<typeof told>) => rest;
        expect(plainly(told(plan, tablesOf(shuffled)))).toEqual(plainly(told(plan, tablesOf(list))));
      }),
      { numRuns: 60 },
    );
  });

  it("lines re-add to their component, and components to what was earned", () => {
    fc.assert(
      fc.property(
        deals,
        tiers,
        fc.constantFrom("line", "total"),
        fc.constantFrom("half-up", "half-even", "down"),
        (list, steps, level, mode) => {
          const plan = tiered(steps, "marginal", { rounding: { level, mode }, cap: 900, floor: 10 });
          for (const one of run(plan, tablesOf(list)).statements) {
            if (one.kind !== "statement") throw new Error(one.stop.code);
            for (const made of one.components)
              expect(
                same(
                  made.lines.reduce((sum, line) => plus(sum, line.amount), ZERO),
                  made.amount,
                ),
              ).toBe(true);
            expect(
              same(
                one.components.reduce((sum, made) => plus(sum, made.amount), ZERO),
                one.earned,
              ),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("a month that opens where the month before ended comes out as one that counts the whole quarter again", () => {
    const quotas = fc.array(fc.option(fc.integer({ min: 1, max: 60_000 }), { freq: 8 }), { minLength: 3, maxLength: 3 });
    const modes = fc.constantFrom("marginal" as const, "whole" as const);
    fc.assert(
      fc.property(deals, tiers, modes, quotas, fc.boolean(), (list, steps, mode, asked, isGated) => {
        const given = ["Ann", "Bob"].flatMap((participant) =>
          asked.flatMap((value, i) => (value === null ? [] : [{ participant, period: `2026-0${i + 1}`, name: "quota", value }])),
        );
        const tables = tablesOf(list, { values: rowsOf(given) });
        const bounds = steps.map(({ from, rate }) => ({ from: `${from / 1000}%`, rate: `${(rate / 100).toFixed(2)}%` }));
        const terms = { mode, tiers: bounds, ...(isGated && { gate: "not (month = 2)" }) };
        const plan = (where: string) => planOf({ components: [{ name: "C", accumulate: "quarter", of: "amount", where, ...terms }] });
        // A condition on the month may count a deal in one month and not in the next, so the quarter is counted from its first day on.
        expect(told(plan("amount > -1元"), tables).statements).toEqual(told(plan("amount > -1元 and month >= 1"), tables).statements);
      }),
      { numRuns: 120 },
    );
  });

  it("a second, naive engine on whole integers agrees on random tiers", () => {
    fc.assert(
      fc.property(deals, tiers, fc.constantFrom("marginal" as const, "whole" as const), (list, steps, mode) => {
        const { statements } = run(tiered(steps, mode), tablesOf(list));
        for (const one of statements) {
          if (one.kind !== "statement") throw new Error(one.stop.code);
          const before = sumOf(list, one.participant, "0000-00-00", one.period.from);
          const after = sumOf(list, one.participant, "0000-00-00", one.period.to);
          const cents = halfUp(naive(steps, mode, after), 10_000n) - halfUp(naive(steps, mode, before), 10_000n);
          expect(one.earned).toEqual(exact(cents, 100n));
        }
      }),
      { numRuns: 120 },
    );
  });

  it("a base paid by what else adds up: the sum itself changes nothing, half of it pays half, and a naive engine agrees on any other", () => {
    const cost = fc.array(fc.integer({ min: 0, max: 20_000_00 }), { minLength: 14, maxLength: 14 });
    const modes = fc.constantFrom("marginal" as const, "whole" as const);
    fc.assert(
      fc.property(deals, tiers, modes, cost, (list, steps, mode, costs) => {
        const business = list.filter(({ cents }) => cents > 0).toSorted((a, b) => (`${a.date}${a.id}` < `${b.date}${b.id}` ? -1 : 1));
        const transactions = rowsOf(business.map(({ cents, ...rest }, i) => ({ ...rest, amount: cents / 100, cost: costs[i]! / 100 })));
        const by = (of: string) => paidIn(tiered(steps, mode, { of, counts: "amount", rounding: { digits: 4 } }), { transactions });
        const plain = paidIn(tiered(steps, mode, { rounding: { digits: 4 } }), { transactions });
        expect(by("amount")).toEqual(plain);
        expect(by("amount * 100%")).toEqual(plain);
        const exactly = ["Ann", "Bob"].map((person) => {
          let [at, base, earned] = [0n, 0n, ZERO];
          business.forEach(({ participant, cents }, i) => {
            if (participant !== person) return;
            const [before, own] = [at, BigInt(cents - costs[i]!)];
            [at, base] = [at + BigInt(cents), base + own];
            const moved = naive(steps, "marginal", at) - naive(steps, "marginal", before);
            earned = mode === "whole" ? times(exact(naive(steps, "whole", at), at), exact(base)) : plus(earned, times(exact(moved, BigInt(cents)), exact(own)));
          });
          return roundedTo(over(earned, exact(1_000_000n)), 4, "half-up");
        });
        const found = by("margin");
        expect(compare(abs(minus(found, plus(exactly[0]!, exactly[1]!))), exact(6n, 10_000n))).toBeLessThan(0); // months round on the running sum
      }),
      { numRuns: 60 },
    ); // prettier-ignore
  });

  it("the months of a quarter add up to the quarter's own rounding", () => {
    fc.assert(
      fc.property(deals, tiers, (list, steps) => {
        const quarterly = planOf({
          period: "quarter",
          components: [{ name: "C", accumulate: "quarter", of: "amount", tiers: written(steps) }],
        });
        expect(paidIn(tiered(steps, "marginal"), tablesOf(list))).toEqual(paidIn(quarterly, tablesOf(list)));
      }),
      { numRuns: 60 },
    );
  });

  it("more sales never pay less when rates rise", () => {
    fc.assert(
      fc.property(
        deals,
        tiers,
        fc.constantFrom("marginal" as const, "whole" as const),
        fc.integer({ min: 1, max: 50_000 }),
        (list, steps, mode, more) => {
          const plan = tiered(steps, mode);
          const added = [...list, { id: "zz", participant: "Ann", date: "2026-03-31", cents: more }];
          const positive = list.filter(({ cents }) => cents >= 0);
          expect(compare(paidIn(plan, tablesOf([...positive, added.at(-1)!])), paidIn(plan, tablesOf(positive)))).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("splits give everything away and nothing twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 99 }), (cents, share) => {
        const credits = rowsOf([{ transaction: "D", participant: "Ann", share: `${share}%` }, { transaction: "D", participant: "Bob", share: `${100 - share}%` }]);
        const { facts } = run(planOf({ components: [{ name: "C", each: "transaction", of: "amount", rate: "5%" }] }), tablesOf([{ id: "D", participant: "Ann", date: "2026-01-01", cents }], { credits }));
        const credited = [...facts.credits.values()].flat().map(({ cells }) => cells.amount as Exact).reduce(plus, ZERO);
        expect(credited).toEqual(exact(BigInt(cents), 100n));
      }),
      { numRuns: 60 },
    ); // prettier-ignore
  });

  it("a pool is given away to the cent", () => {
    fc.assert(
      fc.property(deals, fc.integer({ min: 0, max: 1_000_000 }), (list, pool) => {
        const positive = list.filter(({ cents }) => cents > 0);
        fc.pre(new Set(positive.map(({ date }) => date.slice(0, 7))).size === 1);
        const plan = planOf({
          measures: { sales: { sum: "amount" } },
          components: [{ name: "C", pool: (pool / 100).toFixed(2), key: "sales" }],
        });
        expect(paidIn(plan, tablesOf(positive))).toEqual(exact(BigInt(pool), 100n));
      }),
      { numRuns: 60 },
    );
  });

  it("what waits and what was paid add up to what was earned", () => {
    fc.assert(
      fc.property(deals, fc.array(fc.tuple(fc.nat(13), fc.integer({ min: 1, max: 500_000 })), { maxLength: 8 }), (list, paid) => {
        const positive = list.filter(({ cents }) => cents > 0);
        fc.pre(positive.length > 0);
        const plan = planOf({ components: [{ name: "C", each: "transaction", of: "amount", rate: "7%", pay: [{ share: "30%" }, { share: "70%", on: "collection" }] }] });
        const receipts = rowsOf(paid.map(([i, cents]) => ({ transaction: positive[i % positive.length]!.id, date: "2026-04-10", amount: cents / 100 })));
        for (const person of ["Ann", "Bob"]) {
          const own = run(plan, tablesOf(positive, { receipts })).statements.filter((one) => one.participant === person).flatMap((one) => (one.kind === "statement" ? [one] : []));
          const earned = own.reduce((sum, one) => plus(sum, one.earned), ZERO);
          const settled = own.reduce((sum, one) => plus(sum, one.settled.paid), ZERO);
          expect(plus(settled, own.at(-1)?.held ?? ZERO)).toEqual(earned);
        }
      }),
      { numRuns: 60 },
    ); // prettier-ignore
  });

  it("twice is once: a second row of the same id is said and counts nothing", () => {
    const plan = tiered([{ from: 0, rate: 500 }], "marginal");
    const one = { id: "D1", participant: "Ann", date: "2026-01-05", cents: 100_00 };
    const { problems, statements } = told(plan, tablesOf([one, one]));
    expect(problems.map(({ code, row }) => [code, row])).toEqual([["row-twice", 2]]);
    expect(statements[0]).toMatchObject({ status: "stopped", reason: { code: "rows-unreadable" } });
  });
});

describe("every bound at one unit below, on it and one above", () => {
  it.each<[currency: string, amount: string, mode: string, tie: string, expected: string]>([
    ["CNY", "9999.99", "whole", "upper", "500.00"],
    ["CNY", "10000", "whole", "upper", "800.00"],
    ["CNY", "10000", "whole", "lower", "500.00"],
    ["CNY", "10000.01", "whole", "lower", "800.00"],
    ["CNY", "9999.99", "marginal", "upper", "500.00"],
    ["CNY", "10000", "marginal", "upper", "500.00"],
    ["CNY", "10000.13", "marginal", "upper", "500.01"], // 0.0104
    ["JPY", "9999", "whole", "upper", "500"], // 499.95
    ["JPY", "10000", "whole", "upper", "800"],
    ["JPY", "10001", "marginal", "upper", "500"], // 500.08
    ["JOD", "9999.999", "whole", "upper", "500.000"], // 499.99995
    ["JOD", "10000", "whole", "upper", "800.000"],
    ["JOD", "10000.001", "marginal", "upper", "500.000"],
    ["JOD", "10000.007", "marginal", "upper", "500.001"], // 0.00056
  ])("%s %s, %s tiers, tie %s → %s", (currency, amount, mode, tie, expected) => {
    const plan = planOf({ currency, components: [{ name: "C", accumulate: "month", of: "amount", mode, tie, tiers: written([{ from: 0, rate: 500 }, { from: 10_000, rate: 800 }]) }] }); // prettier-ignore
    const made = told(plan, { transactions: rowsOf([{ id: "D", participant: "A", date: "2026-01-01", amount }]) });
    expect(made.statements[0]).toMatchObject({ earned: expected });
  });
});

const abs = (x: Exact): Exact => exact(x.n < 0n ? -x.n : x.n, x.d);
const same = (a: Exact, b: Exact) => compare(a, b) === 0;
const hash = (text: string, seed: number) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 100_003, 7);
const sumOf = (list: readonly Deal[], person: string, from: string, to: string): bigint =>
  list.reduce((sum, one) => (one.participant === person && one.date >= from && one.date < to ? sum + BigInt(one.cents) : sum), 0n);

/** Cents × hundredths of a percent, one cent's worth of tier after the other: slow to say, easy to believe. */
function naive(steps: readonly Tier[], mode: "marginal" | "whole", cents: bigint): bigint {
  const bound = (i: number): bigint => BigInt(steps[i]!.from) * 100n;
  if (mode === "whole") {
    let rate = BigInt(steps[0]!.rate);
    steps.forEach((step, i) => (rate = cents >= bound(i) ? BigInt(step.rate) : rate));
    return cents * rate;
  }
  let earned = 0n;
  steps.forEach((step, i) => {
    const end = i + 1 < steps.length ? bound(i + 1) : null;
    const top = end === null || cents < end ? cents : end;
    if (i === 0 || top > bound(i)) earned += (top - bound(i)) * BigInt(step.rate);
  });
  return earned;
}

function halfUp(value: bigint, unit: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const rounded = (magnitude * 2n + unit) / (unit * 2n);
  return value < 0n ? -rounded : rounded;
}
