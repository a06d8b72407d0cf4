import { problem, Refusal, type FormulaProblem, type Node, type Operator, type Type } from "./syntax.ts";

/** The names a formula may use, each with its type. */
export type Names = Readonly<Record<string, Type>>;
export type Checked = { readonly kind: "checked"; readonly type: Type } | { readonly kind: "refused"; readonly problem: FormulaProblem };

/**
 * The type of a formula, or why it has none. amount ÷ amount is a rate, rate × amount an amount; sums and comparisons want
 * the same type on both sides, so money, percent and plain numbers never mix by accident.
 */
export function check(node: Node, names: Names): Checked {
  try {
    return { kind: "checked", type: typeOf(node, names) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { kind: "refused", problem: thrown.problem };
    throw thrown;
  }
}

function typeOf(node: Node, names: Names): Type {
  switch (node.kind) {
    case "literal":
      return node.type;
    case "text":
      return "text";
    case "name":
      if (!Object.hasOwn(names, node.name)) throw new Refusal(problem("unknown-name", node.at, { name: node.name }));
      return names[node.name]!;
    case "not":
      return wanted("boolean", typeOf(node.of, names), node.at);
    case "negate":
      return numeric(typeOf(node.of, names), node.at);
    case "binary":
      return binary(node.op, typeOf(node.left, names), typeOf(node.right, names), node.at);
    case "call":
      return call(
        node,
        node.args.map((arg) => typeOf(arg, names)),
      );
  }
}

function binary(op: Operator, left: Type, right: Type, at: number): Type {
  if (op === "and" || op === "or") return wanted("boolean", left, at) && wanted("boolean", right, at);
  if (op === "*") return product(numeric(left, at), numeric(right, at), at);
  if (op === "/") return quotient(numeric(left, at), numeric(right, at), at);
  if (left !== right) throw differ(left, right, at);
  if (op === "-" && left === "day") return "number"; // days between
  if (op === "+" || op === "-") return numeric(left, at);
  if (op !== "=" && op !== "<>" && left !== "day") numeric(left, at);
  return "boolean";
}

/** An amount may be taken times a rate or a number; two amounts make no sense. */
function product(left: Type, right: Type, at: number): Type {
  if (left === "amount" && right === "amount") throw differ(left, right, at);
  if (left === "amount" || right === "amount") return "amount";
  return left === "rate" || right === "rate" ? "rate" : "number";
}

function quotient(left: Type, right: Type, at: number): Type {
  if (left === "amount") return right === "amount" ? "rate" : "amount";
  if (right === "amount") throw differ(left, right, at);
  if (left === right) return "number";
  if (right === "number") return left;
  throw differ(left, right, at);
}

function call(node: Node & { kind: "call" }, types: readonly Type[]): Type {
  const wrong = () => new Refusal(problem("wrong-arguments", node.at, { function: node.fn }));
  if (node.fn === "if") {
    if (types.length !== 3) throw wrong();
    wanted("boolean", types[0]!, node.args[0]!.at);
    return alike(types.slice(1), node);
  }
  if (node.fn === "round" || node.fn === "down" || node.fn === "up") {
    const digits = node.args[1];
    const isWhole = digits?.kind === "literal" && digits.type === "number" && digits.value.d === 1n && digits.value.n <= 10n;
    if (types.length !== 2 || !isWhole) throw wrong();
    return numeric(types[0]!, node.at);
  }
  if (node.fn === "abs" || node.fn === "known") {
    if (types.length !== 1) throw wrong();
    return node.fn === "known" ? "boolean" : numeric(types[0]!, node.at);
  }
  if (types.length < 2) throw wrong();
  if (node.fn === "months") {
    if (types.length !== 2) throw wrong();
    types.forEach((type) => wanted("day", type, node.at));
    return "number";
  }
  if (node.fn === "otherwise") return alike(types, node);
  return numeric(alike(types, node), node.at);
}

function alike(types: readonly Type[], node: Node & { kind: "call" }): Type {
  const other = types.find((type) => type !== types[0]);
  if (other) throw differ(types[0]!, other, node.at);
  return types[0]!;
}

function numeric(type: Type, at: number): Type {
  if (type === "boolean" || type === "text" || type === "day") throw new Refusal(problem("type-not-allowed", at, { type }));
  return type;
}

function wanted(type: Type, found: Type, at: number): Type {
  if (type !== found) throw new Refusal(problem("type-not-allowed", at, { type: found, wanted: type }));
  return found;
}

const differ = (left: Type, right: Type, at: number) => new Refusal(problem("types-differ", at, { left, right }));
