import { languageOf } from "../imports/texts.ts";
import { stamp, type Content, type Sheet } from "../pdf/document.ts";
import { wordsIn } from "../words.ts";
import { inWords } from "./plan-words.ts";
import type { PlanRow } from "./plans.ts";

type About = { readonly company: string; readonly hash: string; readonly signedAt: string | null; readonly name: string };

/** The plan in words, then the very text that pays, line by line, with its hash and the reader's acceptance. */
export function planSheet({ name, version, validFrom, source }: PlanRow, { company, hash, signedAt, name: reader }: About, locale: string): Sheet {
  const { text } = wordsIn(languageOf(locale));
  const say = (key: string, values?: Record<string, string | number>) => text({ key: `plan.paper.${key}`, ...(values && { values }) });
  const lines: Content[] = source.split("\n").map((line) => ({ text: line === "" ? " " : line, fontSize: 9, preserveLeadingSpaces: true }));
  const signed = signedAt === null ? say("unsigned") : say("signed", { name: reader, at: stamp(signedAt) });
  return {
    title: `${say("title")} ${name} v${version}`,
    author: company,
    foot: say("hash", { hash }),
    content: [
      { text: company, style: "muted" },
      { text: `${say("title")}：${name}`, style: "h1" },
      { text: say("version", { version, from: validFrom }), style: "muted", margin: [0, 0, 0, 12] },
      ...inWords(source, text),
      { text: text({ key: "plan.doc.source" }), style: "h2" },
      ...lines,
      { text: signed, margin: [0, 20, 0, 0], bold: true },
    ],
  };
} // prettier-ignore
