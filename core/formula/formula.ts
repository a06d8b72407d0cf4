import type { Explanation, Value } from "../explain/explanation.ts";
import { check, type Names } from "./check.ts";
import { dayOf, evaluate, type Evaluated, type Values } from "./evaluate.ts";
import { decimalText, exact, times, type Exact } from "./exact.ts";
import { parse } from "./parse.ts";
import { nodesIn, problem, type FormulaProblem, type Node, type Type } from "./syntax.ts";

/** A formula that has been read and checked: its text, tree and type, and the names it really uses. */
export type Formula = { readonly text: string; readonly node: Node; readonly type: Type; readonly uses: readonly string[] };
export type Compiled =
  | { readonly kind: "formula"; readonly formula: Formula }
  | { readonly kind: "refused"; readonly problem: FormulaProblem };

/** Reads and checks a formula that must come out as `wanted`. */
export function compile(text: string, names: Names, wanted: Type): Compiled {
  const parsed = parse(text);
  if (parsed.kind === "refused") return parsed;
  const checked = check(parsed.node, names, wanted);
  if (checked.kind === "refused") return checked;
  if (checked.type !== wanted) {
    return { kind: "refused", problem: problem("type-not-allowed", 0, { type: checked.type, wanted }) };
  }
  return { kind: "formula", formula: { text, node: parsed.node, type: checked.type, uses: [...new Set(namesIn(parsed.node))] } };
}

/** The value of a formula and how it came about: its text as the rule, the names it uses as parts. */
export function explained(
  formula: Formula,
  names: Names,
  values: Values,
  currency: string,
): { readonly result: Evaluated; readonly explanation: Explanation } {
  const result = evaluate(formula.node, values);
  const explanation: Explanation = {
    of: "formula",
    label: { key: "formula.result" },
    value: result.kind === "value" ? shown(result.value, formula.type, currency) : { kind: "none", why: whyNone(result) },
    rule: { key: "formula.rule", values: { text: formula.text } },
    combine: "steps",
    parts: formula.uses.map((name) => ({
      of: "formula-name",
      label: { key: "formula.name", values: { name } },
      value: shown(values[name] ?? null, names[name]!, currency),
    })),
  };
  return { result, explanation };
}

/** A formula value as it is shown; amounts carry four decimals, rates millionths. */
export function shown(value: Exact | boolean | string | null, type: Type, currency: string): Value {
  if (value === null) return { kind: "none", why: "missing" };
  if (typeof value === "string") return { kind: "text", value };
  if (typeof value === "boolean") return { kind: "text", value: value ? "true" : "false" };
  if (type === "amount") return { kind: "amount", value: decimalText(value, 4), currency };
  if (type === "rate") return { kind: "rate", ppm: decimalText(times(value, exact(1_000_000n)), 0) };
  if (type === "day") return { kind: "text", value: dayOf(value) };
  return { kind: "number", value: decimalText(value) };
}

const whyNone = (result: Evaluated) => (result.kind === "missing" ? "missing" : "undefined");

const namesIn = (node: Node): string[] => nodesIn(node).flatMap((one) => (one.kind === "name" ? [one.name] : []));
