import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { classesOf, columnOf, type Table } from "#core/win-probability/table.ts";
import { train, type Trained } from "#core/win-probability/win-probability.ts";
import { isRefusal } from "#server/http/refusal.ts";
import { readTable } from "#server/imports/reading/read.ts";
import { messageText } from "#server/imports/texts.ts";
import { wordsIn } from "#server/words.ts";
import { type Command, CommandError } from "./command.ts";
import { languageOfShell } from "./language.ts";
import { reportOf, scoreText } from "./score-report.ts";

const usage = `score --data FILE --outcome COLUMN [--positive VALUE] [--negative VALUE] [--time COLUMN] [--without COLUMN,…] [--id COLUMN] [--json]
      FILE: CSV or XLSX, one case a row; cases whose outcome is neither value are open and are scored`;

export const score: Command = {
  usage,
  summary: {
    zh: "从一张表学出赢单概率：按时间留出后三成检验，事后才填的列不用并说明原因，证据不足就直说；不需要服务器和数据库。",
    en: "Learns a win probability from any table: checked on the latest three tenths, columns known only afterwards left out with a reason, and “not enough evidence” when there is none; no server, no database.",
  },
  async run(args) {
    const values = parsed(args);
    if (!values.data || !values.outcome) throw new CommandError(`hengji ${usage}`);
    const { table, numbers } = await tableIn(values.data);
    const at = placeOf(table, values.outcome);
    const classes = classesOf(table.rows.map((row) => row[at] ?? null), values.positive, values.negative); // prettier-ignore
    if (classes.kind !== "classes") throw new CommandError(wrongOutcome(classes, values.outcome));
    const without = values.without?.split(",").map((name) => table.names[placeOf(table, name.trim())]!) ?? [];
    const columns = table.names.flatMap((_, i) => (i === at ? [] : [columnOf(table, i)]));
    const time = values.time === undefined ? undefined : table.names[placeOf(table, values.time)]!;
    if (time !== undefined && columns.find(({ name }) => name === time)?.kind !== "day") throw new CommandError(say("time-not-days", { column: time })); // prettier-ignore
    const trained = train({ columns, outcomes: classes.outcomes, without, ...(time !== undefined && { time }) });
    const nameOf = namesOf(table, values.id, trained);
    const report = reportOf(values.outcome, classes, trained, (row) => ({ row: numbers[row]!, id: nameOf(row) }));
    if (values.json) console.log(JSON.stringify(report, null, 1));
    else scoreText(report).forEach((line) => console.log(line));
    return 0;
  },
};

const text = { type: "string" } as const;
const options = { data: text, outcome: text, positive: text, negative: text, time: text, without: text, id: text, json: { type: "boolean" } } as const; // prettier-ignore

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${usage}`);
  }
}

const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => wordsIn(languageOfShell()).text({ key: `odds.file.${key}`, values }); // prettier-ignore

/** Cells trimmed, the empty ones null; `numbers` are the lines of the file. */
async function tableIn(file: string): Promise<{ table: Table; numbers: readonly number[] }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(error.code === "ENOENT" ? `没有这个文件 / no such file: ${file}` : error.message);
  });
  const read = await readTable(bytes);
  if (isRefusal(read)) {
    const { title, remedy } = messageText(read, languageOfShell());
    throw new CommandError(`${basename(file)}: ${title}\n  → ${remedy}`);
  }
  const names = read.header.map((name, i) => name.trim() || `#${i + 1}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CommandError(say("column-twice", { column: twice }));
  const rows = read.lines.map(({ cells }) => names.map((_, i) => cells[i]?.trim() || null));
  if (rows.length === 0) throw new CommandError(say("empty"));
  return { table: { names, rows }, numbers: read.lines.map(({ no }) => no) };
}

function placeOf({ names }: Table, wanted: string): number {
  const at = names.findIndex((name) => name === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (at < 0) throw new CommandError(say("no-column", { column: wanted, columns: names.slice(0, 30).join(", ") }));
  return at;
}

function wrongOutcome(classes: Exclude<ReturnType<typeof classesOf>, { kind: "classes" }>, column: string): string {
  if (classes.kind === "one-class") return say("one-class", { column, value: classes.value });
  if (classes.kind === "not-there") return say("value-not-there", { column, value: classes.value });
  if (classes.kind === "same") return say("same", { value: classes.value });
  return say("unclear", { column, values: classes.values.join(", ") });
}

/** The case as its file calls it: the column asked for, else the first that was left out because it names every row. */
function namesOf(table: Table, id: string | undefined, { leftOut }: Trained): (row: number) => string | null {
  const name = id ?? leftOut.find(({ why }) => why === "identifier")?.name;
  const at = name === undefined ? -1 : placeOf(table, name);
  return (row) => (at < 0 ? null : (table.rows[row]![at] ?? null));
}
