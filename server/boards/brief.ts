import { addDays } from "#core/base/date.ts";
import { tellsTotals, type Tile } from "#core/boards/tile.ts";
import type { Label, Value } from "#core/explain/explanation.ts";
import type { Caller } from "../kpi/subject.ts";
import { isRefusal } from "../http/refusal.ts";
import { answers } from "./answers/index.ts";
import type { Answer } from "./answers/shape.ts";
import { findBoard, tilesOf } from "./library.ts";
import { metricsOf } from "./metrics.ts";
import { viewOf } from "./view.ts";
import { sheetWords, type Words } from "./words.ts";

export type BriefLine = { readonly label: Label; readonly value: Value | null; readonly detail: string };
export type Brief = { readonly name: string; readonly lines: readonly BriefLine[] };
/** More lines of one tile than this nobody reads in a message; the page has the rest. */
const linesMax = 6;

/**
 * A board as lines of a message: the very answers its page gives this reader now, the first of each tile. Null when the reader may not read
 * the board any more. `unit`: for a group that hears one unit's totals, whatever is about single people or another unit is left out.
 */
export async function boardBrief(reader: Omit<Caller, "scope">, id: string, locale: string, unit?: string): Promise<Brief | null> {
  const { tx, tenant, user } = reader;
  const found = await findBoard({ tx, user, today: tenant.today }, id);
  const view = found && (await viewOf(reader, { align: "date", unit }));
  if (!view || isRefusal(view)) return null;
  const tiles = tilesOf(found).filter((tile) => unit === undefined || tellsTotals(tile));
  const [board, metrics, words] = [await answers(view, tiles), await metricsOf(tx, tiles), sheetWords(locale)];
  const name = found.kind === "role" ? words.text(`boards.library.${found.id}`) : found.row.name;
  const labelled = (code: string) => metrics.get(code)?.label ?? { key: `metrics.name.${code}` };
  const lines = board.answers.flatMap((answer, i) => [
    { label: { key: "inbox.digest.tile", values: { name: headOf(tiles[i]!, words, labelled) } }, value: null, detail: "" },
    ...linesOf(answer, words, labelled(answer.metric), unit !== undefined),
  ]);
  return { name, lines };
}

/** Several tiles of one metric are told apart by what they are cut by, or by how they are drawn. */
function headOf({ title, chart, split, metric }: Tile, words: Words, labelled: (code: string) => Label): string {
  const how = split === null ? words.text(`boards.chart.${chart}`) : words.dimension(split);
  return title || (chart === "findings" ? how : `${words.label(labelled(metric))} · ${how}`);
}

const line = (label: Label, value: Value | null): BriefLine => ({ label, value, detail: "" });
const named = (name: string, value: Value | null): BriefLine => line({ key: "inbox.digest.part", values: { name } }, value);
const count = (n: number): Value => ({ kind: "number", value: String(n) });

function linesOf(answer: Answer, words: Words, metric: Label, isTotals: boolean): BriefLine[] {
  const said = (part: { key: string; name: string }) =>
    part.key === "" ? words.text("boards.others") : part.name === "-" ? words.text("boards.notGiven") : part.name;
  switch (answer.form) {
    case "number":
      return [answer.value, answer.attainment, answer.change].flatMap((one) => (one ? [line(one.label, one.value)] : []));
    case "pace": {
      const own = [answer.actual, answer.target, answer.attainment, answer.needed].map((one) => line(one.label, one.value));
      const parts = isTotals ? [] : answer.parts.slice(0, linesMax).map((part) => named(part.name, part.attainment));
      return [...own, ...parts];
    }
    case "series": {
      const seen = answer.steps.filter((step) => step.now !== null && step.now.kind !== "none").slice(-3);
      return seen.map(({ from, to, now }) => line({ key: "inbox.digest.days", values: { from, to: addDays(to, -1) } }, now));
    }
    case "parts":
      return answer.parts.slice(0, linesMax).map((part) => named(said(part), part.value));
    case "bridge":
      return [
        line({ key: "boards.sheet.before" }, answer.start),
        ...answer.steps.slice(0, linesMax).map((step) => named(said(step), step.value)),
        line(metric, answer.end),
      ];
    case "grid":
      return answer.lines.slice(0, linesMax).flatMap((one) => {
        const at = one.values.findLastIndex((value) => value !== null);
        const name = answer.split === null ? words.text(`boards.weekday.${one.name}`) : said(one);
        return at < 0 ? [] : [named(`${name} ${answer.columns[at]}`, one.values[at]!)];
      });
    case "points":
      return answer.points.slice(0, linesMax).map((point) => named(point.name, point.x));
    case "funnel":
      return answer.stages.map((stage) => named(stage.name, count(stage.count)));
    case "findings":
      return answer.findings.map(({ title }) => line(title, null));
    case "none":
      return [line(answer.why, null)];
  }
}
