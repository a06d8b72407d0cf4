import { assert } from "../base/assert.ts";
import { compare, exact, greatest, least, minus, over, plus, roundedTo, times, type Exact } from "./exact.ts";
import type { Node, Operator } from "./syntax.ts";

/** Amounts in major units (yuan), rates as fractions (5 % is 1/20). Null: the value is missing, which is not zero. */
export type Values = Readonly<Record<string, Exact | boolean | null>>;
export type Evaluated =
  | { readonly kind: "value"; readonly value: Exact | boolean }
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
  const budget = { steps: STEPS_MAX };
  const result = valueOf(node, values, budget);
  return isStop(result) ? result : { kind: "value", value: result };
}

type Budget = { steps: number };
type Outcome = Exact | boolean | Stop;
const isStop = (outcome: Outcome): outcome is Stop => typeof outcome === "object" && "kind" in outcome;

function valueOf(node: Node, values: Values, budget: Budget): Outcome {
  if (budget.steps-- <= 0) return { kind: "over-budget" };
  switch (node.kind) {
    case "literal":
      return node.value;
    case "name":
      return Object.hasOwn(values, node.name) ? (values[node.name] ?? missing(node.name)) : missing(node.name);
    case "negate":
      return then(valueOf(node.of, values, budget), (of) => exact(-number(of).n, number(of).d));
    case "not":
      return then(valueOf(node.of, values, budget), (of) => !of);
    case "binary":
      return binary(node, values, budget);
    case "call":
      return call(node, values, budget);
  }
}

function binary(node: Node & { kind: "binary" }, values: Values, budget: Budget): Outcome {
  const left = valueOf(node.left, values, budget);
  if (isStop(left)) return left;
  if (node.op === "and" || node.op === "or") {
    return left === (node.op === "or") ? left : valueOf(node.right, values, budget);
  }
  const right = valueOf(node.right, values, budget);
  if (isStop(right)) return right;
  if (typeof left === "boolean" || typeof right === "boolean") return (left === right) === (node.op === "=");
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

function call(node: Node & { kind: "call" }, values: Values, budget: Budget): Outcome {
  if (node.fn === "if") {
    return then(valueOf(node.args[0]!, values, budget), (yes) => valueOf(node.args[yes ? 1 : 2]!, values, budget));
  }
  const args: Exact[] = [];
  for (const arg of node.args) {
    const value = valueOf(arg, values, budget);
    if (isStop(value)) return value;
    args.push(number(value));
  }
  if (node.fn === "round") return roundedTo(args[0]!, Number(args[1]!.n), "half-up");
  return args.reduce(node.fn === "min" ? least : greatest);
}

function then(outcome: Outcome, next: (value: Exact | boolean) => Outcome): Outcome {
  return isStop(outcome) ? outcome : next(outcome);
}

function number(value: Exact | boolean): Exact {
  assert(typeof value !== "boolean", "a checked formula computes with numbers");
  return value;
}

const missing = (name: string): Stop => ({ kind: "missing", name });
