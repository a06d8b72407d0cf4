import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { fitLogistic, probabilityOf, logOddsOf } from "./logistic.ts";
import { aucOf, qualityOf, single } from "./quality.ts";
import { classesOf, columnOf, type Outcome, type Table } from "./table.ts";
import { train } from "./win-probability.ts";

/** Numbers in [0, 1) that are the same in every run (Mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const bell = (roll: () => number) => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());

type Case = Readonly<Record<string, string | null>>;
const tableOf = (cases: readonly Case[]): Table => {
  const names = [...new Set(cases.flatMap((one) => Object.keys(one)))];
  return { names, rows: cases.map((one) => names.map((name) => one[name] ?? null)) };
};
const trained = (cases: readonly Case[], more: { time?: string } = {}) => {
  const { outcome: _, ...rest } = cases[0]!;
  const table = tableOf(cases.map(({ outcome: _left, ...one }) => one));
  const outcomes = cases.map(({ outcome }): Outcome => (outcome === "won" ? 1 : outcome === "lost" ? 0 : null));
  return train({ columns: Object.keys(rest).map((_name, i) => columnOf(table, i)), outcomes, ...more });
};

/** Deals of three years; `signal` is what size, source and visits are worth, 0 is none. */
function deals(count: number, seed: number, signal = 1, open = 0): Case[] {
  const roll = dice(seed);
  return Array.from({ length: count + open }, (_, i): Case => {
    const [size, visits] = [Math.exp(10 + bell(roll)), Math.floor(roll() * 9)];
    const source = ["referral", "fair", "web", "cold"][Math.floor(roll() * 4)]!;
    const odds = signal * (0.9 * (visits - 4) * 0.4 - 0.5 * (Math.log(size) - 10) + (source === "referral" ? 1.2 : source === "cold" ? -1 : 0));
    const won = roll() < probabilityOf(odds - 0.4);
    const created = addDays("2023-01-01", Math.floor(((i + roll()) / (count + open)) * 1000));
    const isOpen = i >= count;
    const closed = addDays(created, 20 + Math.floor(roll() * 60));
    return {
      id: `D${i}`, created, size: size.toFixed(2), visits: roll() < 0.1 ? null : String(visits), source, colour: ["red", "blue"][Math.floor(roll() * 2)]!,
      closed: isOpen ? null : closed, value: isOpen ? null : won ? size.toFixed(2) : "0", reason: !isOpen && !won ? "price" : null, outcome: isOpen ? null : won ? "won" : "lost",
    };
  }); // prettier-ignore
}

describe("a table with something in it", () => {
  const made = trained(deals(3_000, 1, 1, 200));

  it("leaves out what is known only afterwards, each with its reason", () => {
    expect(Object.fromEntries(made.leftOut.map(({ name, why }) => [name, why]))).toEqual({ id: "identifier", closed: "filled-after", value: "filled-after", reason: "filled-after" }); // prettier-ignore
    expect(made.used).toEqual(["created", "size", "visits", "source", "colour"]);
  });

  it("is checked on the latest three tenths and is better than the base rate there", () => {
    expect([made.verdict, made.split.by, made.trainedOn, made.quality!.n]).toEqual(["model", "time", 2099, 901]);
    expect(made.quality!.auc).toBeGreaterThan(0.74); // the odds it was made from have 0.78
    expect(made.quality!.brier).toBeLessThan(made.quality!.brierOfBase);
  });

  it("means what it says: of ten bins of later deals nine have their prediction within the 95 % interval, and the calibration is near 1 and 0", () => {
    const { bins, calibration } = made.quality!;
    expect(bins.filter(({ predicted, low, high }) => predicted >= low && predicted <= high).length).toBeGreaterThanOrEqual(9);
    expect(Math.abs(calibration!.slope - 1)).toBeLessThan(0.2);
    expect(Math.abs(calibration!.intercept)).toBeLessThan(0.25);
  });

  it("scores the open deals, the likeliest first, with what moves each", () => {
    expect(made.scores).toHaveLength(200);
    expect(made.scores[0]!.probability).toBeGreaterThan(made.scores.at(-1)!.probability + 0.5);
    const names = made.scores.slice(0, 20).flatMap(({ because }) => because.map(({ name }) => name));
    expect(names.filter((name) => ["size", "visits", "source"].includes(name)).length).toBeGreaterThan(0.85 * names.length);
    expect(made.weights.find(({ said }) => said === "referral")!.weight).toBeGreaterThan(
      made.weights.find(({ said }) => said === "cold")!.weight,
    );
  });

  it("comes out the same in whatever order the rows stand, as long as days tell them apart", () => {
    const list = deals(1_500, 5);
    const quality = (cases: readonly Case[]) => trained(cases).quality!.auc;
    expect(Math.abs(quality(list) - quality(list.toReversed()))).toBeLessThan(0.01); // the inner choice stirs by place
  });
});

describe("not enough evidence", () => {
  it("is what noise gets: of forty tables without anything in them one or two at most are believed", () => {
    const verdicts = Array.from({ length: 40 }, (_, seed) => trained(deals(600, 100 + seed, 0)).verdict);
    expect(verdicts.filter((verdict) => verdict === "model").length).toBeLessThanOrEqual(2);
  });

  it("everybody then has the base rate, without a reason", () => {
    const made = trained(deals(600, 7, 0, 10));
    expect(made.verdict).toBe("chance");
    expect(new Set(made.scores.map(({ probability }) => probability))).toEqual(new Set([made.baseRate]));
    expect(made.scores.flatMap(({ because }) => because)).toEqual([]);
  });

  it.each<[string, Case[]]>([
    ["few cases", deals(80, 1)],
    ["hardly any lost", deals(600, 1).map((one, i) => ({ ...one, outcome: i % 100 === 0 ? "lost" : "won" }))],
    ["no case closed", deals(50, 1).map((one) => ({ ...one, outcome: null }))],
    ["nothing but what came after", deals(600, 1, 1, 50).map(({ id, closed, value, reason, outcome }) => ({ id: id!, closed: closed!, value: value!, reason: reason!, outcome: outcome! }))],
  ])("%s: no model, and no number that is none", (name, cases) => {
    const made = trained(cases);
    expect([made.verdict, made.lacks]).toEqual(["few", name.startsWith("nothing but") ? "columns" : "cases"]);
    expect(JSON.stringify(made)).not.toMatch(/NaN|Infinity/);
    expect(made.scores.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
  }); // prettier-ignore
});

describe("the guard against what is known only afterwards", () => {
  const closedOnly = deals(800, 3);
  it.each<[string, (one: Case, i: number) => string | null, string | undefined]>([
    ["nps", (one, i) => (one.outcome === "won" ? String(9 + (i % 2)) : String(i % 7)), "tells-the-outcome"],
    ["note", (one) => (one.outcome === "won" ? "contract" : "gone"), "tells-the-outcome"],
    ["handover", (one) => (one.outcome === "won" ? "2026-01-01" : null), "filled-for-one"],
    ["actual_close_date", (one) => one.created!, "named-after-the-end"],
    ["赢单日期", (one) => one.created!, "named-after-the-end"],
    ["expected_close_date", (one) => one.created!, undefined],
    ["region", (_, i) => ["east", "west", "north"][i % 3]!, undefined],
    ["same", () => "x", "constant"],
    ["hardly", (_, i) => (i % 50 === 0 ? "x" : null), "mostly-empty"],
    ["serial", (_, i) => String(5000 + i), "identifier"],
    ["comment", (_, i) => `A long remark about this very deal, which nobody else has, number ${i}`, "free-text"],
    ["town", (_, i) => `town ${i % 300}`, "too-many-values"],
  ])("%s", (name, cell, why) => {
    const made = trained(closedOnly.map(({ closed: _, value: _v, reason: _r, ...one }, i) => ({ ...one, [name]: cell(one, i) })));
    expect(made.leftOut.find((one) => one.name === name)?.why).toBe(why);
    expect(made.used.includes(name)).toBe(why === undefined);
  });

  it("a column that the open deals have as well may be named as it likes", () => {
    const made = trained(deals(600, 4, 1, 60).map((one) => ({ ...one, closing_talk: one.visits ?? "0" })));
    expect(made.used).toContain("closing_talk");
  });
});

describe("which value is a win", () => {
  it.each<[string[], [string?, string?], string]>([
    [["Won", "Lost", "Engaging"], [], "Won/Lost"],
    [["赢单", "输单", "谈判"], [], "赢单/输单"],
    [["0", "1"], [], "1/0"],
    [["yes", "no"], [], "yes/no"],
    [["churned", "stayed", "stayed"], [], "churned/stayed"],
    [["good", "bad", "open"], ["good", "bad"], "good/bad"],
    [["good", "bad", "open"], [], "unclear"],
    [["Won"], [], "one-class"],
    [[], [], "one-class"],
    [["Won", "Lost"], ["Gone"], "not-there"],
  ])("%j asked %j: %s", (cells, [positive, negative], expected) => {
    const found = classesOf(cells, positive, negative);
    expect(found.kind === "classes" ? `${found.positive}/${found.negative}` : found.kind).toBe(expected);
  });
});

it("any table is answered with numbers that are numbers, and probabilities between nought and one", () => {
  const cell = fc.oneof(fc.constantFrom("", "0", "1", "-3.5", "1e300", "9,999", "35%", "2026-02-30", "2026-01-05", "x", "赢单", "NaN", "Infinity", "\u0000"), fc.string({ maxLength: 6 }), fc.integer().map(String)); // prettier-ignore
  const outcome = fc.constantFrom<Outcome>(1, 0, null);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.tuple(fc.array(cell, { minLength: 4, maxLength: 4 }), outcome), { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (width, rows, times) => {
      const many = Array.from({ length: times }, () => rows).flat(); // the same rows again: alike, separated, heavy
      const table: Table = { names: ["a", "b", "c", "d"].slice(0, width), rows: many.map(([cells]) => cells.slice(0, width).map((one) => one || null)) };
      const made = train({ columns: table.names.map((_, i) => columnOf(table, i)), outcomes: many.map(([, one]) => one) });
      expect(made.scores.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
      expect(JSON.stringify(made, (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? "BAD" : value))).not.toContain("BAD");
    }),
    { numRuns: 60 },
  ); // prettier-ignore
});

describe("the parts", () => {
  it("logistic regression on a two by two table gives its log odds", () => {
    const rows = [...Array<number>(40).fill(0), ...Array<number>(60).fill(1)];
    const won = rows.map((x, i) => (x === 0 ? (i < 10 ? 1 : 0) : i < 85 ? 1 : 0)); // 10 of 40, 45 of 60
    const model = fitLogistic(rows.map(single), won, 1, 1e-9);
    expect(model.intercept).toBeCloseTo(Math.log(10 / 30), 6);
    expect(model.weights[0]).toBeCloseTo(Math.log(45 / 15) - Math.log(10 / 30), 6);
  });

  it("a table that separates its classes keeps finite weights and probabilities short of certainty", () => {
    const model = fitLogistic([-2, -1, 1, 2].map(single), [0, 0, 1, 1], 1, 0.1);
    expect(Number.isFinite(model.weights[0])).toBe(true);
    expect(probabilityOf(logOddsOf(model, single(1e9)))).toBeLessThan(1);
  });

  it("AUC: ties count half, and the order of a perfect score is 1", () => {
    expect([aucOf([1, 2, 3, 4], [0, 0, 1, 1]), aucOf([1, 1, 1, 1], [0, 1, 0, 1]), aucOf([1, 2, 2, 3], [0, 0, 1, 1]), aucOf([4, 3, 2, 1], [0, 0, 1, 1])]).toEqual([1, 0.5, 0.875, 0]);
  }); // prettier-ignore

  it("Brier and log loss by hand", () => {
    const { brier, brierOfBase, logLoss } = qualityOf([0.8, 0.4], [1, 0], 0.5);
    expect([brier, brierOfBase, logLoss].map((one) => one.toFixed(4))).toEqual(["0.1000", "0.2500", "0.3670"]);
  });
});
