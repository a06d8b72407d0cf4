import { existsSync, readFileSync } from "node:fs";
import type { Label, Value } from "#core/explain/explanation.ts";
import type { Language } from "#core/imports/fields.ts";
import { chineseName } from "#core/compensation/language/names.ts";
import { divide } from "#core/base/money.ts";

type Texts = { readonly [key: string]: string | Texts };
const folder = (language: Language) => new URL(`../web/lib/locales/${language}/`, import.meta.url);

/** The same words the pages show: `text({ key: "metrics.name.yoy" })` in the language of the terminal. */
export function wordsIn(language: Language): { text(label: Label): string; value(value: Value): string } {
  const known = new Map<string, Texts>();
  const texts = (file: string): Texts => {
    const found = known.get(file) ?? read(new URL(`${file}.json`, folder(language)));
    known.set(file, found);
    return found;
  };
  const text = ({ key, values = {} }: Label): string => {
    const [file = "", ...path] = key.split(".");
    const found = path.reduce<string | Texts | undefined>((at, name) => (typeof at === "object" ? at[name] : undefined), texts(file));
    return typeof found === "string" ? filled(found, values, language === "zh-TW") : key;
  };
  const none = { missing: text({ key: "common.missing" }), "not-applicable": "—", undefined: "—" };
  return { text, value: (value) => (value.kind === "none" ? none[value.why] : plain(value) + unitOf(value, text)) };
}

/** A key of no feature has no words and is shown as it is. */
const read = (file: URL): Texts => (existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Texts) : {});

/** `{{share, rate}}` of millionths, `{{amount, money}}` of a decimal, unrounded, and `{{name, term}}` as the pages mean them; the rest stands as it is. */
const filled = (text: string, values: NonNullable<Label["values"]>, isTraditional: boolean): string =>
  text.replace(/\{\{\s*(\w+)\s*(?:,\s*(\w+))?[^}]*\}\}/g, (_, name: string, format?: string) => {
    const value = String(values[name] ?? "");
    if (format === "rate" && /^-?\d+$/.test(value)) return `${hundredths(value)}%`;
    if (format === "term") return chineseName(value, isTraditional);
    return format === "money" && /^-?\d+\.\d+$/.test(value) ? grouped(value) : value;
  });

function plain(value: Exclude<Value, { kind: "none" }>): string {
  if (value.kind === "amount") return `${value.currency} ${grouped(value.value)}`;
  if (value.kind === "rate") return `${hundredths(value.ppm)}%`;
  return value.value;
}

function unitOf(value: Value, text: (label: Label) => string): string {
  if (value.kind !== "number" || !value.unit) return "";
  const key = `common.unit.${value.unit}`;
  const found = text({ key });
  return found === key ? "" : found;
}

/** "1440.0000" is 1,440.00; more than two decimals only where there are some. */
export const grouped = (decimal: string): string => {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${part.replace(/00$/, "")}`;
};

/** "848123" is 84.81. */
function hundredths(ppm: string): string {
  const scaled = divide(BigInt(ppm), 100n, "half-up");
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(3, "0");
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
