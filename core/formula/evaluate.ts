import { assert } from "../base/assert.ts";
import { dayFromNumber, monthsBetween, type Day } from "../base/date.ts";
import { compare, exact, greatest, least, minus, over, plus, roundedTo, times, type Exact } from "./exact.ts";
import type { Node, Operator } from "./syntax.ts";

/** Amounts in major units (yuan), rates as fractions (5 % is 1/20). Null: the value is missing, which is not zero. */
export type Values = Readonly<Record<string, Exact | boolean | string | null>>;
export type Evaluated =
  | { readonly kind: "value"; readonly value: Exact | boolean | string }
  | { readonly kind: "missing"; readonly name: string }
  | { readonly kind: "undefined"; readonly at: number } // division by zero
  | { readonly kind: "over-budget" };

const STEPS_MAX = 10_000;
type Stop = Exclude<Evaluated, { kind: "value" }>;

/**
 * The exact value of a checked formula. `if`, `and`, `or` look only at what they need; a missing value or a division by
 * zero that is needed stops the whole and says which. `round` is half-up on the magnitude.
 */
export function evaluate(node: Node, values: Values): Evaluated {
  return evaluateWith(node, (name) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null));
}

/** The same, with names looked up when they are needed and not before. */
export function evaluateWith(node: Node, lookup: Lookup): Evaluated {
  const result = valueOf(node, lookup, { steps: STEPS_MAX });
  return isStop(result) ? result : { kind: "value", value: result };
}
export type Lookup = (name: string) => Exact | boolean | string | null;

type Budget = { steps: number };
type Outcome = Exact | boolean | string | Stop;
const isStop = (outcome: Outcome): outcome is Stop => typeof outcome === "object" && "kind" in outcome;

function valueOf(node: Node, lookup: Lookup, budget: Budget): Outcome {
  if (budget.steps-- <= 0) return { kind: "over-budget" };
  switch (node.kind) {
    case "literal":
    case "text":
      return node.value;
    case "name":
      return lookup(node.name) ?? missing(node.name);
    case "negate":
      return then(valueOf(node.of, lookup, budget), (of) => exact(-number(of).n, number(of).d));
    case "not":
      return then(valueOf(node.of, lookup, budget), (of) => !of);
    case "binary":
      return binary(node, lookup, budget);
    case "call":
      return call(node, lookup, budget);
  }
}

function binary(node: Node & { kind: "binary" }, lookup: Lookup, budget: Budget): Outcome {
  const left = valueOf(node.left, lookup, budget);
  if (isStop(left)) return left;
  if (node.op === "and" || node.op === "or") {
    return left === (node.op === "or") ? left : valueOf(node.right, lookup, budget);
  }
  const right = valueOf(node.right, lookup, budget);
  if (isStop(right)) return right;
  if (typeof left !== "object" || typeof right !== "object") return (left === right) === (node.op === "=");
  if (node.op === "/" && right.n === 0n) return { kind: "undefined", at: node.at };
  return operations[node.op](left, right);
}

const operations: Readonly<Record<Exclude<Operator, "and" | "or">, (a: Exact, b: Exact) => Exact | boolean>> = {
  "+": plus,
  "-": minus,
  "*": times,
  "/": over,
  "<": (a, b) => compare(a, b) < 0,
  "<=": (a, b) => compare(a, b) <= 0,
  ">": (a, b) => compare(a, b) > 0,
  ">=": (a, b) => compare(a, b) >= 0,
  "=": (a, b) => compare(a, b) === 0,
  "<>": (a, b) => compare(a, b) !== 0,
};

function call(node: Node & { kind: "call" }, lookup: Lookup, budget: Budget): Outcome {
  if (node.fn === "if") {
    return then(valueOf(node.args[0]!, lookup, budget), (yes) => valueOf(node.args[yes ? 1 : 2]!, lookup, budget));
  }
  if (node.fn === "known" || node.fn === "otherwise") return firstKnown(node, lookup, budget);
  const args: Exact[] = [];
  for (const arg of node.args) {
    const value = valueOf(arg, lookup, budget);
    if (isStop(value)) return value;
    args.push(number(value));
  }
  if (node.fn === "round" || node.fn === "down" || node.fn === "up") return roundedBy(node.fn, args[0]!, Number(args[1]!.n));
  if (node.fn === "abs") return exact(args[0]!.n < 0n ? -args[0]!.n : args[0]!.n, args[0]!.d);
  if (node.fn === "months") return exact(BigInt(monthsBetween(dayOf(args[0]!), dayOf(args[1]!))));
  return args.reduce(node.fn === "min" ? least : greatest);
}

/** `known(x)`: whether it is there. `otherwise(x, y)`: x, and y where x is missing; what a plan declares, never a guess. */
function firstKnown(node: Node & { kind: "call" }, lookup: Lookup, budget: Budget): Outcome {
  for (const [i, arg] of node.args.entries()) {
    const value = valueOf(arg, lookup, budget);
    const isMissing = isStop(value) && value.kind === "missing";
    if (node.fn === "known" && (isMissing || !isStop(value))) return !isMissing;
    if (!isMissing || i === node.args.length - 1) return value;
  }
  return missing("");
}

/** Down is towards zero, up away from it, so that −x rounds to −(x rounded). */
function roundedBy(fn: "round" | "down" | "up", value: Exact, digits: number): Exact {
  if (fn !== "up") return roundedTo(value, digits, fn === "down" ? "down" : "half-up");
  const down = roundedTo(value, digits, "down");
  const unit = exact(value.n < 0n ? -1n : 1n, 10n ** BigInt(digits));
  return compare(down, value) === 0 ? down : plus(down, unit);
}

/** Days stand in a formula as their number. */
export const dayOf = (value: Exact): Day => dayFromNumber(Number(value.n));

function then(outcome: Outcome, next: (value: Exact | boolean | string) => Outcome): Outcome {
  return isStop(outcome) ? outcome : next(outcome);
}

function number(value: Exact | boolean | string): Exact {
  assert(typeof value === "object", "a checked formula computes with numbers");
  return value;
}

const missing = (name: string): Stop => ({ kind: "missing", name });
