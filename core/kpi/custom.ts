import { parseAmount } from "../base/money.ts";
import type { Names } from "../formula/check.ts";
import { compile, type Formula } from "../formula/formula.ts";
import type { Node, Type } from "../formula/syntax.ts";
import type { Direction, Group, Unit } from "./definition.ts";
import { measureFacts } from "./measures.ts";
import { choosable, filtersOf, type Chosen, type FilterField } from "./slice.ts";

/** When a value is good enough: at least, at most, or between both. Plain decimals; rates in percent ("25" is 25 %). */
export type Goal = { readonly atLeast?: string | undefined; readonly atMost?: string | undefined };
export type Shape =
  | { readonly kind: "sum"; readonly of: Chosen }
  | { readonly kind: "ratio"; readonly above: Chosen; readonly below: Chosen }
  | { readonly kind: "formula"; readonly text: string; readonly unit: "amount" | "rate" | "count" };
/** A metric as a company writes it down, without code. */
export type Written = {
  readonly name: string;
  readonly note: string;
  readonly group: Group;
  readonly direction: Direction;
  readonly sampleMin: number;
  readonly goal: Goal;
  readonly shape: Shape;
};

/** What is wrong with a definition: a code, the field, the place in the formula where there is one, and what was met. */
export type WrittenProblem = {
  readonly code: string;
  readonly path: string;
  readonly at: number | null;
  readonly values: Readonly<Record<string, string | number>>;
};

/** What a formula may read: each metric with its unit, what it reads in turn, and how often values are multiplied on the way. */
export type Readable = { readonly unit: Unit; readonly reads: readonly string[]; readonly degree: number };
export type Library = ReadonlyMap<string, Readable>;

/** Products of more values than this say nothing and grow without bound. */
export const degreeMax = 8;
/** Metrics made of metrics made of metrics: deeper than this nobody can follow. */
export const depthMax = 4;

/** "signed-amount" in a formula is signed_amount: a hyphen would be a minus. */
export const nameInFormula = (code: string): string => code.replaceAll("-", "_");
const codeInFormula = (name: string): string => name.replaceAll("_", "-");

/** Everything that is wrong with a definition at once; nothing when it can be published. `code` is the metric's own. */
export function problemsOf(written: Written, code: string, library: Library): WrittenProblem[] {
  return [...goalProblems(written.goal), ...shapeProblems(written.shape, code, library)];
}

const problem = (code: string, path: string, values: WrittenProblem["values"] = {}, at: number | null = null): WrittenProblem => ({
  code,
  path,
  at,
  values,
});

function goalProblems({ atLeast, atMost }: Goal): WrittenProblem[] {
  const [low, high] = [atLeast, atMost].map((text) => (text === undefined ? undefined : parseAmount(text)));
  if (low === null || high === null) return [problem("goal-not-a-number", "goal")];
  return low !== undefined && high !== undefined && low > high
    ? [problem("goal-upside-down", "goal", { low: atLeast!, high: atMost! })]
    : [];
}

function shapeProblems(shape: Shape, code: string, library: Library): WrittenProblem[] {
  if (shape.kind === "sum") return chosenProblems(shape.of, "of");
  if (shape.kind === "ratio")
    return [...chosenProblems(shape.above, "above"), ...chosenProblems(shape.below, "below"), ...pairProblems(shape)];
  return formulaProblems(shape, code, library);
}

function chosenProblems({ measure, filter }: Chosen, path: string): WrittenProblem[] {
  if (!choosable.includes(measure)) return [problem("measure-unknown", path, { measure })];
  if (["hours", "days"].includes(measureFacts(measure).unit) && path !== "of") return [problem("median-in-ratio", path, { measure })];
  const allowed = filtersOf(measure);
  const wrong = (Object.keys(filter) as FilterField[]).filter((field) => (filter[field]?.length ?? 0) > 0 && !allowed.includes(field));
  return wrong.map((field) => problem("filter-not-here", path, { field, measure }));
}

/** Counts over amounts have no unit anybody reads. */
function pairProblems({ above, below }: Extract<Shape, { kind: "ratio" }>): WrittenProblem[] {
  const [up, down] = [measureFacts(above.measure).unit, measureFacts(below.measure).unit];
  return up !== "amount" && down === "amount" ? [problem("count-over-amount", "above")] : [];
}

/** The unit a ratio comes out in. */
export function ratioUnit(above: Chosen, below: Chosen): Unit {
  const [up, down] = [measureFacts(above.measure).unit, measureFacts(below.measure).unit];
  if (up === down) return "rate";
  return up === "amount" ? "amount" : up === "minutes" ? "minutes" : up === "score" ? "score" : "rate";
}

function formulaProblems({ text, unit }: Extract<Shape, { kind: "formula" }>, code: string, library: Library): WrittenProblem[] {
  const compiled = compileFormula(text, unit, library);
  if (compiled.kind === "refused") {
    const { at, values } = compiled.problem;
    return [problem(compiled.problem.code, "text", values, at)];
  }
  const { node, uses } = compiled.formula;
  const codes = uses.map(codeInFormula);
  const around = codes.find((one) => one === code || library.get(one)!.reads.includes(code));
  if (around) return [problem("reads-itself", "text", { metric: around }, text.indexOf(nameInFormula(around)))];
  if (codes.length === 0) return [problem("reads-nothing", "text")];
  const degree = degreeOf(node, library);
  if (degree > degreeMax) return [problem("too-many-factors", "text", { degree, max: degreeMax })];
  const depth = 1 + Math.max(...codes.map((one) => depthOf(one, library)));
  return depth > depthMax ? [problem("too-deep-lineage", "text", { depth, max: depthMax })] : [];
}

const types: Readonly<Record<"amount" | "rate" | "count", Type>> = { amount: "amount", rate: "rate", count: "number" };

/** Reads and checks a formula over metrics; it must come out in its unit. */
export function compileFormula(text: string, unit: "amount" | "rate" | "count", library: Library) {
  return compile(text, namesOf(library), types[unit]);
}

/** Metrics as names of the formula language, each with its type: money, shares and plain numbers never mix by accident. */
export const namesOf = (library: Library): Names =>
  Object.fromEntries([...library].map(([code, { unit }]) => [nameInFormula(code), typeIn(unit)]));

export function typeIn(unit: Unit): Type {
  if (unit === "amount" || unit === "amount-per-day") return "amount";
  return unit === "rate" || unit === "points" ? "rate" : "number";
}

export const codesIn = (formula: Formula): string[] => formula.uses.map(codeInFormula);

/** How many measured values are multiplied or divided at most: a × b is 2, a × b + c is 2. */
export function degreeOf(node: Node, library: Library): number {
  switch (node.kind) {
    case "literal":
    case "text":
      return 0;
    case "name":
      return library.get(codeInFormula(node.name))?.degree ?? 1;
    case "negate":
    case "not":
      return degreeOf(node.of, library);
    case "binary": {
      const [left, right] = [degreeOf(node.left, library), degreeOf(node.right, library)];
      return node.op === "*" || node.op === "/" ? left + right : Math.max(left, right);
    }
    case "call":
      return Math.max(0, ...node.args.map((arg) => degreeOf(arg, library)));
  }
}

/** 1 for a metric of facts, one more for each formula on the way down. */
function depthOf(code: string, library: Library): number {
  const reads = library.get(code)?.reads ?? [];
  return reads.length === 0 ? 1 : 1 + Math.max(...reads.filter((one) => library.has(one)).map((one) => depthOf(one, library)), 0);
}

/** Whether a value meets the goal; null without a goal or without a value. Both in the metric's own exact unit. */
export function meetsGoal(goal: Goal, unit: Unit, exact: bigint | null): boolean | null {
  if (exact === null || (goal.atLeast === undefined && goal.atMost === undefined)) return null;
  const edge = (text: string | undefined): bigint | null => (text === undefined ? null : inUnit(parseAmount(text)!, unit));
  const [low, high] = [edge(goal.atLeast), edge(goal.atMost)];
  return (low === null || exact >= low) && (high === null || exact <= high);
}

/** A plain decimal in ten-thousandths as the exact integer of a unit: percent for rates, millionths for counts. */
function inUnit(e4: bigint, unit: Unit): bigint {
  if (unit === "amount" || unit === "amount-per-day") return e4;
  return unit === "rate" || unit === "points" ? e4 : e4 * 100n;
}
