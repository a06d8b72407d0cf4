import type { Dimension } from "#core/boards/tile.ts";
import type { Label } from "#core/explain/explanation.ts";
import { wordsIn } from "../words.ts";

const languages = ["zh-CN", "zh-TW", "en"] as const;

/** Words of a workbook: the same the pages show, in the reader's language. */
export type Words = {
  /** A text by its key; the last word of the key where the texts hold none. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  label(label: Label): string;
  metric(code: string): string;
  dimension(name: Dimension | string): string;
};

export function sheetWords(locale: string): Words {
  const known = wordsIn(languages.find((one) => one === locale) ?? "zh-CN");
  const text: Words["text"] = (key, values = {}) => {
    const found = known.text({ key, values });
    return found === key ? key.split(".").at(-1)! : found;
  };
  return { text, label: known.text, metric: (code) => text(`metrics.name.${code}`), dimension: (name) => text(`boards.split.${name}`) };
}
