import type { Content, Sheet } from "../pdf/document.ts";
import type { PlanRow } from "./plans.ts";

const words: Readonly<Record<string, Readonly<Record<"title" | "version" | "hash" | "signed" | "unsigned", string>>>> = {
  "zh-CN": { title: "激励方案", version: "第 {version} 版，{from} 起生效", hash: "文本校验 SHA-256 {hash}", signed: "{name} 已阅读并接受，{at}", unsigned: "尚未签署" },
  "zh-TW": { title: "獎酬方案", version: "第 {version} 版，{from} 起生效", hash: "文字校驗 SHA-256 {hash}", signed: "{name} 已閱讀並接受，{at}", unsigned: "尚未簽署" },
  en: { title: "Incentive plan", version: "Version {version}, in force from {from}", hash: "Text SHA-256 {hash}", signed: "Read and accepted by {name}, {at}", unsigned: "Not signed yet" },
}; // prettier-ignore

type About = { readonly company: string; readonly hash: string; readonly signedAt: string | null; readonly name: string };

/** The very text that pays, line by line, with its hash. */
export function planSheet({ name, version, validFrom, source }: PlanRow, about: About, locale: string): Sheet {
  const text = words[locale] ?? words["zh-CN"]!;
  const fill = (line: string, values: Readonly<Record<string, string>>) =>
    line.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "");
  const at = about.signedAt === null ? "" : `${new Date(about.signedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const lines: Content[] = source.split("\n").map((line) => ({ text: line === "" ? " " : line, fontSize: 9, preserveLeadingSpaces: true }));
  return {
    title: `${text.title} ${name} v${version}`,
    author: about.company,
    foot: fill(text.hash, { hash: about.hash }),
    content: [
      { text: about.company, style: "muted" },
      { text: `${text.title}：${name}`, style: "h1" },
      { text: fill(text.version, { version: String(version), from: validFrom }), style: "muted", margin: [0, 0, 0, 12] },
      ...lines,
      {
        text: about.signedAt === null ? text.unsigned : fill(text.signed, { name: about.name, at }),
        margin: [0, 20, 0, 0],
        bold: true,
      },
    ],
  };
}
