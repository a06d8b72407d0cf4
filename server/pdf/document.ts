import pdfmake from "pdfmake";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { fontOf, withRare } from "./rare.ts";

/** What the type package does not know of the server's side of the library. */
type Writer = typeof pdfmake & {
  readonly virtualfs: { writeFileSync(name: string, data: Buffer): void };
  setLocalAccessPolicy(may: () => boolean): void;
  setUrlAccessPolicy(may: () => boolean): void;
};
const writer = pdfmake as Writer;
const fonts: Record<string, { normal: string; bold: string; italics: string; bolditalics: string }> = {};

/**
 * One part of the family as a font of the writer's, made once a process. The fonts lie in memory, so that a document may read neither a
 * file nor an address.
 */
function prepare(part: string): string {
  const name = `noto-${part}`;
  if (fonts[name]) return name;
  for (const weight of [400, 700] as const) writer.virtualfs.writeFileSync(`${name}-${weight}.ttf`, fontOf(part, weight));
  const [normal, bold] = [`${name}-400.ttf`, `${name}-700.ttf`];
  fonts[name] = { normal, bold, italics: normal, bolditalics: bold };
  writer.setFonts(fonts);
  writer.setLocalAccessPolicy(() => false);
  writer.setUrlAccessPolicy(() => false);
  return name;
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
  const font = prepare("chinese-simplified");
  const definition: TDocumentDefinitions = {
    info: { title, author, creator: "Hengji", producer: "Hengji" },
    pageSize: "A4",
    pageOrientation: landscape ? "landscape" : "portrait",
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font, fontSize: 10, lineHeight: 1.3 },
    styles: { h1: { fontSize: 18, bold: true }, h2: { fontSize: 12, bold: true, margin: [0, 12, 0, 4] }, small: { fontSize: 8 }, muted: { color: "#5b6470" } }, // prettier-ignore
    content: withRare(content, prepare),
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      columns: [
        withRare<Content>({ text: foot, style: ["small", "muted"] }, prepare),
        { text: `${page} / ${pages}`, alignment: "right", style: ["small", "muted"], width: 60 },
      ],
    }),
  };
  return writer.createPdf(definition).getBuffer();
}

/** A moment as it stands on paper. */
export const stamp = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

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
