import { Fields, type DocumentProblem } from "../../formula/document.ts";
import type { Names } from "../../formula/check.ts";
import type { Type } from "../../formula/syntax.ts";
import { Book } from "./book.ts";
import { circlesIn, summedComponents } from "./circles.ts";
import { componentOf, roundingOf } from "./component.ts";
import { isStandard } from "./names.ts";
import { credits, intervals, type Body, type DayCount, type Measure, type Plan, type Rounding } from "./plan.ts";
import { settlementOf } from "./settlement.ts";
import { bodyOf, bodyType } from "./shapes.ts";
import { testsOf, type PlanTest } from "./tests.ts";
import { warningsOf } from "./warnings.ts";

export type Checked =
  | { readonly kind: "plan"; readonly plan: Plan; readonly tests: readonly PlanTest[]; readonly warnings: readonly DocumentProblem[] }
  | { readonly kind: "refused"; readonly problems: readonly DocumentProblem[] };

const types = ["amount", "rate", "number", "text", "day", "boolean"] as const satisfies readonly Type[];

/** Reads a plan document 方案文本 and says everything that is wrong with it, by field. Line numbers are for whoever read the text. */
export function readPlan(document: unknown): Checked {
  const fields = new Fields(document);
  const head = headOf(fields);
  const book = new Book(head.inputs, head.currency);
  const list = namedComponents(fields, book, head.currency);
  const measures = measuresOf(fields.within("measures"), book);
  const components = list.map((one) => componentOf(one, { book, plan: head }));
  const payout = fields.has("payout") ? book.formula(fields, "payout", "participant", "amount") : null;
  const settlement = settlementOf(fields.within("settlement"), book);
  const tests = fields.has("tests") ? testsOf(fields) : [];
  fields.nothingElse();
  for (const { path, name } of summedComponents(measures, components)) fields.refuse("sum-of-component", path, { name });
  for (const name of [...book.circles, ...circlesIn(measures, components)].slice(0, 1)) fields.refuse("circle", `measures`, { name });
  if (fields.problems.length > 0) return { kind: "refused", problems: unique(fields.problems) };
  const plan: Plan = { ...head, measures, components, payout, settlement };
  return { kind: "plan", plan, tests, warnings: warningsOf(plan) };
}

function headOf(fields: Fields) {
  const currency = fields.text("currency", "CNY").toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) fields.refuse("currency-not-a-code", "currency", { value: currency });
  const month = Number(fields.choice("year-start", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"], "1"));
  return {
    name: fields.text("plan"),
    currency,
    base: fields.choice("base", ["signed", "delivered", "collected"], "signed"),
    period: fields.choice("period", intervals),
    yearStart: month,
    rounding: roundingOf(fields.within("rounding"), defaultRounding(currency)),
    dayCount: dayCountOf(fields.within("day-count")),
    inputs: inputsOf(fields.within("inputs")),
    fx: fields.choice("fx", ["none", "fixed", "month", "day"], "none"),
  };
}

/** Minor units after ISO 4217: yen and won have none, the Gulf and Jordanian dinars three, most two. */
const digitsOf: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
  IQD: 3,
  LYD: 3,
};
const defaultRounding = (currency: string): Rounding => ({
  digits: digitsOf[currency] ?? 2,
  mode: "half-up",
  level: "total",
  residue: "last",
});

function dayCountOf(fields: Fields): DayCount {
  const count: DayCount = {
    basis: fields.choice("basis", ["actual", "actual-365", "thirtieths", "weekdays"], "actual"),
    startDay: fields.choice("start-day", ["counted", "not-counted"], "counted"),
  };
  fields.nothingElse();
  return count;
}

/** Columns beyond the standard ones, each with its type: what is not declared does not exist. */
function inputsOf(fields: Fields): Plan["inputs"] {
  const of = (scope: "transaction" | "participant"): Names => {
    const inner = fields.within(scope);
    return Object.fromEntries(
      inner.names.map((name): [string, Type] => {
        if (isStandard(name)) inner.refuse("name-taken", name, { name });
        if (!isName(name)) inner.refuse("name-not-usable", name, { name });
        return [name, inner.choice(name, types)];
      }),
    );
  };
  const inputs = { transaction: of("transaction"), participant: of("participant") };
  fields.nothingElse();
  return inputs;
}

const isName = (name: string) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);

/** Names first, bodies when asked: a measure may use one below it. */
function measuresOf(fields: Fields, book: Book): Measure[] {
  const entries = fields.names.map((name) => {
    fields.has(name);
    if (!isName(name)) fields.refuse("name-not-usable", name, { name });
    if (book.isTaken(name)) fields.refuse("name-taken", name, { name });
    let made: Measure | null = null;
    const measure = (): Measure => (made ??= measureOf(fields, name, book));
    book.define(name, () => typeOfMeasure(measure(), book));
    return { name, measure };
  });
  entries.forEach(({ name }) => book.typeOf(name));
  return entries.map(({ measure }) => measure());
}

function measureOf(fields: Fields, name: string, book: Book): Measure {
  const path = `measures.${name}`;
  if (typeof fields.unread(name) !== "object") {
    const formula = book.formula(fields, name, "participant", null);
    const body: Body = { of: null, shape: { kind: "formula", cases: [{ when: null, gives: formula }] }, times: null };
    return { kind: "value", name, path, body };
  }
  const inner = fields.within(name);
  const by = (["sum", "count", "min", "max", "average"] as const).find((word) => inner.has(word));
  const measure = by
    ? aggregateOf(inner, name, by, book)
    : inner.has("sum-of") || inner.has("rank")
      ? othersOf(inner, name, book)
      : shapedOf(inner, name, book);
  inner.nothingElse();
  return measure;
}

function aggregateOf(inner: Fields, name: string, by: "sum" | "count" | "min" | "max" | "average", book: Book): Measure {
  const of = by === "count" ? (inner.text("count"), null) : book.formula(inner, by, "transaction", null);
  const where = inner.has("where") ? book.condition(inner, "where", "transaction") : null;
  return {
    kind: "aggregate", name, path: inner.path, by, of, where,
    credit: inner.choice("credit", credits, "own"),
    over: inner.choice("over", ["period", ...intervals, "ever"], "period"),
  }; // prettier-ignore
}

function othersOf(inner: Fields, name: string, book: Book): Measure {
  const by = inner.has("rank") ? "rank" : "sum";
  const field = by === "rank" ? "rank" : "sum-of";
  const value = inner.text(field);
  if (value !== "" && !book.has(value)) inner.refuse("formula-unknown-name", field, { name: value, at: 1 });
  const where = inner.has("where") ? book.condition(inner, "where", "participant") : null;
  const credit = inner.choice("credit", credits, by === "rank" ? "all" : "below");
  return { kind: "others", name, path: inner.path, by, value, where, credit };
}

function shapedOf(inner: Fields, name: string, book: Book): Measure {
  return { kind: "value", name, path: inner.path, body: bodyOf(inner, { book, reach: "participant", inComponent: false, runs: false }) };
}

function typeOfMeasure(measure: Measure, book: Book): Type {
  if (measure.kind === "value") return bodyType(measure.body);
  if (measure.kind === "others") return measure.by === "rank" ? "number" : book.has(measure.value) ? book.typeOf(measure.value) : "amount";
  return measure.of?.type ?? "number";
}

/** The components' names stand before anything is read: a measure may use one, and a component one below it. */
function namedComponents(fields: Fields, book: Book, currency: string): Fields[] {
  const list = fields.list("components");
  const names = list.map((one) => (typeof one.unread("name") === "string" ? one.text("name") : ""));
  names.forEach((name, i) => {
    if (name === "") return;
    if (book.isTaken(name) || names.indexOf(name) !== i) list[i]!.refuse("name-taken", "name", { name });
    book.define(name, () => (list[i]!.has("unit") && list[i]!.text("unit") !== currency ? "number" : "amount"));
  });
  return list;
}

const unique = (problems: readonly DocumentProblem[]): DocumentProblem[] => [
  ...new Map(problems.map((problem) => [`${problem.code} ${problem.path}`, problem])).values(),
];
