import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** Where something stands in a document. */
export type Path = readonly (string | number)[];

/** The text as a document; null while it cannot be read as one. */
export function documentOf(text: string): Document.Parsed | null {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents) ? document : null;
}

export const nodeAt = (text: string, path: Path): Node | undefined => documentOf(text)?.getIn(path, true) as Node | undefined;
export const spliced = (text: string, { range }: Node, written: string): string =>
  text.slice(0, range![0]) + written + text.slice(range![1]);
const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
const nextLine = (text: string, at: number): number => (text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at) + 1);
const isFlow = (node: Node): boolean => isCollection(node) && node.flow === true;

/** Behind the last key of a map on one line, else on a line of its own below its first key. */
export function withKey(text: string, path: Path, written: string): string | null {
  const map = path.length === 1 ? documentOf(text)?.contents : nodeAt(text, path.slice(0, -1));
  if (!isMap(map) || map.items.length === 0) return null;
  const key = String(path.at(-1));
  if (isFlow(map)) {
    const last = endOf(map.items.at(-1)!);
    return last === null ? null : `${text.slice(0, last)}, ${key}: ${written}${text.slice(last)}`;
  }
  const first = startOf(map.items[0]!);
  const after = endOf(map.items[0]!);
  if (first === null || after === null) return null;
  const at = nextLine(text, after);
  const indent = " ".repeat(first - lineStart(text, first));
  const isLast = !text.slice(0, at).endsWith("\n");
  return `${text.slice(0, at)}${isLast ? "\n" : ""}${indent}${key}: ${written}\n${text.slice(at)}`;
}

export function withoutKey(text: string, path: Path): string | null {
  const map = (path.length === 1 ? documentOf(text)?.contents : nodeAt(text, path.slice(0, -1))) as YAMLMap | undefined;
  if (!isMap(map)) return null;
  const index = map.items.findIndex((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === path.at(-1));
  const pair = map.items[index];
  if (!pair) return null;
  const [from, to] = [startOf(pair), endOf(pair)];
  if (from === null || to === null) return null;
  if (isFlow(map)) return cutOut(text, map.items.map(startOf), map.items.map(endOf), index);
  return index === 0 ? null : text.slice(0, lineStart(text, from)) + text.slice(endOfLines(text, to));
}

export function appended(text: string, list: YAMLSeq, written: string): string | null {
  const last = list.items.at(-1) as Node | undefined;
  if (!last?.range) return null;
  if (isFlow(list)) return `${text.slice(0, last.range[1])}, ${written}${text.slice(last.range[1])}`;
  const dash = text.slice(lineStart(text, (list.items[0] as Node).range![0])).match(/^(\s*)- /)?.[1];
  if (dash === undefined) return null;
  const end = endOfLines(text, last.range[1]);
  return `${text.slice(0, end)}${text.slice(0, end).endsWith("\n") ? "" : "\n"}${dash}- ${written}\n${text.slice(end)}`;
}

export function withoutItem(text: string, list: YAMLSeq, index: number): string | null {
  const ranges = list.items.map((item) => (item as Node).range);
  const range = ranges[index];
  if (!range || list.items.length === 1) return null;
  if (isFlow(list)) return cutOut(text, ranges.map((one) => one?.[0] ?? null), ranges.map((one) => one?.[1] ?? null), index); // prettier-ignore
  const from = lineStart(text, range[0]);
  const next = ranges[index + 1];
  return text.slice(0, from) + text.slice(next ? lineStart(text, next[0]) : endOfLines(text, range[1]));
}

/** Two neighbours of a list on lines of their own change places. */
export function moved(text: string, list: YAMLSeq, first: number): string | null {
  const starts = list.items.map((item) => (item as Node).range?.[0]);
  const last = (list.items.at(-1) as Node).range?.[1];
  if (isFlow(list) || last === undefined || starts.some((at) => at === undefined)) return null;
  const at = (index: number): number => (index < starts.length ? lineStart(text, starts[index]!) : endOfLines(text, last));
  const [a, b, end] = [at(first), at(first + 1), at(first + 2)];
  const [above, below] = [text.slice(a, b), text.slice(b, end)];
  return `${text.slice(0, a)}${below}${below.endsWith("\n") ? "" : "\n"}${above}${text.slice(end)}`;
}

/** Of things with commas between them: with the comma before, the first one with the comma behind. */
function cutOut(text: string, starts: readonly (number | null)[], ends: readonly (number | null)[], index: number): string | null {
  const [from, to] = index > 0 ? [ends[index - 1], ends[index]] : [starts[0], starts[1]];
  return typeof from !== "number" || typeof to !== "number" ? null : text.slice(0, from) + text.slice(to);
}

/** The end of the line a block stops on; a block's own range may reach over the line break. */
const endOfLines = (text: string, at: number): number => (text[at - 1] === "\n" ? at : nextLine(text, at));

const startOf = (pair: Pair): number | null => (isScalar(pair.key) ? (pair.key.range?.[0] ?? null) : null);
const endOf = (pair: Pair): number | null => (pair.value ? ((pair.value as Node).range?.[1] ?? null) : null);
