import { problem, Refusal, type FormulaProblem, type FunctionName, type Node, type Type } from "./syntax.ts";

/** The names a formula may use, each with its type. */
export type Names = Readonly<Record<string, Type>>;
export type Checked = { readonly kind: "checked"; readonly type: Type } | { readonly kind: "refused"; readonly problem: FormulaProblem };

/**
 * The type of a formula, or why it has none. amount ÷ amount is a rate, rate × amount an amount; sums and comparisons want
 * the same type on both sides, so money, percent and plain numbers never mix by accident. Nought is nought in every unit,
 * 1 beside a rate is the whole, and where an amount is `hoped` for, a bare number that is the result itself is one.
 */
export function check(node: Node, names: Names, hoped: Type | null = null): Checked {
  try {
    return { kind: "checked", type: typeOf(node, names, hoped) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { kind: "refused", problem: thrown.problem };
    throw thrown;
  }
}

function typeOf(node: Node, names: Names, hoped: Type | null = null): Type {
  switch (node.kind) {
    case "literal":
      return node.type === "number" && hoped === "amount" ? "amount" : node.type;
    case "text":
      return "text";
    case "name":
      if (!Object.hasOwn(names, node.name)) throw new Refusal(problem("unknown-name", node.at, { name: node.name }));
      return names[node.name]!;
    case "not":
      return wanted("boolean", typeOf(node.of, names), node.at);
    case "negate":
      return numeric(typeOf(node.of, names, hoped), node.at);
    case "binary":
      return binary(node, typeOf(node.left, names), typeOf(node.right, names));
    case "call":
      return call(
        node,
        node.args.map((arg, i) => typeOf(arg, names, isResult(node.fn, i) ? hoped : null)),
      );
  }
}

/** The arguments one of which comes out as it is. */
const isResult = (fn: FunctionName, i: number): boolean => (fn === "if" ? i > 0 : fn === "min" || fn === "max" || fn === "otherwise");

/** A literal that says the same in the other unit: nought in any, 1 as the whole of a rate. */
const saysTheSame = (node: Node, type: Type): boolean =>
  node.kind === "literal" &&
  node.type === "number" &&
  ((node.value.n === 0n && (type === "amount" || type === "rate")) || (type === "rate" && node.value.n === 1n && node.value.d === 1n));

function binary({ op, left: l, right: r, at }: Node & { kind: "binary" }, leftType: Type, rightType: Type): Type {
  if (op === "and" || op === "or") return wanted("boolean", leftType, at) && wanted("boolean", rightType, at);
  if (op === "*") return product(numeric(leftType, at), numeric(rightType, at), at);
  if (op === "/") return quotient(numeric(leftType, at), numeric(rightType, at), at);
  const left = saysTheSame(l, rightType) ? rightType : leftType;
  const right = saysTheSame(r, left) ? left : rightType;
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
    return alike(types.slice(1), node.args.slice(1), node.at);
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
  if (node.fn === "otherwise") return alike(types, node.args, node.at);
  return numeric(alike(types, node.args, node.at), node.at);
}

function alike(types: readonly Type[], args: readonly Node[], at: number): Type {
  const type = types.find((one, i) => types.every((other) => other === one || !saysTheSame(args[i]!, other)))!;
  const other = types.find((one, i) => one !== type && !saysTheSame(args[i]!, type));
  if (other) throw differ(types[0]!, other, at);
  return type;
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
