import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Content } from "pdfmake/interfaces.js";
import { trueTypeOf } from "./woff.ts";

const require = createRequire(import.meta.url);
type Fontkit = { create(data: Buffer): { hasGlyphForCodePoint(point: number): boolean } };
const fontkit = createRequire(require.resolve("pdfmake"))("fontkit") as Fontkit;

export type Weight = 400 | 700;
/** A part of the family that the common font leaves out: its number in the package, and the characters it is for. */
type Slice = { readonly number: string; readonly ranges: readonly (readonly [number, number])[] };

/** A packed web font as TrueType; `part` is "chinese-simplified" (some 7,900 common characters) or the number of a slice. */
export function fontOf(part: string, weight: Weight): Buffer {
  return trueTypeOf(readFileSync(require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${part}-${weight}-normal.woff`)));
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
const common = once(() => fontkit.create(fontOf("chinese-simplified", 400)));
const slices = once(() => {
  const given = JSON.parse(readFileSync(require.resolve("@fontsource/noto-sans-sc/unicode.json"), "utf8")) as Record<string, string>;
  return Object.entries(given).flatMap(([name, list]): Slice[] => {
    const number = /^\[(\d+)\]$/.exec(name)?.[1];
    return number ? [{ number, ranges: list.split(",").map(rangeOf) }] : [];
  });
});

function rangeOf(text: string): readonly [number, number] {
  const [first, last] = text.slice(2).split("-") as [string, string?];
  return [Number.parseInt(first, 16), Number.parseInt(last ?? first, 16)];
}

/** The slice a character has to come from; null: the common font has it, or no part of the family does. */
export function sliceOf(character: string): string | null {
  const point = character.codePointAt(0)!;
  if (point < 0x80 || common().hasGlyphForCodePoint(point)) return null;
  return slices().find(({ ranges }) => ranges.some(([from, to]) => from <= point && point <= to))?.number ?? null;
}

type Run = { readonly text: string; readonly font: string };

/**
 * The same content with rare characters (饋, 鉤, ≥, a name like 龘) set in the slice that has them; `use` is told each slice once it is
 * needed. Text without rare characters, nearly all of it, stays the string it was.
 */
export function withRare<T extends Content | readonly Content[]>(content: T, use: (slice: string) => string): T {
  const walked = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return key === "text" || key === "" ? runs(value, use) : value;
    if (Array.isArray(value)) return value.map((each) => walked(each, key === "text" ? "text" : ""));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, keep.has(name) ? each : walked(each, name)]));
  };
  return walked(content, "") as T;
}

/** Fields of a document whose strings are no text. */
const keep = new Set(["style", "widths", "layout", "margin", "image", "svg", "color"]);

function runs(text: string, use: (slice: string) => string): string | { text: (string | Run)[] } {
  const parts: { text: string; slice: string | null }[] = [];
  for (const character of text) {
    const slice = sliceOf(character);
    const last = parts.at(-1);
    if (last?.slice === slice) last.text += character;
    else parts.push({ text: character, slice });
  }
  if (parts.every(({ slice }) => slice === null)) return text;
  return { text: parts.map((part) => (part.slice === null ? part.text : { text: part.text, font: use(part.slice) })) };
}
