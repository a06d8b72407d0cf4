import { problem, Refusal, type FormulaProblem, type FunctionName, type Node, type Operator } from "./syntax.ts";
import { tokens, type Token } from "./tokens.ts";

export type Parsed = { readonly kind: "parsed"; readonly node: Node } | { readonly kind: "refused"; readonly problem: FormulaProblem };

const DEPTH_MAX = 40;
const BINDS: Readonly<Record<Operator, number>> = {
  or: 1, and: 2, "=": 3, "<>": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4, "*": 5, "/": 5,
}; // prettier-ignore
const UNARY_BINDS = 6;
const WORDS: Readonly<Record<string, Operator | "not">> = { and: "and", or: "or", not: "not", 且: "and", 或: "or", 非: "not" };
const FUNCTIONS: Readonly<Record<string, FunctionName>> = {
  min: "min", max: "max", if: "if", round: "round", down: "down", up: "up", abs: "abs", otherwise: "otherwise", known: "known", months: "months",
  最小: "min", 最大: "max", 如果: "if", 舍入: "round", 舍去: "down", 进位: "up", 绝对值: "abs", 缺省: "otherwise", 已知: "known", 月数: "months",
  捨入: "round", 捨去: "down", 進位: "up", 絕對值: "abs", 預設: "otherwise", 月數: "months",
}; // prettier-ignore

/**
 * Reads a formula into its tree. Usual precedence: × ÷, then + −, then comparisons (not chained), then and, or.
 * Precedence climbing after Richards 1979; refusals name the character.
 */
export function parse(text: string): Parsed {
  try {
    const reader = new Reader(tokens(text), text.length);
    const node = reader.expression(0, 0);
    reader.end();
    return { kind: "parsed", node };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { kind: "refused", problem: thrown.problem };
    throw thrown;
  }
}

class Reader {
  private next = 0;
  private readonly tokens: readonly Token[];
  private readonly length: number;
  constructor(found: readonly Token[], length: number) {
    this.tokens = found;
    this.length = length;
  }

  expression(binds: number, depth: number): Node {
    if (depth > DEPTH_MAX) throw new Refusal(problem("too-deep", this.tokens[this.next]?.at ?? this.length, { max: DEPTH_MAX }));
    let left = this.operand(depth);
    for (let op = this.operator(); op && BINDS[op] > binds; op = this.operator()) {
      const at = this.take().at;
      const right = this.expression(BINDS[op], depth + 1);
      left = { kind: "binary", op, left, right, at };
      if (BINDS[op] === 3) this.refuseChain();
    }
    return left;
  }

  end(): void {
    const token = this.tokens[this.next];
    if (token) throw unexpected(token);
  }

  private operand(depth: number): Node {
    const token = this.take();
    if (token.kind === "literal" || token.kind === "text") return token;
    if (isMark(token, "(")) return this.closed(this.expression(0, depth + 1));
    if (isMark(token, "-")) return { kind: "negate", of: this.expression(UNARY_BINDS, depth + 1), at: token.at };
    if (token.kind === "mark") throw unexpected(token);
    if (WORDS[token.text] === "not") return { kind: "not", of: this.expression(BINDS.and, depth + 1), at: token.at };
    if (Object.hasOwn(WORDS, token.text)) throw unexpected(token);
    return isMark(this.tokens[this.next], "(") ? this.call(token, depth) : { kind: "name", name: token.text, at: token.at };
  }

  private call(token: Token & { kind: "word" }, depth: number): Node {
    if (!Object.hasOwn(FUNCTIONS, token.text)) throw new Refusal(problem("unknown-function", token.at, { name: token.text }));
    this.take();
    const args = [this.expression(0, depth + 1)];
    while (isMark(this.tokens[this.next], ",")) {
      this.take();
      args.push(this.expression(0, depth + 1));
    }
    return this.closed({ kind: "call", fn: FUNCTIONS[token.text]!, args, at: token.at });
  }

  private closed(node: Node): Node {
    const token = this.take();
    if (!isMark(token, ")")) throw unexpected(token);
    return node;
  }

  /** a < b < c means nothing here; saying so beats computing something else. */
  private refuseChain(): void {
    const op = this.operator();
    if (op && BINDS[op] === 3) throw unexpected(this.tokens[this.next]!);
  }

  private operator(): Operator | null {
    const token = this.tokens[this.next];
    if (!token || token.kind === "literal" || token.kind === "text") return null;
    const word = token.kind === "word" ? (Object.hasOwn(WORDS, token.text) ? WORDS[token.text] : null) : token.text;
    return word && Object.hasOwn(BINDS, word) ? (word as Operator) : null;
  }

  private take(): Token {
    const token = this.tokens[this.next++];
    if (!token) throw new Refusal(problem("unexpected-end", this.length));
    return token;
  }
}

const isMark = (token: Token | undefined, text: string): boolean => token?.kind === "mark" && token.text === text;

function unexpected(token: Token): Refusal {
  return new Refusal(
    problem("unexpected-token", token.at, {
      token: token.kind === "literal" ? "number" : token.kind === "text" ? token.value : token.text,
    }),
  );
}
