import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bgnbd } from "./bgnbd.ts";
import { customersMin, fitted, models } from "./fit.ts";
import { expectedSpend, spendFitted } from "./gamma-gamma.ts";
import { historiesOf, looksContractual, type History, type Purchase } from "./history.ts";
import { lifetime } from "./lifetime.ts";
import { modelNames, type Seen } from "./model.ts";
import { paretoNbd } from "./pareto-nbd.ts";
import { hypergeometric, logGamma } from "./special.ts";
import { minimum } from "./simplex.ts";

describe("special functions", () => {
  it.each([
    [0.5, Math.log(Math.PI) / 2],
    [1, 0],
    [5, Math.log(24)],
    [101, 363.7393755555635], // ln 100!
    [1e-8, 18.420680738180209],
    [1e6, 12815504.569147611],
  ])("ln Γ(%d)", (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, expected > 1e6 ? 5 : 10));

  it.each([
    [1, 1, 2, 0.5, 2 * Math.LN2], // −ln(1−z) ÷ z
    [0.5, 1, 1.5, 0.25, Math.atanh(0.5) / 0.5],
    [2, 3, 4, 0.9, 21.7894231], // grows: by Euler's transformation
  ])("₂F₁(%d, %d; %d; %d)", (a, b, c, z, expected) => expect(hypergeometric(a, b, c, z)).toBeCloseTo(expected, 6));

  it("the simplex finds the valley of Rosenbrock", () => {
    const rosenbrock = ([x, y]: readonly number[]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2;
    const found = minimum(rosenbrock, [[-1.2, 1], [3, 3]], rosenbrock, 1e-12); // prettier-ignore
    expect(found.isConverged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 3);
  });
});

describe("models at published parameters", () => {
  const bg = { r: 0.2425982, alpha: 4.4136842, a: 0.7929899, b: 2.4261667 };
  const pareto = { r: 0.55315, alpha: 10.57633, s: 0.60625, beta: 11.6715 };
  const often: Seen = { x: 26, tx: 30.85714, T: 31 };

  it("BG/NBD: expectation, P(alive), newcomers, ln likelihood (BTYD walkthrough; Hardie note 027)", () => {
    expect(bgnbd.expected(bg, often, 52)).toBeCloseTo(25.75659, 3);
    expect(bgnbd.alive(bg, often)).toBeCloseTo(0.9688523, 6);
    expect(bgnbd.expectedNew(bg, 52)).toBeCloseTo(1.444004, 4);
    const given = { r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
    expect(bgnbd.logLikelihood(given)({ x: 0, tx: 0, T: 40 })).toBeCloseTo(-0.59947382, 7);
    expect(bgnbd.logLikelihood(given)({ x: 200, tx: 38, T: 40 })).toBeCloseTo(100.7957, 4);
  });

  it("more purchases at the same last day make it likelier that a customer is gone", () => {
    const expected = [10, 15, 20, 25].map((x) => bgnbd.expected(bg, { x, tx: 20, T: 39 }, 52));
    [0.3474606, 0.04283391, 0.004158973, 0.0003583685].forEach((value, i) => expect(expected[i]).toBeCloseTo(value, 4));
  });

  it("Pareto/NBD: expectation, P(alive), newcomers (BTYD walkthrough)", () => {
    expect(paretoNbd.expected(pareto, often, 52)).toBeCloseTo(25.45647, 2);
    expect(paretoNbd.alive(pareto, often)).toBeCloseTo(0.997874, 5);
    expect(paretoNbd.expectedNew(pareto, 52)).toBeCloseTo(1.473434, 3);
  });

  it("the two-sided hypergeometric form of the paper gives the same Pareto/NBD likelihood", () => {
    const { r, alpha, s, beta } = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
    const { x, tx, T } = { x: 2, tx: 30.43, T: 38.86 };
    const n = r + s + x;
    const f = (t: number) => hypergeometric(n, r + x, n + 1, (beta - alpha) / (beta + t)) / (beta + t) ** n;
    const brackets = (alpha + T) ** -(r + x) * (beta + T) ** -s + (s / n) * (f(tx) - f(T));
    const expected = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta) + Math.log(brackets);
    expect(paretoNbd.logLikelihood({ r, alpha, s, beta })({ x, tx, T })).toBeCloseTo(expected, 9);
  });
});

describe("laws at any input", () => {
  const positive = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
  const seen = fc
    .tuple(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 3000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([x, T, part]): Seen => ({ x, T, tx: x === 0 ? 0 : T * part }));

  it.each(modelNames)("%s: always finite, P(alive) between 0 and 1, expectation between 0 and that of somebody who stays", (name) => {
    const model = models[name];
    fc.assert(
      fc.property(
        fc.array(positive, { minLength: 4, maxLength: 4 }),
        seen,
        fc.double({ min: 0, max: 500, noNaN: true }),
        (values, who, t) => {
          const of = Object.fromEntries(model.parameters.map((key, i) => [key, values[i]!]));
          const [alive, expected] = [model.alive(of, who), model.expected(of, who, t)];
          expect(alive >= 0 && alive <= 1 && Number.isFinite(model.logLikelihood(of)(who))).toBe(true);
          expect(expected).toBeGreaterThanOrEqual(0);
          expect(expected).toBeLessThanOrEqual(((of.r! + who.x) / (of.alpha! + who.T)) * t * (1 + 1e-9) + 1e-12);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Invented buyers: a seeded generator, so that the same numbers come every time. */
function invented(customers: number, chance: (random: () => number) => number): Purchase[] {
  let state = 42;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: customers }, (_, i) => {
    const every = chance(random);
    const first = Math.floor(random() * 60);
    const stays = first + random() * 500;
    const days = Array.from({ length: 300 }, (_, day) => day).filter((day) => day === first || (day > first && day < stays && random() < every)); // prettier-ignore
    return days.map((day) => ({ customer: `C${i}`, on: onDay(day), amount: BigInt(Math.round(100 + 400 * random())) * 10_000n }));
  }).flat();
}
const onDay = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
const question = { model: "bgnbd", end: "2025-10-27", horizonWeeks: 52, margin: 400_000n, discount: 100_000n } as const;

describe("histories", () => {
  it("two receipts of one day are one purchase; a day of more returns than purchases is none", () => {
    const row = (on: string, yuan: bigint) => ({ customer: "C1", on, amount: yuan * 10_000n });
    const { histories, returnDays } = historiesOf([row("2025-01-08", 30n), row("2025-01-01", 10n), row("2025-01-08", 20n), row("2025-01-15", -5n)], "2025-01-31"); // prettier-ignore
    expect(histories).toMatchObject([{ frequency: 1, recencyDays: 7, ageDays: 30, repeatValue: 50, amountToDate: 600_000n }]);
    expect(returnDays).toBe(1);
  });

  it("who bought first after the end was not known yet", () => {
    const { histories, newcomersLater } = historiesOf([{ customer: "C1", on: "2025-02-01", amount: 1n }], "2025-01-31");
    expect([histories.length, newcomersLater]).toEqual([0, 1]);
  });
});

describe("a whole life", () => {
  it.each(modelNames)("%s: money is finite, discounted below plain, and no buyer is worth less than nothing", (name) => {
    const { fit, spend, outlooks } = lifetime(
      invented(200, (random) => random() * 0.08),
      { ...question, model: name },
    );
    expect([fit.kind, spend.kind]).toEqual(["fitted", "fitted"]);
    for (const { value, purchases, spend: amount, alive } of outlooks) {
      expect(value! >= 0n && alive! <= 1).toBe(true);
      expect(Number(value!) / 1e4).toBeLessThanOrEqual((purchases! * Number(amount!) * 0.4) / 1e4 + 0.01);
    }
  });

  const once = (n: number): Purchase[] => Array.from({ length: n }, (_, i) => ({ customer: `C${i}`, on: onDay(i % 50), amount: 10_000n }));
  const monthly = Array.from({ length: 40 }, (_, i) => Array.from({ length: 8 }, (_, k) => ({ customer: `C${i}`, on: onDay(i + 30 * k), amount: 10_000n }))).flat(); // prettier-ignore
  it.each([
    ["one customer", once(1), "few-customers"],
    ["nobody", [], "few-customers"],
    ["all-one-time buyers", once(300), "few-repeat-buyers"],
    ["like clockwork", monthly, "contractual"],
  ] as const)("%s: no model, and the reason", (_, purchases, why) => {
    const { fit, outlooks } = lifetime(purchases, question);
    expect(fit).toMatchObject({ kind: "fall-back", why });
    expect(outlooks.every(({ value, alive, purchases: expected }) => value === null && alive === null && expected === null)).toBe(true);
  });

  it("all bought on the last day: there is no time to learn from", () => {
    const histories = historiesOf(once(40).map((p) => ({ ...p, on: "2025-10-27" })), question.end).histories; // prettier-ignore
    const repeated = histories.map((history) => ({ ...history, frequency: 1 }));
    expect(fitted("bgnbd", repeated)).toMatchObject({ why: "no-time" });
  });

  it("customers who all leave alike are a limit that still forecasts, and says so", () => {
    const purchases = invented(300, () => 0.04);
    const { fit, outlooks } = lifetime(purchases, question);
    expect(fit).toMatchObject({ kind: "fitted", isAtLimit: true });
    expect(outlooks.every(({ purchases: expected }) => Number.isFinite(expected))).toBe(true);
  });

  it("where nobody seems to leave, no model calls the long silent ones active", () => {
    const forEver = Array.from({ length: 60 }, (_, i) => i).flatMap((i) => Array.from({ length: 20 }, (__, k) => ({ customer: `C${i}`, on: onDay(i + Math.round(14.7 * k + ((i * 7 + k * k * 13) % 11))), amount: 10_000n }))); // prettier-ignore
    expect(fitted("bgnbd", historiesOf(forEver, "2025-12-10").histories)).toMatchObject({
      kind: "fall-back",
      why: "degenerate-likelihood",
    });
  });

  it("extreme frequencies end in a fit or a reason, never in NaN", () => {
    const extreme: History[] = Array.from({ length: customersMin + 10 }, (_, i) => ({
      customer: `C${i}`, frequency: i % 2 === 0 ? 100_000 : 1, recencyDays: 36_000, ageDays: 36_500,
      repeatValue: i % 3 === 0 ? 1e9 : 0.01, amountToDate: 1n, bought: { later: 0 },
    })); // prettier-ignore
    for (const name of modelNames) {
      const fit = fitted(name, extreme);
      expect(fit.kind === "fall-back" || Object.values(fit.parameters).every(Number.isFinite)).toBe(true);
    }
    const spend = spendFitted(extreme);
    expect(extreme.every((history) => Number.isFinite(expectedSpend(spend, history, null)))).toBe(true);
  });
});

describe("amounts", () => {
  const buyer = (frequency: number, repeatValue: number): History => ({ customer: "C", frequency, recencyDays: 1, ageDays: 2, repeatValue, amountToDate: 1n, bought: { later: 0 } }); // prettier-ignore
  it.each([
    ["big buyers buy more often", Array.from({ length: 40 }, (_, i) => buyer(i + 1, 100 * (i + 1))), "value-depends-on-frequency"],
    ["everybody pays the same", Array.from({ length: 40 }, (_, i) => buyer(i + 1, 100)), "constant-value"],
    ["three repeat buyers", [buyer(1, 5), buyer(2, 7), buyer(1, 9)], "few-repeat-buyers"],
  ] as const)("%s: the own mean instead, and why", (_, histories, why) => {
    const fit = spendFitted(histories);
    expect(fit).toMatchObject({ kind: "own-mean", why });
    expect(expectedSpend(fit, buyer(3, 12.5), 99)).toBe(12.5);
    expect(expectedSpend(fit, { ...buyer(0, 0), repeatValue: null }, 99)).toBe(99);
  });

  it("buying like clockwork is billing", () => {
    expect(looksContractual(invented(200, (random) => random() * 0.08))).toBe(false);
  });
});
