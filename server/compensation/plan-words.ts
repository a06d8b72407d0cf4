import { planDocument } from "#core/compensation/document/document.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import type { Label } from "#core/explain/explanation.ts";
import { readText } from "../appraisal/text.ts";
import { tableOf, type Content } from "../pdf/document.ts";

/** A plan in sentences and tables, for paper. Nothing for a text that is not right: it stands there as it is. */
export function inWords(source: string, text: (label: Label) => string): Content[] {
  const checked = readPlan(readText(source).value);
  if (checked.kind === "refused") return [];
  const said = (cell: Label | string) => (typeof cell === "string" ? cell : text(cell));
  return planDocument(checked.plan).flatMap(({ heading, lines, table }): Content[] => [
    { text: text(heading), style: "h2" },
    { ul: lines.map((line) => ({ text: text(line) })) },
    ...(table
      ? [
          tableOf(
            table.head.map(said),
            table.rows.map((row) => row.map(said)),
            table.head.map((_, i) => i).slice(1),
          ),
        ]
      : []),
  ]);
}
