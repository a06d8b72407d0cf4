import { dayNumber, parseDay } from "../base/date.ts";
import { exact, exactOf, times } from "./exact.ts";
import { problem, Refusal, type Node } from "./syntax.ts";

export type Token =
  | (Node & { readonly kind: "literal" | "text" })
  | { readonly kind: "word"; readonly text: string; readonly at: number }
  | { readonly kind: "mark"; readonly text: string; readonly at: number };

const LENGTH_MAX = 2_000;
const SPACE = /\s+/y;
const NUMBER = /([¥￥])?((?<=[¥￥])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(亿元|万元|元|[%％]| ?[A-Z]{3}(?![\p{L}\p{N}_]))?/uy;
const TEXT = /"([^"\n]*)"|'([^'\n]*)'|“([^”\n]*)”|‘([^’\n]*)’/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const MARK = /<=|>=|<>|[-+*/()<>=,×÷≤≥≠（），]/y;

/** Marks of a Chinese keyboard mean the same as the plain ones. */
const SAME: Readonly<Record<string, string>> = {
  "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "<>", "（": "(", "）": ")", "，": ",",
}; // prettier-ignore
const MYRIADS: Readonly<Record<string, bigint>> = { 元: 1n, 万元: 10_000n, 亿元: 100_000_000n };

/** Cuts a formula into literals, words and marks. ¥, 元, 万元, 亿元 make an amount; % makes a rate. */
export function tokens(text: string): Token[] {
  if (text.length > LENGTH_MAX) throw new Refusal(problem("too-long", LENGTH_MAX, { max: LENGTH_MAX }));
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space) {
      at += space[0].length;
      continue;
    }
    const [token, length] = tokenAt(text, at);
    found.push(token);
    at += length;
  }
  return found;
}

function tokenAt(text: string, at: number): [Token, number] {
  const quoted = matchAt(TEXT, text, at);
  if (quoted) return [textLiteral(quoted, at), quoted[0].length];
  const number = matchAt(NUMBER, text, at);
  if (number) return [literal(number, at), number[0].length];
  const word = matchAt(WORD, text, at);
  if (word) return [{ kind: "word", text: word[0], at }, word[0].length];
  const mark = matchAt(MARK, text, at);
  if (mark) return [{ kind: "mark", text: SAME[mark[0]] ?? mark[0], at }, mark[0].length];
  throw new Refusal(problem("unexpected-character", at, { character: String.fromCodePoint(text.codePointAt(at)!) }));
}

function literal(match: RegExpExecArray, at: number): Token {
  const [, sign, digits, unit] = match;
  const value = exactOf(digits!.replaceAll(",", ""));
  const isPercent = unit === "%" || unit === "％";
  if (!value || (sign && isPercent)) throw new Refusal(problem("unexpected-token", at, { token: match[0] }));
  if (isPercent) return { kind: "literal", type: "rate", value: times(value, exact(1n, 100n)), at };
  if (!sign && !unit) return { kind: "literal", type: "number", value, at };
  const currency = unit && /[A-Z]{3}$/.exec(unit)?.[0];
  if (currency) return { kind: "literal", type: "amount", value, currency, at };
  return { kind: "literal", type: "amount", value: times(value, exact(MYRIADS[unit ?? "元"]!)), currency: "CNY", at };
}

/** A quoted day is a day, so that "2026-03-01" can be compared with one; any other quoted words are a text. */
function textLiteral([, ...forms]: RegExpExecArray, at: number): Token {
  const value = forms.find((form) => form !== undefined) ?? "";
  const day = parseDay(value);
  return day ? { kind: "literal", type: "day", value: exact(BigInt(dayNumber(day))), at } : { kind: "text", value, at };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
