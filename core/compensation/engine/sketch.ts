import { addDays, daysBetween, type Day } from "../../base/date.ts";
import { decimalText, exact, exactOf, over, sumOf, times, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import { nodesIn, type Type } from "../../formula/syntax.ts";
import { canonical, standard } from "../language/names.ts";
import type { Plan } from "../language/plan.ts";
import { payPeriodAt, payPeriods } from "./periods.ts";
import { reachOf } from "./reach.ts";
import { factsOf } from "./read.ts";
import { statementsOf, type Statement } from "./run.ts";
import type { Stop } from "./stop.ts";
import type { Row, Tables } from "./tables.ts";

/** What a plan asks of a made-up payee or of his deals, with an answer to begin with. */
export type Question = {
  readonly of: "participant" | "transaction";
  readonly name: string;
  readonly type: Type;
  readonly first: string;
  /** The words the plan itself compares it with. */
  readonly words: readonly string[];
};
/** By the name of the question, in the plan's own words: "500000", "80%", "A". */
export type Answers = Readonly<Record<string, string>>;
/** What somebody would earn: sums over the span the plan adds up over, in the plan's currency. */
export type Sketch =
  | { readonly kind: "made"; readonly earned: Exact; readonly paid: Exact; readonly components: readonly { readonly name: string; readonly unit: string; readonly amount: Exact }[] }
  | { readonly kind: "stopped"; readonly stop: Stop }; // prettier-ignore

const SAMPLE = "1";
const DEALS = 12;
const WITHOUT_QUOTA = exact(1_000_000n);
/** Any year will do: it is the calendar the deals are spread over. */
const DAY: Day = "2026-01-15";

const firsts: Readonly<Record<string, string>> = {
  quota: "1000000", target_bonus: "20000", salary: "6000", coefficient: "1", attainment: "100%", score: "80", hired: "2020-01-01", cost: "60%", quantity: "1",
}; // prettier-ignore
const byType: Readonly<Record<Type, string>> = { amount: "0", rate: "100%", number: "1", text: "", day: "2020-01-01", boolean: "no" };
/** Not asked: said by the sketch itself, or of nobody who is made up. */
const given = new Set(["id", "participant", "date", "amount", "deal_amount", "currency", "margin", "reverses", "original_date", "original_amount", "ordinal", "credit_class", "share", "delivered", "invoiced", "name", "manager", "pay_currency", "left"]); // prettier-ignore

/** What has to be said before the plan can be sketched. A cost is asked as its share of the amount. */
export function questionsOf(plan: Plan): Question[] {
  const { asks } = reachOf(plan);
  const of = (scope: "participant" | "transaction"): Question[] => {
    const names: Readonly<Record<string, Type>> = {
      ...Object.fromEntries(Object.entries(standard[scope]).map(([name, { type }]) => [name, type])),
      ...plan.inputs[scope],
    };
    const asked = Object.entries(names).filter(([name]) => !given.has(name) && (asks(name) || (name === "cost" && asks("margin"))));
    return asked.map(([name, type]): Question => {
      const words = type === "text" ? wordsFor(formulasIn([plan.measures, plan.components]), name) : [];
      return {
        of: scope,
        name,
        type: name === "cost" ? "rate" : type,
        first: counted(plan, name, type) ?? firsts[name] ?? byType[type],
        words,
      };
    });
  };
  return [...of("participant"), ...of("transaction")];
}

/** What lets somebody's business count at all, where a `where` asks for it; an exception of a rule is none to begin with. */
function counted({ measures, components }: Plan, name: string, type: Type): string | undefined {
  const conditions = [...measures, ...components].flatMap((one) => ("where" in one && one.where ? [one.where] : []));
  if (type === "boolean") return conditions.some(({ uses }) => uses.some((one) => canonical(one) === name)) ? "yes" : "no";
  return type === "text" ? wordsFor(conditions, name)[0] : undefined;
}

function wordsFor(formulas: readonly Formula[], name: string): string[] {
  const nodes = formulas.flatMap(({ node }) => nodesIn(node));
  const words = nodes.flatMap((node): string[] => {
    if (node.kind !== "binary" || (node.op !== "=" && node.op !== "<>")) return [];
    const [a, b] = node.left.kind === "name" ? [node.left, node.right] : [node.right, node.left];
    return a.kind === "name" && canonical(a.name) === name && b.kind === "text" ? [b.value] : [];
  });
  return [...new Set(words)];
}

/** Every formula, wherever it stands. */
function formulasIn(value: unknown): Formula[] {
  if (typeof value !== "object" || value === null) return [];
  return "node" in value && "uses" in value ? [value as Formula] : Object.values(value).flatMap(formulasIn);
}

/** The span a sketch covers: what the plan adds up over, a year at most. */
export function spanOf(plan: Plan) {
  const { back } = reachOf(plan);
  const interval = back === "ever" ? "year" : back;
  return { interval, ...payPeriodAt(DAY, interval, plan.yearStart) };
}

/**
 * What the plan pays somebody who brings this much business, in a dozen alike deals spread evenly over the span and paid for at once. Where the
 * plan counts a team, one person below brings the same; where all share a pool or a contest, two others bring their quota. The function that
 * pays is asked, so a sketch is never another opinion.
 */
export function sketch(plan: Plan, answers: Answers, business: Exact): Sketch {
  const span = spanOf(plan);
  const facts = factsOf(plan, tablesOf(plan, answers, business));
  const periods = payPeriods(span.from, addDays(span.to, -1), plan.period, plan.yearStart);
  const statements = statementsOf(plan, facts, periods, { asked: new Set([SAMPLE]) });
  const stopped = statements.find((one) => one.kind === "stopped");
  if (stopped) return { kind: "stopped", stop: stopped.stop };
  const made = statements.filter((one) => one.kind === "statement");
  return { kind: "made", earned: sumOf(made.map((one) => one.earned)), paid: sumOf(made.map((one) => one.settled.paid)), components: componentsOf(plan, made) };
} // prettier-ignore

const componentsOf = (plan: Plan, made: readonly (Statement & { kind: "statement" })[]) =>
  plan.components.map(({ name, unit }, i) => ({ name, unit, amount: sumOf(made.map((one) => one.components[i]!.amount)) }));

function tablesOf(plan: Plan, answers: Answers, business: Exact): Tables {
  const questions = questionsOf(plan).map((one) => ({ ...one, answer: answers[one.name] ?? one.first }));
  const said = (of: Question["of"]) => Object.fromEntries(questions.filter((one) => one.of === of).map(({ name, answer }) => [name, answer]));
  const people = peopleOf(plan, business, exactOf(said("participant").quota ?? "") ?? WITHOUT_QUOTA);
  const days = dealDays(plan);
  const { cost, ...rest } = said("transaction");
  const share = cost?.endsWith("%") ? exactOf(cost.slice(0, -1)) : null;
  const costOf = (amount: Exact): Readonly<Record<string, string>> => (share === null ? {} : { cost: decimalText(over(times(amount, share), exact(100n)), 8) });
  const deals = people.flatMap(({ participant, amount }) =>
    days.map((date, i): Readonly<Record<string, string>> => ({ ...rest, ...costOf(amount), id: `${participant}-${i}`, participant, date, delivered: date, invoiced: date, amount: decimalText(amount, 8) })),
  );
  return {
    transactions: rows(deals),
    participants: rows(people.map(({ participant, manager }) => ({ ...said("participant"), participant, manager }))),
    receipts: rows(deals.map((deal) => ({ transaction: deal.id!, date: deal.date!, amount: deal.amount! }))),
  };
} // prettier-ignore

/** Each with the amount of one of his deals. */
function peopleOf(plan: Plan, business: Exact, quota: Exact) {
  const person = (participant: string, brings: Exact, manager = "") => ({
    participant,
    manager,
    amount: over(brings, exact(BigInt(DEALS))),
  });
  const isShared = plan.components.some(({ pool, prizes }) => pool !== null || prizes !== null);
  if (isShared) return [person(SAMPLE, business), person("2", quota), person("3", quota)];
  return reachOf(plan).of === "all" ? [person(SAMPLE, business), person("2", business, SAMPLE)] : [person(SAMPLE, business)];
}

function dealDays(plan: Plan): Day[] {
  const { from, to } = spanOf(plan);
  const days = daysBetween(from, to);
  return Array.from({ length: DEALS }, (_, i) => addDays(from, Math.floor(((2 * i + 1) * days) / (2 * DEALS))));
}

const rows = (list: readonly Readonly<Record<string, string>>[]): Row[] => list.map((cells, i) => ({ no: i + 1, cells }));
