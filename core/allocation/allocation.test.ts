import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAJOR, PPM, type Amount } from "../base/money.ts";
import { assign, seatsOf, type Node, type Order } from "./assign.ts";
import { explainLine } from "./explain.ts";
import { bases, mix, type Basis, type Weights } from "./mix.ts";
import { shareOut, type Part } from "./share-out.ts";

const yuan = (n: number): Amount => BigInt(n) * MAJOR;
const part = (id: string, weight: number, floor = 0, cap: number | null = null): Part => ({
  id,
  weight: BigInt(weight),
  floor: yuan(floor),
  cap: cap === null ? null : yuan(cap),
});
const told = (result: ReturnType<typeof shareOut>) =>
  result.kind === "shared"
    ? result.portions.map((one) => `${Number(one.amount / MAJOR)} ${one.held}`)
    : `${result.code} ${result.who.join()} ${Number(result.by / MAJOR)}`;

describe("a whole shared out between floors and caps", () => {
  it.each([
    ["by weight alone", 1000, [part("a", 6), part("b", 3), part("c", 1)], ["600 weight", "300 weight", "100 weight"]],
    [
      "a cap gives to the others by their weight",
      1000,
      [part("a", 6, 0, 400), part("b", 3), part("c", 1)],
      ["400 cap", "450 weight", "150 weight"],
    ],
    ["a floor takes from the others", 1000, [part("a", 6), part("b", 3), part("c", 1, 300)], ["467 weight", "233 weight", "300 floor"]],
    ["floor and cap at once", 1000, [part("a", 8, 0, 500), part("b", 1, 300), part("c", 1)], ["500 cap", "300 floor", "200 weight"]],
    [
      "a lock stays, the others share the rest",
      1000,
      [part("a", 1, 700, 700), part("b", 2), part("c", 1)],
      ["700 lock", "200 weight", "100 weight"],
    ],
    ["no weight and no floor gets nothing", 100, [part("a", 1), part("b", 0)], ["100 weight", "0 weight"]],
    [
      "what caps leave goes evenly to those without weight",
      100,
      [part("a", 1, 0, 40), part("b", 0), part("c", 0)],
      ["40 cap", "30 even", "30 even"],
    ],
    ["floors of all add up exactly", 30, [part("a", 5, 10), part("b", 1, 20)], ["10 floor", "20 floor"]],
  ] as const)("%s", (_, whole, parts, expected) => expect(told(shareOut(yuan(whole), parts, MAJOR))).toEqual(expected));

  it.each([
    ["floors above the whole", 100, [part("a", 1, 80), part("b", 1, 50)], "floors-exceed a,b 30"],
    ["caps below the whole", 100, [part("a", 1, 0, 30), part("b", 1, 0, 50)], "caps-miss a,b 20"],
    ["locks above the whole", 100, [part("a", 1, 120, 120), part("b", 1)], "locks-exceed a 20"],
    ["all locked and something left", 100, [part("a", 1, 60, 60), part("b", 1, 30, 30)], "locks-miss a,b 10"],
    ["a floor above its cap", 100, [part("a", 1, 60, 50), part("b", 1)], "bounds-cross a 10"],
    ["nobody", 100, [], "nobody  100"],
  ] as const)("%s is refused, with who and by how much", (_, whole, parts, expected) =>
    expect(told(shareOut(yuan(whole), parts, MAJOR))).toBe(expected),
  );

  it("a step coarser than the room between floor and cap is refused", () =>
    expect(told(shareOut(yuan(5000), [part("a", 1, 1100, 1900), part("b", 1)], yuan(1000)))).toBe("step-too-coarse a 1000"));

  it("what is smaller than a step goes to the heaviest with room", () => {
    const result = shareOut(yuan(10_300), [part("a", 3, 0, 5000), part("b", 2), part("c", 1)], yuan(1000));
    expect(told(result)).toEqual(["5000 cap", "3300 weight", "2000 weight"]);
  });
});

const SEED = 20_270_206;
const anyPart = fc.record({ weight: fc.bigInt(0n, 1000n), floor: fc.bigInt(0n, 50n), room: fc.option(fc.bigInt(0n, 80n)) });
const many = fc
  .array(anyPart, { minLength: 1, maxLength: 12 })
  .map((all) => all.map(({ weight, floor, room }, i): Part => ({ id: `p${i}`, weight, floor, cap: room === null ? null : floor + room })));
/** A whole that fits, and a step. */
const cases = many.chain((parts) => {
  const floors = parts.reduce((sum, one) => sum + one.floor, 0n);
  const caps = parts.some((one) => one.cap === null) ? floors + 500n : parts.reduce((sum, one) => sum + one.cap!, 0n);
  return fc.record({ parts: fc.constant(parts), whole: fc.bigInt(floors, caps), step: fc.constantFrom(1n, 1n, 3n) });
});
const amounts = (result: ReturnType<typeof shareOut>): Map<string, bigint> | null =>
  result.kind === "shared" ? new Map(result.portions.map((one) => [one.id, one.amount])) : null;

describe(`laws of sharing out (seed ${SEED})`, () => {
  const law = (check: (given: { parts: Part[]; whole: bigint; step: bigint }, result: Map<string, bigint>) => void) =>
    fc.assert(
      fc.property(cases, (given) => {
        const result = amounts(shareOut(given.whole, given.parts, given.step));
        if (result) check(given, result);
        else expect(given.step).not.toBe(1n); // in single units every whole between floors and caps can be shared
      }),
      { numRuns: 600, seed: SEED },
    );

  it("nothing is lost and nothing invented (A1)", () =>
    law(({ whole }, result) => expect([...result.values()].reduce((a, b) => a + b, 0n)).toBe(whole)));

  it("floors, caps and locks hold", () =>
    law(({ parts }, result) => {
      for (const { id, floor, cap } of parts) {
        expect(result.get(id)! >= floor).toBe(true);
        expect(cap === null || result.get(id)! <= cap).toBe(true);
      }
    }));

  it("the order of the parts does not matter (A7)", () =>
    law(({ parts, whole, step }, result) =>
      expect(amounts(shareOut(whole, parts.toReversed(), step))).toEqual(new Map([...result].toReversed())),
    ));

  it("weights times any number are the same weights (A7)", () =>
    law(({ parts, whole, step }, result) =>
      expect(
        amounts(
          shareOut(
            whole,
            parts.map((one) => ({ ...one, weight: one.weight * 977n })),
            step,
          ),
        ),
      ).toEqual(result),
    ));

  it("more weight never brings less", () =>
    law(({ parts, whole, step }, result) => {
      if (step !== 1n) return;
      const heavier = parts.map((one, i) => (i === 0 ? { ...one, weight: one.weight * 2n + 5n } : one));
      expect(amounts(shareOut(whole, heavier, step))!.get("p0")! >= result.get("p0")!).toBe(true);
    }));
});

const nothing = Object.fromEntries(bases.map((basis) => [basis, 0n])) as Record<Basis, bigint>;
const weigh = (weights: Partial<Weights>): Weights => ({
  ...(Object.fromEntries(bases.map((b) => [b, 0])) as Record<Basis, number>),
  ...weights,
});
const seat = (id: string, values: Partial<Record<Basis, bigint>>, more: Partial<Node> = {}): Node => ({
  id, floor: 0n, cap: null, lock: null, children: [], overPpm: 0n, standing: { id, values: { ...nothing, ...values } }, months: Array.from({ length: 12 }, () => 1n), ...more,
}); // prettier-ignore
const unit = (id: string, children: Node[], more: Partial<Node> = {}): Node => ({
  id,
  floor: 0n,
  cap: null,
  lock: null,
  overPpm: 0n,
  children,
  ...more,
});
const order = (whole: Amount, weights: Partial<Weights> = { history: 1 }): Order => ({
  whole,
  weights: weigh(weights),
  step: MAJOR,
  monthStep: MAJOR,
});

describe("bases are mixed", () => {
  it("each by its own total, so that 900 yuan of history and 3 heads weigh alike", () => {
    const mixed = mix(
      [
        { id: "a", values: { ...nothing, history: 900n, headcount: 1n } },
        { id: "b", values: { ...nothing, history: 0n, headcount: 2n } },
      ],
      weigh({ history: 50, headcount: 50 }),
    )!;
    const ratio = Number((mixed.of.get("a")!.weight * 1000n) / mixed.of.get("b")!.weight);
    expect(ratio).toBe(2000); // (1 + 1/3) : (0 + 2/3)
  });
  it("a basis without any figure is left out, and said", () => {
    const mixed = mix([{ id: "a", values: { ...nothing, history: 1n } }], weigh({ history: 1, pipeline: 1 }))!;
    expect(mixed.empty).toEqual(["pipeline"]);
  });
  it("nothing to go by: nobody guesses", () => {
    expect(mix([{ id: "a", values: nothing }], weigh({ history: 1 }))).toBeNull();
    expect(assign(unit("u", [seat("a", {})]), order(yuan(10)))).toEqual({ kind: "no-basis" });
  });
});

const amountsOf = (result: ReturnType<typeof assign>) =>
  result.kind === "assigned" ? Object.fromEntries(result.lines.map((line) => [line.id, Number(line.amount / MAJOR)])) : result;

describe("a whole given down the organisation", () => {
  const tree = (more: Partial<Node> = {}) =>
    unit("co", [
      unit("east", [seat("a", { history: 60n }), seat("b", { history: 20n }, more)]),
      unit("west", [seat("c", { history: 20n })]),
    ]);

  it("by what stands below each unit", () =>
    expect(amountsOf(assign(tree(), order(yuan(1000))))).toEqual({ co: 1000, east: 800, a: 600, b: 200, west: 200, c: 200 }));

  it("a floor of a seat lifts its unit too", () =>
    expect(amountsOf(assign(unit("co", [unit("east", [seat("a", { history: 1n }, { floor: yuan(700) })]), unit("west", [seat("c", { history: 9n })])]), order(yuan(1000))))).toEqual(
      { co: 1000, east: 700, a: 700, west: 300, c: 300 },
    )); // prettier-ignore

  it("a unit that cannot hold the floors below it is refused by name", () => {
    const crossed = unit("co", [
      unit("east", [seat("a", { history: 1n }, { floor: yuan(700) })], { cap: yuan(500) }),
      seat("c", { history: 1n }),
    ]);
    expect(assign(crossed, order(yuan(1000)))).toMatchObject({
      kind: "misfit",
      code: "bounds-cross",
      at: "east",
      who: ["a"],
      by: yuan(200),
    });
  });

  it("over-assignment is carried by the children, and the line says how much of it", () => {
    const over = unit("co", [unit("east", [seat("a", { history: 1n })], { overPpm: 50_000n })]);
    const result = assign(over, order(yuan(1000)));
    expect(amountsOf(result)).toEqual({ co: 1000, east: 1000, a: 1050 });
    expect(result.kind === "assigned" && result.lines[2]!.over).toBe(yuan(50));
  });

  it("a target of nothing is refused", () => expect(assign(tree(), order(0n))).toEqual({ kind: "not-positive" }));
});

const anySeat = (id: string) =>
  fc.record({ history: fc.bigInt(0n, 10n ** 12n), pipeline: fc.bigInt(0n, 10n ** 10n), lock: fc.option(fc.bigInt(0n, 2n).map((n) => n * 12_345n)), season: fc.array(fc.bigInt(0n, 100n), { minLength: 12, maxLength: 12 }) })
    .map(({ history, pipeline, lock, season }) => seat(id, { history: history + 1n, pipeline }, { lock, months: season })); // prettier-ignore
const anyTree = fc
  .tuple(...["a", "b", "c"].map((u) => fc.record({ over: fc.bigInt(0n, 100_000n), seats: fc.tuple(...["1", "2", "3"].map((n) => anySeat(u + n))) })))
  .map((units) => unit("co", units.map(({ over, seats }, i) => unit(`u${i}`, [...seats, seat(`free${i}`, { history: 5n })], { overPpm: over })))); // prettier-ignore
const anyOrder = fc.record({ whole: fc.bigInt(10n ** 6n, 10n ** 14n), step: fc.constantFrom(1n, MAJOR, 1000n * MAJOR) });

describe(`laws of an allocation (seed ${SEED})`, () => {
  const law = (check: (root: Node, given: Order, result: Extract<ReturnType<typeof assign>, { kind: "assigned" }>) => void) =>
    fc.assert(
      fc.property(anyTree, anyOrder, (root, { whole, step }) => {
        const given = { ...order(whole, { history: 60, pipeline: 40 }), step, monthStep: step };
        const result = assign(root, given);
        if (result.kind === "assigned") check(root, given, result);
        else expect(result.kind).toBe("misfit");
      }),
      { numRuns: 120, seed: SEED },
    );

  it("every unit's children carry exactly its amount plus what it declares, months add up to years (A1)", () =>
    law((root, _, { lines }) => {
      const of = new Map(lines.map((line) => [line.id, line]));
      for (const one of [root, ...root.children]) {
        const own = of.get(one.id)!.amount;
        expect(one.children.reduce((sum, child) => sum + of.get(child.id)!.amount, 0n)).toBe(own + (own * one.overPpm) / PPM);
      }
      for (const line of lines) expect(line.months.reduce((a, b) => a + b, 0n)).toBe(line.amount);
    }));

  it("locked seats are untouched", () =>
    law((root, _, { lines }) => {
      for (const one of seatsOf(root)) if (one.lock !== null) expect(lines.find((line) => line.id === one.id)!.amount).toBe(one.lock);
    }));

  it("the parts of every explanation add up to its number (A12)", () =>
    law((_, __, { lines }) => {
      for (const line of lines) {
        const { parts } = explainLine(line, "count", []);
        const sum = parts!.reduce(
          (total, one) => total + (one.value.kind === "number" ? BigInt(one.value.value.replace(".", "")) : 0n),
          0n,
        );
        expect(sum).toBe(line.amount);
      }
    }));

  it("the order of units and seats does not matter (A7)", () =>
    law((root, given, result) => {
      const turned = (node: Node): Node => ({ ...node, children: node.children.map(turned).toReversed() });
      expect(amountsOf(assign(turned(root), given))).toEqual(amountsOf(result));
    }));
});
