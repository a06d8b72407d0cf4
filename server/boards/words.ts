import { readFileSync } from "node:fs";
import type { Dimension } from "#core/boards/tile.ts";

type Texts = { readonly [key: string]: string | Texts };
const languages = ["zh-CN", "zh-TW", "en"] as const;

/** Words of a workbook: the same the pages show, in the reader's language. */
export type Words = {
  /** A text by its key; the last word of the key where the texts hold none. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  metric(code: string): string;
  dimension(name: Dimension | string): string;
};

const loaded = new Map<string, Texts>();
function textsOf(locale: string, feature: string): Texts {
  const language = languages.find((one) => one === locale) ?? "zh-CN";
  const path = `${language}/${feature}`;
  if (!loaded.has(path))
    loaded.set(path, JSON.parse(readFileSync(new URL(`../../web/lib/locales/${path}.json`, import.meta.url), "utf8")) as Texts);
  return loaded.get(path)!;
}

export function sheetWords(locale: string): Words {
  const text: Words["text"] = (key, values = {}) => {
    const [feature = "", ...path] = key.split(".");
    const found = path.reduce<string | Texts | undefined>(
      (at, name) => (typeof at === "object" ? at[name] : undefined),
      textsOf(locale, feature),
    );
    const raw = typeof found === "string" ? found : path.at(-1)!;
    return raw.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => String(values[name] ?? ""));
  };
  return { text, metric: (code) => text(`metrics.name.${code}`), dimension: (name) => text(`boards.split.${name}`) };
}
