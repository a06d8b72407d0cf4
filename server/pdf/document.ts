import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import pdfmake from "pdfmake";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { trueTypeOf } from "./woff.ts";

/** What the type package does not know of the server's side of the library. */
type Writer = typeof pdfmake & {
  readonly virtualfs: { writeFileSync(name: string, data: Buffer): void };
  setLocalAccessPolicy(may: () => boolean): void;
  setUrlAccessPolicy(may: () => boolean): void;
};
const writer = pdfmake as Writer;
let isReady = false;

/**
 * Simplified Chinese, common traditional characters and Latin in one family (some 7,900); made once a process out of the
 * packed web font. A rare traditional character (饋, 篩) is not in it and prints as an empty box, as do ≥ and ≤: a document
 * in zh-TW keeps its fixed words to what the test beside this finds in the font.
 */
export function fontOf(weight: 400 | 700): Buffer {
  const path = createRequire(import.meta.url).resolve(
    `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`,
  );
  return trueTypeOf(readFileSync(path));
}

/** The fonts lie in memory, so that a document may read neither a file nor an address. */
function prepare(): void {
  if (isReady) return;
  writer.virtualfs.writeFileSync("regular.ttf", fontOf(400));
  writer.virtualfs.writeFileSync("bold.ttf", fontOf(700));
  writer.setFonts({ Noto: { normal: "regular.ttf", bold: "bold.ttf", italics: "regular.ttf", bolditalics: "bold.ttf" } });
  writer.setLocalAccessPolicy(() => false);
  writer.setUrlAccessPolicy(() => false);
  isReady = true;
}

export type { Content } from "pdfmake/interfaces.js";
export type Sheet = {
  readonly title: string;
  readonly author: string;
  readonly content: Content[];
  readonly foot: string;
  readonly landscape?: boolean;
};

/** One document on A4 with page numbers; `foot` stands on every page. Styles: h1, h2, small, muted. */
export async function pdfOf({ title, author, content, foot, landscape = false }: Sheet): Promise<Buffer> {
  prepare();
  const definition: TDocumentDefinitions = {
    info: { title, author, creator: "Hengji", producer: "Hengji" },
    pageSize: "A4",
    pageOrientation: landscape ? "landscape" : "portrait",
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: "Noto", fontSize: 10, lineHeight: 1.3 },
    styles: { h1: { fontSize: 18, bold: true }, h2: { fontSize: 12, bold: true, margin: [0, 12, 0, 4] }, small: { fontSize: 8 }, muted: { color: "#5b6470" } }, // prettier-ignore
    content,
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      columns: [
        { text: foot, style: ["small", "muted"] },
        { text: `${page} / ${pages}`, alignment: "right", style: ["small", "muted"], width: 60 },
      ],
    }),
  };
  return writer.createPdf(definition).getBuffer();
}

type Cell = { readonly text: string; readonly bold?: boolean; readonly alignment?: "right" };

/** A table with a head line and thin rules; numbers stand right. `right` names the columns of numbers. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): Content {
  const cell = (text: string, i: number, bold = false): Cell => ({ text, bold, ...(right.includes(i) && { alignment: "right" as const }) });
  return {
    layout: "lightHorizontalLines",
    margin: [0, 4, 0, 4],
    table: {
      headerRows: 1,
      widths: head.map((_, i) => (i === 0 ? "*" : "auto")),
      body: [head.map((text, i) => cell(text, i, true)), ...rows.map((row) => row.map((text, i) => cell(text, i)))],
    },
  };
}
