import { pinyin } from "pinyin-pro";

/** The syllables of a phrase, "xin ke hu shu" for 新客户数: nothing in it is a surname, and brackets are not spoken. */
export const syllablesOf = (phrase: string): string =>
  pinyin(phrase, { toneType: "none", type: "array", nonZh: "consecutive", v: true })
    .map((s) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((s) => s !== "")
    .join(" ");

/** What a search types: "zhangwei zw" for 张伟, compound and rare surnames read as surnames. Latin names stay. */
export function pinyinOf(name: string): string {
  const options = { toneType: "none", type: "array", surname: "head", nonZh: "consecutive", v: true } as const;
  const syllables = pinyin(name, options)
    .map((s) => s.toLowerCase().trim())
    .filter((s) => s !== "");
  const initials = syllables.map((s) => [...s][0]).join("");
  return `${syllables.join("")} ${initials}`.trim();
}
