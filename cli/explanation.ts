import { readFileSync } from "node:fs";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import type { Language } from "#core/imports/fields.ts";

type Texts = { readonly [key: string]: string | Texts };
const read = (language: Language, feature: string): Texts =>
  JSON.parse(readFileSync(new URL(`../web/lib/locales/${language}/${feature}.json`, import.meta.url), "utf8")) as Texts;

/** The words of the pages for a terminal; a key without words is shown as it is. */
export function wordsIn(language: Language): (label: Label) => string {
  const texts: Texts = Object.fromEntries(
    ["appraisal", "compensation", "formula", "metrics", "plan"].map((feature) => [feature, read(language, feature)]),
  );
  return ({ key, values = {} }) => {
    const found = key.split(".").reduce<string | Texts | undefined>((at, step) => (typeof at === "object" ? at[step] : undefined), texts);
    return typeof found === "string"
      ? found.replace(/\{\{(\w+)(?:, (\w+))?\}\}/g, (_, name: string, kind?: string) => filled(values[name], kind))
      : key;
  };
}

/** An explanation as an indented tree: value, rule, notes, parts. */
export function explanationLines(explanation: Explanation, words: (label: Label) => string, depth = 0): string[] {
  const pad = "  ".repeat(depth);
  const notes = [...(explanation.rule ? [explanation.rule] : []), ...(explanation.notes ?? [])].map((label) => `${pad}  · ${words(label)}`);
  const version = explanation.version ? [`${pad}  · ${explanation.version}`] : [];
  const parts = (explanation.parts ?? []).flatMap((part) => explanationLines(part, words, depth + 1));
  return [`${pad}${words(explanation.label)}  ${valueText(explanation.value)}`, ...notes, ...version, ...parts];
}

export function valueText(value: Value): string {
  switch (value.kind) {
    case "amount":
      return `${value.value} ${value.currency}`;
    case "rate":
      return percent(value.ppm);
    case "number":
    case "text":
      return value.value;
    case "none":
      return "—";
  }
}

function filled(value: string | number | undefined, kind: string | undefined): string {
  return kind === "rate" ? percent(String(value)) : String(value ?? "");
}

/** Millionths as percent, to the last digit: "848000" is 84.8 %. */
function percent(ppm: string): string {
  const digits = ppm.replace("-", "").padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return `${ppm.startsWith("-") ? "-" : ""}${digits.slice(0, -4)}${fraction && "."}${fraction} %`;
}
