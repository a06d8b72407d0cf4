import type { Formula } from "../../formula/formula.ts";
import { canonical, standard } from "../language/names.ts";
import type { Component, Measure, Plan, Shape } from "../language/plan.ts";

/** What a transaction may be told apart by and still be added up with others of its month. */
const apart = ["customer_class", "category"] as const;
export type Apart = (typeof apart)[number];
const sums = new Set(["amount", "cost", "margin"]);

/**
 * Whether a plan sees transactions only through sums: then the sum of a month stands for its transactions, and everything but the lines
 * comes out the same (tiers on a running sum are differences of states; rounding is in total). Returns the columns that have to be kept
 * apart, or null where single transactions matter: per-deal tiers and caps, counts, money that waits for a receipt, rounding by line.
 */
export function summable(plan: Plan): readonly Apart[] | null {
  const { inputs, fx, period, components, measures } = plan;
  if (fx !== "none" || period === "half-month" || Object.keys(inputs.transaction).length > 0) return null;
  if (!components.every(isSummable) || !measures.every(isSum)) return null;
  const used = new Set([...components.flatMap(formulasOf), ...measures.flatMap(formulasOfMeasure)].flatMap(({ uses }) => uses.map(canonical)));
  return apart.filter((name) => used.has(name));
} // prettier-ignore

function isSummable(component: Component): boolean {
  const { mode, credit, body, rounding, cap, clawback, amortise, pay, where } = component;
  if (credit !== "own" || clawback || amortise || pay.some(({ on }) => on !== "booking" && on !== "period-end")) return false;
  if (mode === "period" || !body) return true;
  const isByShape = mode === "accumulated" ? body.shape.kind !== "curve" && body.shape.kind !== "matrix" : body.shape.kind === "rate";
  return (
    isByShape && isTotal(body.of) && rounding.level === "total" && cap?.per !== "transaction" && tellsApart(where) && isFlat(body.shape)
  );
}

const isTotal = (of: Formula | null): boolean => of !== null && of.uses.length === 1 && of.node.kind === "name" && sums.has(canonical(of.uses[0]!)); // prettier-ignore

/** Rates and bounds that do not look at a single transaction. */
function isFlat(shape: Shape): boolean {
  if (shape.kind === "tiers") return shape.counts === null && isOfPeriod(shape.by) && isOfPeriod(shape.quota);
  if (shape.kind !== "rate") return false;
  return shape.cases.every(({ when, gives }) => tellsApart(when) && isOfPeriod(gives));
}

const isSum = (measure: Measure): boolean =>
  measure.kind !== "aggregate" || (measure.by === "sum" && measure.credit === "own" && isTotal(measure.of) && tellsApart(measure.where));

const isTransactional = (name: string): boolean => Object.hasOwn(standard.transaction, canonical(name));
const isOfPeriod = (formula: Formula | null): boolean => formula === null || !formula.uses.some(isTransactional);
const tellsApart = (formula: Formula | null): boolean =>
  formula === null || formula.uses.every((name) => !isTransactional(name) || (apart as readonly string[]).includes(canonical(name)));

function formulasOf({ where, body }: Component): Formula[] {
  const cases = body?.shape.kind === "rate" ? body.shape.cases.flatMap(({ when }) => when ?? []) : [];
  return [...(where ? [where] : []), ...cases];
}
const formulasOfMeasure = (measure: Measure): Formula[] => (measure.kind === "aggregate" && measure.where ? [measure.where] : []);
