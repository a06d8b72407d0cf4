import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { divide, formatAmount, parseAmount, type Amount } from "../base/money.ts";
import type { Explanation } from "../explain/explanation.ts";
import { ppmOf } from "../formula/document.ts";
import { compare, exact, exactOf, greatest, minus, plus, roundedTo, times, ZERO, type Exact } from "../formula/exact.ts";
import { explainLine, explainStatement } from "./explain.ts";
import { factsOf, type Fact } from "./facts.ts";
import { correction, linesOf, whatIf } from "./lines.ts";
import { checkPlan, type Plan } from "./plan.ts";
import { roundedUnits, statement, type Participant, type Statement } from "./statement.ts";

type Example = {
  name: string;
  plan?: object;
  participant?: { quota?: number; coefficient?: number; rate?: string };
  period?: [string, string];
  facts: [string, number][];
  commission?: number;
  payout?: number;
  tier?: number;
  stops?: string;
};
const { base, examples } = parse(readFileSync(new URL("rules/tiered.examples.yaml", import.meta.url), "utf8")) as {
  base: object;
  examples: Example[];
};
const quarter = { from: "2026-01-01", to: "2026-04-01" };

function planOf(change: object = {}): Plan {
  const checked = checkPlan({ ...base, ...change });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
const participantOf = ({ quota, coefficient, rate }: NonNullable<Example["participant"]>): Participant => ({
  quota: quota === undefined ? null : parseAmount(String(quota)),
  coefficient: coefficient === undefined ? null : exactOf(String(coefficient)),
  rate: rate === undefined ? null : ppmOf(rate),
});
const amount = (value: number): Amount => parseAmount(String(value))!;
const around = { version: "v1", currency: "CNY", quota: null };

describe("tiered, by example", () => {
  it.each(examples.map((example) => [example.name, example] as const))("%s", (_, example) => {
    const plan = planOf(example.plan);
    const period = example.period ? { from: example.period[0], to: example.period[1] } : quarter;
    const facts = factsOf(example.facts.map(([day, value], i) => ({ id: `f${i}`, day, amount: amount(value) })));
    const made = statement(plan, participantOf(example.participant ?? {}), facts, period);
    if (example.stops) return void expect(made).toMatchObject({ kind: "stopped", code: example.stops });
    if (made.kind === "stopped") throw new Error(made.code);
    expect(formatAmount(made.commission)).toBe(formatAmount(amount(example.commission!)));
    expect(formatAmount(made.payout)).toBe(formatAmount(amount(example.payout ?? example.commission!)));
    expect(made.tierReached).toBe(example.tier);
  });
});

describe("a plan that is not right says so", () => {
  const tiers = (...list: [string | number, string][]) => ({ tiers: list.map(([from, rate]) => ({ from, rate })) });
  it.each<[string, object, string]>([
    ["no tiers", { tiers: [] }, "not-a-list @ tiers"],
    ["a first tier above zero", tiers([100, "5%"]), "first-tier-not-zero @ tiers[0].from"],
    ["tiers that do not ascend", tiers([0, "5%"], [10, "6%"], [10, "7%"]), "tiers-not-ascending @ tiers[2].from"],
    ["a bound of 9999.99", tiers([0, "5%"], [9999.99, "6%"]), "bound-leaves-gap @ tiers[1].from"],
    ["amounts and percents mixed", tiers([0, "5%"], [100, "6%"], ["120%", "7%"]), "bounds-mixed @ tiers[2].from"],
    ["a rate without percent sign", tiers([0, "0.05"]), "not-a-percent @ tiers[0].rate"],
    ["a negative rate", tiers([0, "-5%"]), "rate-negative @ tiers[0].rate"],
    ["an unknown rounding", { rounding: { mode: "up" } }, "not-one-of @ rounding.mode"],
    ["accumulation shorter than the period", { accumulate: "month" }, "accumulate-shorter-than-period @ accumulate"],
    ["a misspelt field", { tyers: [] }, "unknown-field @ tyers"],
    ["a formula that does not read", { payout: "提成 ×" }, "formula-unexpected-end @ payout"],
    ["a formula of mixed types", { payout: "提成 + 5%" }, "formula-types-differ @ payout"],
    ["a formula with a coefficient nobody gives", { payout: "提成 × 绩效系数" }, "coefficient-not-declared @ payout"],
    ["a cap of zero", { cap: 0 }, "cap-not-positive @ cap"],
  ])("%s", (_, change, code) => {
    const checked = checkPlan({ ...base, ...change });
    expect(checked.kind === "refused" && checked.problems.map((p) => `${p.code} @ ${p.path}`)).toContain(code);
  });
  it("warns of a missing cap and of a rate that falls", () => {
    const checked = checkPlan({ ...base, ...tiers([0, "5%"], [100, "3%"]) });
    expect(checked.kind === "plan" && checked.warnings.map((w) => w.code)).toEqual(["cap-missing", "rate-falls"]);
  });
});

const anyTiers = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 4 }),
    fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([bounds, rates]) =>
    [0, ...bounds.filter((n) => n % 100 !== 99).sort((a, b) => a - b)].map((from, i) => ({
      from: `${from / 100}`,
      rate: `${rates[i]! / 100}%`,
    })),
  );
const anyPlan = fc
  .record({
    tiers: anyTiers,
    rounding: fc.record({
      digits: fc.constantFrom(0, 1, 2, 4),
      mode: fc.constantFrom("half-up", "half-even", "down"),
      level: fc.constantFrom("line", "total"),
      residue: fc.constantFrom("last", "largest"),
    }),
    coefficient: fc.constantFrom({ from: "none" }, { from: "scorecard" }),
    period: fc.constantFrom("month", "quarter"),
  })
  .map((change) => planOf({ ...change, accumulate: "quarter" }));
const anyDay = fc.integer({ min: 1, max: 90 }).map((n) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10));
const anyFacts = fc
  .array(fc.tuple(anyDay, fc.oneof(fc.bigInt(-90_000n, 200_000n), fc.bigInt(0n, 10n ** 13n))), { maxLength: 12 })
  .map((rows) => rows.map(([day, value], i): Fact => ({ id: `f${String(i).padStart(2, "0")}`, day, amount: value })));
const anyPeriod = fc.constantFrom(quarter, { from: "2026-03-01", to: "2026-04-01" });
const anyParticipant = fc
  .integer({ min: 0, max: 200 })
  .map((n): Participant => ({ quota: 500_000n, coefficient: exact(BigInt(n), 100n), rate: null }));
const made = (plan: Plan, who: Participant, facts: readonly Fact[], period = quarter): Statement => {
  const outcome = statement(plan, who, factsOf(facts), period);
  if (outcome.kind === "stopped") throw new Error(outcome.code);
  return outcome;
};
const law = (run: (plan: Plan, who: Participant, facts: Fact[], period: typeof quarter) => void, numRuns = 1_000) =>
  fc.assert(fc.property(anyPlan, anyParticipant, anyFacts, anyPeriod, run), { numRuns });

describe("laws", () => {
  it("parts add up: slices to what was credited, lines to the commission", () =>
    law((plan, who, facts, period) => {
      const result = made(plan, who, facts, period);
      expect(result.slices.reduce((a, b) => a + b, 0n)).toBe(result.credited);
      const lines = linesOf(plan, result, factsOf(facts), period);
      // Without lines in the period nothing can hold a residue, and there is none.
      expect(lines.reduce((sum, line) => sum + line.earned, 0n)).toBe(result.commission);
    }));
  it("the order of facts does not matter", () =>
    law((plan, who, facts, period) => {
      expect(made(plan, who, facts.toReversed(), period)).toEqual(made(plan, who, facts, period));
    }));
  it("twice is once", () =>
    law((plan, who, facts, period) => {
      expect(made(plan, who, facts, period)).toEqual(made(plan, who, facts, period));
      if (facts.length > 0) expect(() => factsOf([...facts, facts[0]!])).toThrow("counts once");
    }));
  it("a correction equals the difference of two calculations, and undoing it gives it back", () =>
    law((plan, who, facts, period) => {
      const [before, after] = [factsOf(facts.slice(1)), factsOf(facts)];
      const there = correction(plan, who, before, after, period);
      expect(there.difference).toBe(made(plan, who, facts, period).payout - made(plan, who, facts.slice(1), period).payout);
      expect(correction(plan, who, after, before, period).difference).toBe(-there.difference!);
    }));
  it("a what-if is the same calculation with one more fact", () =>
    law((plan, who, facts, period) => {
      const deal: Fact = { id: "deal", day: "2026-03-15", amount: 50_000n };
      expect(whatIf(plan, who, factsOf(facts), deal, period).after).toEqual(made(plan, who, [...facts, deal], period));
    }));
  // Holds for marginal tiers with rates ≥ 0, rounding in total, the default payout formula, and the sale inside the period.
  it("more sales never pay less", () =>
    law((plan, who, facts) => {
      const total = { ...plan, rounding: { ...plan.rounding, level: "total" as const } };
      const more = [...facts, { id: "more", day: "2026-03-31", amount: 12_345n }];
      expect(made(total, who, more).payout).toBeGreaterThanOrEqual(made(total, who, facts).payout);
    }));
  // Rounded line by line it holds up to one minor unit per line, before the coefficient.
  it("more sales never pay less by more than one minor unit a line when lines are rounded", () =>
    law((plan, who, facts) => {
      const line = { ...plan, rounding: { ...plan.rounding, level: "line" as const } };
      const more = [...facts, { id: "more", day: "2026-01-01", amount: 12_345n }];
      const slack = BigInt(more.length) * 10n ** BigInt(4 - plan.rounding.digits);
      expect(made(line, who, more).commission).toBeGreaterThanOrEqual(made(line, who, facts).commission - slack);
    }));
  it("months of a quarter pay what the quarter pays, rounded in total, without coefficient", () =>
    law((plan, who, facts) => {
      const total = { ...plan, rounding: { ...plan.rounding, level: "total" as const } };
      const months = [
        ["2026-01-01", "2026-02-01"],
        ["2026-02-01", "2026-03-01"],
        ["2026-03-01", "2026-04-01"],
      ] as const;
      const sum = months.reduce(
        (all, [from, to]) =>
          all +
          made(
            total,
            who,
            facts.filter((f) => f.day < to),
            { from, to },
          ).commission,
        0n,
      );
      expect(sum).toBe(made(total, who, facts).commission);
    }));
  it("the explanation re-adds to the amount, and every line to its own", () =>
    law((plan, who, facts, period) => {
      const result = made(plan, who, facts, period);
      const explanation = explainStatement(plan, result, around);
      expect(compare(sumOfParts(explanation), exact(result.payout, 10_000n))).toBe(0);
      const commission = explanation.parts![0]!.parts!.find((part) => part.of === "commission")!;
      expect(compare(sumOfParts(commission), exact(result.commission, 10_000n))).toBe(0);
      for (const line of linesOf(plan, result, factsOf(facts), period)) {
        expect(compare(sumOfParts(explainLine(line, result, around)), exact(line.earned, 10_000n))).toBe(0);
      }
    }));
  it("fast rounding on safe integers is the exact rounding", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom(10, 100, 1e6, 1e8, 1e10),
        fc.constantFrom("half-up" as const, "half-even" as const, "down" as const),
        (value, unit, mode) => {
          expect(BigInt(roundedUnits(value, unit, mode))).toBe(divide(BigInt(value), BigInt(unit), mode));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe("at every bound, one minor unit below, on and above", () => {
  it("pays exactly the slice that lies above the bound", () =>
    fc.assert(
      fc.property(anyTiers, (tiers) => {
        const plan = planOf({ tiers, rounding: { digits: 4 } });
        for (const tier of plan.tiers.slice(1)) {
          const bound = tier.from.kind === "amount" ? tier.from.amount : 0n;
          for (const step of [-1n, 0n, 1n]) {
            const result = made(plan, { quota: null, coefficient: null, rate: null }, [
              { id: "a", day: "2026-01-02", amount: bound + step },
            ]);
            expect(result.commission).toBe(naive(plan, bound + step));
          }
        }
      }),
    ));
});

/** A second engine: fractions, from the top tier down, sharing nothing with the first but the plan's data. */
function naiveEarned(plan: Plan, accumulated: Amount): Exact {
  let left = exact(accumulated, 10_000n);
  let sum = ZERO;
  for (const { from, rate } of plan.tiers.toReversed()) {
    const bound = exact(from.kind === "amount" ? from.amount : 0n, 10_000n);
    const slice = bound.n === 0n ? left : greatest(minus(left, bound), ZERO);
    sum = plus(sum, times(slice, exact(rate, 1_000_000n)));
    left = minus(left, slice);
  }
  return sum;
}
const asAmount = (plan: Plan, x: Exact): Amount => {
  const result = roundedTo(x, plan.rounding.digits, plan.rounding.mode);
  return (result.n * 10_000n) / result.d;
};
const naive = (plan: Plan, accumulated: Amount): Amount => asAmount(plan, naiveEarned(plan, accumulated));

function naiveByLine(plan: Plan, facts: readonly Fact[]): Amount {
  let [before, sum] = [0n, 0n];
  for (const fact of facts.toSorted((a, b) => (a.day + a.id < b.day + b.id ? -1 : 1))) {
    sum += asAmount(plan, minus(naiveEarned(plan, before + fact.amount), naiveEarned(plan, before)));
    before += fact.amount;
  }
  return sum;
}

it("a second, naive engine with fractions gives the same commission on random plans", () =>
  law((plan, who, facts) => {
    const result = made(plan, who, facts);
    expect(result.commission).toBe(plan.rounding.level === "total" ? naive(plan, result.accumulated) : naiveByLine(plan, facts));
  }, 3_000));

function sumOfParts(explanation: Explanation): Exact {
  const valueOf = (part: Explanation) => (part.value.kind === "amount" || part.value.kind === "number" ? exactOf(part.value.value)! : ZERO);
  return (explanation.parts ?? []).reduce((sum, part) => plus(sum, valueOf(part)), ZERO);
}
