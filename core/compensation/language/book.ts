import { parseAmount } from "../../base/money.ts";
import type { Names } from "../../formula/check.ts";
import { ppmOf, type Fields } from "../../formula/document.ts";
import { exact, exactOf, type Exact } from "../../formula/exact.ts";
import { compile, type Formula } from "../../formula/formula.ts";
import { nodesIn, type Node, type Type } from "../../formula/syntax.ts";
import { canonical, isOfTransaction, isStandard, namesOf } from "./names.ts";
import type { Plan } from "./plan.ts";

export type Reach = "transaction" | "participant";

/**
 * The names of one plan with their types. A measure may use one that stands below it, so its type is found when it is asked
 * for; a circle is found on the way and said once.
 */
export class Book {
  private readonly defined: Record<string, Type> = {};
  private readonly inputs: Plan["inputs"];
  private readonly currency: string;
  private readonly open = new Set<string>();
  readonly circles = new Set<string>();

  constructor(inputs: Plan["inputs"], currency: string) {
    this.inputs = inputs;
    this.currency = currency;
  }

  /** Adds a name whose type is found by `find` when somebody uses it. */
  define(name: string, find: () => Type): void {
    if (this.isReserved(name)) return;
    let known: Type | null = null;
    const type = (): Type => {
      if (known) return known;
      if (this.open.has(name)) return this.circle(name);
      this.open.add(name);
      known = find();
      this.open.delete(name);
      return known;
    };
    Object.defineProperty(this.defined, name, { get: type, enumerable: true, configurable: true });
  }

  private circle(name: string): Type {
    this.circles.add(name);
    return "number";
  }

  /** A word of the language, or a column of the plan's own: refused as a name, and never shadowed by one. */
  private isReserved(name: string): boolean {
    return isStandard(name) || Object.hasOwn(this.inputs.transaction, name) || Object.hasOwn(this.inputs.participant, name);
  }

  isTaken(name: string): boolean {
    return this.isReserved(name) || Object.hasOwn(this.defined, name);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.defined, name) || Object.hasOwn(this.names("participant", false), name);
  }

  typeOf(name: string): Type {
    return this.names("participant", false)[name] ?? "amount";
  }

  /** Which names a formula may use there. Copied by descriptor: reading a type must not read them all. */
  names(reach: Reach, inComponent: boolean): Names {
    const names: Record<string, Type> = { ...namesOf("participant"), ...namesOf("period"), ...this.inputs.participant };
    Object.defineProperties(names, Object.getOwnPropertyDescriptors(this.defined));
    if (inComponent) Object.assign(names, namesOf("component"));
    if (reach === "transaction") Object.assign(names, namesOf("transaction"), this.inputs.transaction);
    return names;
  }

  /** Reads a formula field; `wanted` null takes whatever type it has. A bare number is taken for what is wanted, where that is safe. */
  formula(fields: Fields, field: string, reach: Reach, wanted: Type | null, inComponent = false): Formula {
    return this.formulaOf(fields, field, fields.scalar(field), reach, wanted, inComponent);
  }

  /** Which transactions or people. What is numbered is what it lets through, so it cannot ask for the number itself. */
  condition(fields: Fields, field: string, reach: Reach): Formula {
    const made = this.formula(fields, field, reach, "boolean");
    if (made.uses.some((name) => canonical(name) === "ordinal")) fields.refuse("condition-numbered", field);
    return made;
  }

  formulaOf(fields: Fields, field: string, text: string, reach: Reach, wanted: Type | null, inComponent = false): Formula {
    const bare = wanted === "amount" ? parseAmount(text) : null;
    if (bare !== null) return literal(text, "amount", exact(bare, 10_000n));
    if (wanted === "rate" && exactOf(text) && ppmOf(text) === null) fields.refuse("percent-sign-missing", field, { value: text });
    const names = this.names(reach, inComponent);
    const type = wanted ?? "number";
    const compiled = compile(text, names, type);
    if (compiled.kind === "formula") return this.inOwnCurrency(fields, field, compiled.formula);
    const { code, at, values } = compiled.problem;
    if (wanted === null && code === "type-not-allowed" && at === 0 && values.wanted === type) {
      const again = compile(text, names, values.type as Type);
      if (again.kind === "formula") return this.inOwnCurrency(fields, field, again.formula);
    }
    const isOfDeals = code === "unknown-name" && reach === "participant" && this.isOfDeals(String(values.name));
    if (text !== "") fields.refuse(isOfDeals ? "formula-name-of-deals" : `formula-${code}`, field, { ...values, at: at + 1 });
    return literal(text, type, exact(0n));
  }

  private isOfDeals(name: string): boolean {
    return isOfTransaction(name) || Object.hasOwn(this.inputs.transaction, name);
  }

  private inOwnCurrency(fields: Fields, field: string, formula: Formula): Formula {
    const other = currenciesIn(formula.node).find((currency) => currency !== this.currency);
    if (other) fields.refuse("currency-other", field, { currency: other, plan: this.currency });
    return formula;
  }
}

const literal = (text: string, type: Type, value: Exact): Formula => ({
  text,
  node: type === "amount" || type === "rate" ? { kind: "literal", type, value, at: 0 } : { kind: "literal", type: "number", value, at: 0 },
  type,
  uses: [],
});

/** Currencies an amount is written in; ¥ and 元 are CNY. */
const currenciesIn = (node: Node): string[] =>
  nodesIn(node).flatMap((one) => (one.kind === "literal" && one.currency ? [one.currency] : []));
