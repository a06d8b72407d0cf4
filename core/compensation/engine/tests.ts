import { ppmOf } from "../../formula/document.ts";
import { compare, decimalText, exact, exactOf, over, plus, roundedTo, ZERO, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import type { Expected, PlanTest } from "../language/tests.ts";
import type { Line, Made } from "./made.ts";
import { factsOf } from "./read.ts";
import { periodsOf, statementsOf, type Statement } from "./run.ts";
import { sum } from "./shape.ts";
import { payPeriodOf, type PayPeriod } from "./periods.ts";
import type { Stop } from "./stop.ts";
import type { RowProblem } from "./tables.ts";

/** What one expectation of a plan's own test came to. */
export type Outcome = {
  readonly test: string;
  readonly path: string;
  readonly misses: readonly Miss[];
  /** Rows of its facts that could not be read, and columns nobody reads. */
  readonly problems: readonly RowProblem[];
  readonly ignored: readonly string[];
};
export type Miss = {
  readonly path: string;
  /** What missed, as it is written; where the test has several rows, after the participant and the period of its own. */
  readonly name: string;
  readonly expected: string;
  readonly found: string | null;
  /** Nothing was found because the period could not be computed. */
  readonly stop: Stop | null;
};

/** Runs the tests that live in a plan through the same function that pays. */
export const testOutcomes = (plan: Plan, tests: readonly PlanTest[]): Outcome[] => tests.map((test) => outcomeOf(plan, test));

function outcomeOf(plan: Plan, test: PlanTest): Outcome {
  const facts = factsOf(plan, test.tables);
  const named = test.expect.flatMap(({ period }) => (period ? [payPeriodOf(period, plan.period, plan.yearStart)] : []));
  const given = periodsOf(plan, facts);
  const statements = statementsOf(plan, facts, given.length > 0 ? spanning([...given, ...named]) : spanning(named));
  const misses = test.expect.flatMap((expected) => missesOf(statements, expected, test.expect.length > 1));
  return { test: test.name, path: test.path, misses, problems: facts.problems, ignored: facts.ignored };
}

function spanning(periods: readonly (PayPeriod | null)[]): PayPeriod[] {
  const known = periods.filter((one) => one !== null);
  return [...new Map(known.map((one) => [one.key, one])).values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function missesOf(statements: readonly Statement[], expected: Expected, isOneOfSeveral: boolean): Miss[] {
  const { participant, period, path } = expected;
  const found = statements.filter((one) => is(participant, one.participant) && is(period, one.period.key));
  const isTotal = participant === "*" || period === "*";
  if (!isTotal && found.length !== 1) return [notOne(expected, found.length)];
  const head = isOneOfSeveral ? `${participant ?? found[0]?.participant ?? "*"} ${period ?? found[0]?.period.key ?? "*"} ` : "";
  return expected.values.flatMap(({ name, said, text }): Miss[] => {
    const value = isTotal ? totalOf(found, name) : namedValue(found[0]!, name);
    if (agrees(value, text, found[0] === undefined || isMoney(found[0], name))) return [];
    return [{ path, name: head + said, expected: text, found: value && shown(value), stop: value === null ? stopOf(found) : null }];
  });
}

const notOne = ({ participant, period, path }: Expected, count: number): Miss => ({
  path,
  name: "participant, period",
  expected: `${participant ?? "?"} ${period ?? "?"}`,
  found: `${count} statements`,
  stop: null,
});

const stopOf = (statements: readonly Statement[]): Stop | null =>
  statements.flatMap((one) => (one.kind === "stopped" ? [one.stop] : []))[0] ?? null;

const is = (said: string | null, one: string): boolean => said === null || said === "*" || said === one;

/** `participant: "*"` or `period: "*"`: the sum over all of them; `statements` counts them. */
function totalOf(statements: readonly Statement[], name: string): Found {
  if (name === "statements") return exact(BigInt(statements.length));
  const values = statements.map((one) => namedValue(one, name));
  return values.reduce<Found>(
    (sum, value) => (typeof sum === "object" && sum && typeof value === "object" && value ? plus(sum, value) : sum),
    ZERO,
  );
}

type Found = Exact | string | null;
const shown = (value: Exact | string): string => (typeof value === "string" ? value : decimalText(value, 10));

/**
 * earned, paid, payout, held, owed, draw_balance, stopped; a component or a measure by its name; a line as component[transaction]
 * or component[day], and of a line .accumulated, .rate (earned ÷ base), .slice N and .earned N (tier N), .monthly (amortised).
 */
export function namedValue(statement: Statement, name: string): Found {
  if (statement.kind === "stopped") return name === "stopped" ? statement.stop.code : null;
  const line = /^(.+?)\[(.+)\](?:\.(.+))?$/.exec(name);
  if (line) return lineValue(statement, line[1]!, line[2]!, line[3]);
  if (name === "earned") return statement.earned;
  if (name === "paid") return statement.settled.paid;
  if (name === "payout") return statement.payout?.amount ?? statement.settled.paid;
  if (name === "held") return statement.held;
  if (name === "draw_balance") return statement.settled.drawBalance;
  if (name === "owed") return sum(statement.settled.carried.receivables);
  if (name === "stopped") return "no";
  const component = statement.components.find((made) => made.component.name === name);
  if (component) return component.amount;
  const measure = statement.measures.find((one) => one.name === name)?.value ?? null;
  return typeof measure === "boolean" ? (measure ? "yes" : "no") : measure;
}

type Calculated = Statement & { kind: "statement" };

function lineValue(statement: Calculated, component: string, named: string, of: string | undefined): Found {
  const made = statement.components.find((one) => one.component.name === component);
  const lines = made?.lines.filter((line) => (line.credit ? line.credit.transaction.id === named : line.date === named)) ?? [];
  const line = lines[0];
  if (!made || !line) return null;
  if (of === undefined) return sum(lines);
  if (of === "accumulated") return line.accumulated;
  if (of === "rate") return line.base && line.base.n !== 0n ? over(line.amount, line.base) : null;
  if (of === "monthly") return statement.amortisation.find((one) => one.transaction === named)?.amount ?? null;
  return tierValue(made, line, of);
}

/** A tier a line did not touch has nothing of it, which is zero and not missing. */
function tierValue(made: Made, line: Line, of: string): Found {
  const [, kind, number] = /^(slice|earned) (\d+)$/.exec(of) ?? [];
  const shape = made.component.body?.shape;
  const tier = shape?.kind === "tiers" ? shape.tiers[Number(number) - 1] : undefined;
  if (!kind || !tier) return null;
  const part = line.parts.find((one) => one.from !== null && compare(one.from, tier.from) === 0);
  return (kind === "slice" ? part?.base : part?.amount) ?? ZERO;
}

const isMoney = (statement: Statement, name: string): boolean =>
  statement.kind === "stopped" || !statement.measures.some((one) => one.name === name);

/** Money agrees to the minor unit. A measure agrees to as many places as are written: 58.63 % is not asked for its tenth place. */
function agrees(value: Found, text: string, isMoneyValue: boolean): boolean {
  if (value === null) return text === "missing";
  if (typeof value === "string") return value === text;
  const ppm = ppmOf(text);
  const wanted = ppm !== null ? exact(ppm, 1_000_000n) : exactOf(text.replaceAll(",", ""));
  if (!wanted) return false;
  if (isMoneyValue) return compare(value, wanted) === 0;
  const places = (text.replace("%", "").split(".")[1] ?? "").length + (ppm !== null ? 2 : 0);
  return compare(roundedTo(value, places, "half-up"), wanted) === 0;
}
