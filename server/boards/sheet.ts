import type { CellValue, WriteSheet } from "hucre";
import { addDays, type Day } from "#core/base/date.ts";
import type { Value } from "#core/explain/explanation.ts";
import { notGiven } from "./compile.ts";
import type { Answer } from "./answers/shape.ts";
import type { Words } from "./words.ts";

export type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly formats: readonly (string | null)[];
};
const formats = { amount: "#,##0.00", rate: "0.0%", number: "#,##0.##" } as const;
const date = "yyyy-mm-dd";

/** A text that a spreadsheet would take for a formula stays a text. */
export const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) && text !== notGiven ? `'${text}` : text);
export const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
/** Numbers are numbers and rates are fractions; what is missing is an empty cell, not a zero. */
export function cellOf(value: Value | null): CellValue {
  if (value === null || value.kind === "none") return null;
  if (value.kind === "rate") return Number(value.ppm) / 1_000_000;
  return value.kind === "text" ? plain(value.value) : Number(value.value);
}

/** The numbers of a tile as rows: the same that stand on the page, nothing more. */
export function tableOf(answer: Answer, words: Words): Table {
  const [metric, format] = [words.metric(answer.metric), formats[answer.unit]];
  const t = (key: string) => words.text(`boards.sheet.${key}`);
  switch (answer.form) {
    case "number":
      return two(t, [
        [metric, cellOf(answer.value.value), format],
        [t("target"), cellOf(answer.target?.value ?? null), format],
        [t("attainment"), cellOf(answer.attainment?.value ?? null), formats.rate],
        [t("before"), cellOf(answer.earlier?.value ?? null), format],
        [t("change"), cellOf(answer.change?.value ?? null), formats.rate],
      ]);
    case "pace":
      return {
        head: [t("name"), metric, t("target"), t("attainment"), t("gap")],
        formats: [null, format, format, formats.rate, formats.rate],
        rows: answer.parts.map((part) => [
          plain(part.name),
          cellOf(part.value),
          cellOf(part.goal),
          cellOf(part.attainment),
          cellOf(part.gap),
        ]),
      };
    case "series":
      return {
        head: [t("from"), t("to"), metric, t("before"), t("target")],
        formats: [date, date, format, format, format],
        rows: answer.steps.map((step) => [
          dateOf(step.from),
          dateOf(addDays(step.to, -1)),
          cellOf(step.now),
          cellOf(step.before),
          cellOf(step.target),
        ]),
      };
    case "parts":
      return {
        head: [t("name"), metric, t("before"), t("target"), t("share")],
        formats: [null, format, format, format, formats.rate],
        rows: answer.parts.map((part) => [
          nameOf(part, words),
          cellOf(part.value),
          cellOf(part.before),
          cellOf(part.goal),
          part.share === null ? null : Number(part.share) / 1_000_000,
        ]),
      };
    case "bridge":
      return two(t, [
        [t("before"), cellOf(answer.start), format],
        ...answer.steps.map((step): [string, CellValue, string] => [nameOf(step, words), cellOf(step.value), format]),
        [metric, cellOf(answer.end), format],
      ]);
    case "grid":
      return {
        head: [t("name"), ...answer.columns],
        formats: [null, ...answer.columns.map(() => format)],
        rows: answer.lines.map((line) => [
          answer.split === null ? words.text(`boards.weekday.${line.name}`) : nameOf(line, words),
          ...line.values.map(cellOf),
        ]),
      };
    case "points":
      return {
        head: [t("name"), metric, words.metric(answer.second)],
        formats: [null, format, formats[answer.secondUnit]],
        rows: answer.points.map((point) => [plain(point.name), cellOf(point.x), cellOf(point.y)]),
      };
    case "funnel":
      return {
        head: [t("stage"), t("deals"), t("amount"), t("fromPrevious")],
        formats: [null, formats.number, formats.amount, formats.rate],
        rows: answer.stages.map((stage) => [
          plain(stage.name),
          stage.count,
          Number(stage.amount),
          stage.fromPrevious === null ? null : Number(stage.fromPrevious) / 1_000_000,
        ]),
      };
    case "findings":
      return {
        head: [t("finding"), t("amount"), t("caution")],
        formats: [null, formats.amount, null],
        rows: answer.findings.map(({ title, amount, caution }) => [
          plain(words.label(title)),
          amount === null ? null : Number(amount),
          caution && plain(words.label(caution)),
        ]),
      };
    case "none":
      return { head: [words.text(answer.why.key)], rows: [], formats: [null] };
  }
}

function two(t: (key: string) => string, lines: readonly [string, CellValue, string][]): Table {
  return {
    head: [t("name"), t("value")],
    rows: lines.map(([name, value]) => [plain(name), value]),
    formats: [null, lines[0]?.[2] ?? null],
  };
}

function nameOf(part: { key: string; name: string }, words: Words): string {
  if (part.key === "") return words.text("boards.others");
  return part.name === notGiven ? words.text("boards.notGiven") : plain(part.name);
}

/** A sheet by its name, short enough and without what a spreadsheet forbids in names. */
export function sheetOf(name: string, { head, rows, formats: of }: Table): WriteSheet {
  return {
    name: name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31),
    columns: of.map((numFmt, i) => ({ width: i === 0 ? 24 : 16, ...(numFmt !== null && { numFmt }) })),
    rows: [head, ...rows].map((row) => [...row]),
  };
}
