import { pinyin } from "pinyin-pro";

/** What a search types: "zhangwei zw" for 张伟, compound and rare surnames read as surnames. Latin names stay. */
export function pinyinOf(name: string): string {
  const options = { toneType: "none", type: "array", surname: "head", nonZh: "consecutive", v: true } as const;
  const syllables = pinyin(name, options)
    .map((s) => s.toLowerCase().trim())
    .filter((s) => s !== "");
  const initials = syllables.map((s) => [...s][0]).join("");
  return `${syllables.join("")} ${initials}`.trim();
}
