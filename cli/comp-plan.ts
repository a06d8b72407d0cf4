import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { handOver } from "#core/compensation/engine/hand-over.ts";
import type { Facts } from "#core/compensation/engine/facts.ts";
import type { Stop } from "#core/compensation/engine/stop.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { periodsOf, statementsOf } from "#core/compensation/engine/run.ts";
import { payPeriodOf, payPeriods } from "#core/compensation/engine/periods.ts";
import { report } from "#core/compensation/engine/report.ts";
import { tableNames, type Row, type TableName, type Tables } from "#core/compensation/engine/tables.ts";
import { csvText } from "#core/imports/csv.ts";
import { withTypes } from "#core/formula/document.ts";
import { testOutcomes, type Outcome } from "#core/compensation/engine/tests.ts";
import { readPlan, type Checked } from "#core/compensation/language/read.ts";
import { readText, type LinedProblem } from "#server/appraisal/text.ts";
import { isRefusal } from "#server/http/refusal.ts";
import { readTable } from "#server/imports/reading/read.ts";
import { messageText } from "#server/imports/texts.ts";
import { CommandError } from "./command.ts";
import { wordsIn } from "#server/words.ts";
import { languageOfShell } from "./language.ts";

type Read = {
  readonly checked: Checked;
  readonly problems: readonly LinedProblem[];
  readonly warnings: readonly LinedProblem[];
};

/** Reads and checks a plan file; problems carry the line they stand on. */
async function readPlanFile(file: string): Promise<Read> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file}: ${error.code === "ENOENT" ? "没有这个文件 / no such file" : error.message}`);
  });
  const read = readText(text);
  const checked: Checked = read.problems.length > 0 ? { kind: "refused", problems: read.problems } : readPlan(read.value);
  if (checked.kind === "refused")
    return { checked, problems: read.problems.length > 0 ? read.problems : read.lined(checked.problems), warnings: [] };
  return { checked, problems: [], warnings: read.lined(checked.warnings) };
}

/** A plan that is right, or an end with what is wrong, line by line. */
export async function rightPlan(file: string) {
  const { checked, problems } = await readPlanFile(file);
  if (checked.kind === "refused") throw new CommandError(problemLines(file, problems, "✗").join("\n"));
  return checked;
}

/** `hengji comp check PLAN`: 0 when the plan can be published, its own tests aside. */
export async function checkFile(file: string, asJson: boolean): Promise<number> {
  const { checked, problems, warnings } = await readPlanFile(file);
  if (asJson) console.log(JSON.stringify({ ok: checked.kind === "plan", problems, warnings }, null, 2));
  else if (checked.kind === "plan") {
    const { components, measures } = checked.plan;
    console.log(
      `✓ ${checked.plan.name}: ${components.length} 个组成部分 / components, ${measures.length} 个指标 / measures, ${checked.tests.length} 个用例 / tests`,
    );
    problemLines(file, warnings, "!").forEach((line) => console.log(line));
  } else problemLines(file, problems, "✗").forEach((line) => console.error(line));
  return checked.kind === "plan" ? 0 : 1;
}

function problemLines(file: string, problems: readonly LinedProblem[], mark: string): string[] {
  const words = wordsIn(languageOfShell()).text;
  return problems.map(({ code, path, values, line }) => {
    const place = `${basename(file)}${line === null ? "" : `:${line}`}${path ? ` ${path}` : ""}`;
    return `${mark} ${place}\n  ${words({ key: `plan.document.${code}`, values: withTypes(values, (type) => words({ key: `plan.type.${type}` })) })}`;
  });
}

/** `hengji comp test PLAN`: the tests that live in the plan. */
export async function testFile(file: string, asJson: boolean): Promise<number> {
  const { plan, tests } = await rightPlan(file);
  const outcomes = testOutcomes(plan, tests);
  const missed = outcomes.filter((one) => one.misses.length > 0);
  if (asJson) console.log(JSON.stringify({ passed: outcomes.length - missed.length, failed: missed.length, outcomes }, null, 2));
  else outcomes.flatMap(outcomeLines).forEach((line) => console.log(line));
  if (!asJson) console.log(testWords("counted", { passed: outcomes.length - missed.length, failed: missed.length }));
  return missed.length > 0 ? 1 : 0;
}

const testWords = (key: string, values: Readonly<Record<string, string | number>>): string =>
  wordsIn(languageOfShell()).text({ key: `plan.test.${key}`, values });

function outcomeLines({ test, misses, problems, ignored }: Outcome): string[] {
  return [
    `${misses.length > 0 ? "✗" : "✓"} ${test}`,
    ...misses.map((miss) => `    ${missLine(miss)}`),
    ...problems.map((problem) => `    ${rowLine(problem)}`),
    ...(ignored.length > 0 ? [`    ! ${testWords("unread", { columns: ignored.join(", ") })}`] : []),
  ];
}

function missLine({ name, expected, found, stop }: Outcome["misses"][number]): string {
  const why = stop && wordsIn(languageOfShell()).text({ key: `plan.stopped.${stop.code}`, values: stop.values });
  return testWords("miss", { name, expected, found: why ?? found ?? "—" });
}

const rowLine = ({ table, row, code, values }: Outcome["problems"][number]): string =>
  `! ${table} ${row}: ${wordsIn(languageOfShell()).text({ key: `plan.row.${code}`, values })}`;

/** `hengji comp run --plan FILE --facts FOLDER`: statements from files alone. */
export async function runFiles(
  planFile: string,
  folder: string,
  given: { from?: string; to?: string; out?: string; json: boolean },
): Promise<number> {
  const { plan } = await rightPlan(planFile);
  const tables = await readFolder(folder);
  const facts = factsOf(plan, tables);
  const [first, last] = [given.from, given.to].map((key) => {
    const period = key === undefined ? null : payPeriodOf(key, plan.period, plan.yearStart);
    if (key !== undefined && !period) throw new CommandError(`没有这个期间 / no such period: ${key} (${plan.period})`);
    return period;
  });
  const all = periodsOf(plan, facts);
  const start = first ?? all[0] ?? last;
  const end = last ?? all.at(-1) ?? first;
  if (!start || !end)
    throw new CommandError("数据里没有日期，请用 --from 和 --to 指明期间\nThe facts hold no day: say the periods with --from and --to");
  const periods = payPeriods(
    start.from < (all[0]?.from ?? start.from) ? start.from : (all[0]?.from ?? start.from),
    end.from,
    plan.period,
    plan.yearStart,
  );
  const statements = statementsOf(plan, facts, periods).filter((one) => one.period.from >= start.from && one.period.from <= end.from);
  const made = { ...report(plan, facts, statements), unlisted: tables.participants ? unlisted(facts) : [] };
  if (given.out) await writeSheets(given.out, handOver(plan, statements));
  if (given.json) console.log(JSON.stringify(made, null, 2));
  else textReport(made).forEach((line) => console.log(line));
  return made.totals.stopped > 0 || made.problems.length > 0 ? 1 : 0;
}

/** Files for payroll and finance; an empty one is not written. */
async function writeSheets(folder: string, sheets: ReturnType<typeof handOver>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, { header, rows }] of Object.entries(sheets)) {
    if (rows.length > 0) await writeFile(join(folder, `${name}.csv`), csvText([header, ...rows]));
  }
}

/** Who is in the deals but not among the participants, where there is such a table: more often a name mistyped than a person. */
const unlisted = ({ credits, people }: Facts): string[] =>
  [...credits.keys()].filter((name) => (people.get(name)?.stretches.length ?? 0) === 0).toSorted();

type Made = ReturnType<typeof report> & { readonly unlisted: readonly string[] };

function textReport(made: Made): string[] {
  const words = wordsIn(languageOfShell()).text;
  return [
    `${made.plan} (${made.currency})`,
    ...made.statements.flatMap((one) => {
      const head = `${one.participant}\t${one.period}`;
      if (one.status === "stopped")
        return [`✗ ${head}\t${words({ key: `plan.stopped.${one.reason.code}`, values: one.reason.values })}${placeOf(one.reason)}`];
      return [
        `${head}\t应得 / earned ${one.earned}\t发放 / paid ${one.paid}\t暂扣 / held ${one.held}`,
        ...one.components.map(({ name, amount }) => `    ${name}\t${amount}`),
      ];
    }),
    ...made.problems.map(rowLine),
    ...(made.unlisted.length > 0 ? [`! ${testWords("unlisted", { names: made.unlisted.join(", ") })}`] : []),
    ...(made.ignoredColumns.length > 0 ? [`! ${testWords("unread", { columns: made.ignoredColumns.join(", ") })}`] : []),
  ];
}

/** Where the words of a stop do not say it: the row of the deal that lacks something. */
const placeOf = ({ code, values: { row, transaction } }: Stop): string =>
  code === "value-missing" && row !== undefined ? ` (transactions ${row}, ${transaction})` : "";

/** Every table of the folder: transactions.csv, participants.xlsx … A file of another name is refused: a typing error would lose it. */
export async function readFolder(folder: string): Promise<Tables> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${folder}: ${error.code === "ENOENT" ? "没有这个文件夹 / no such folder" : error.message}`);
  });
  const tables: Partial<Record<TableName, Row[]>> = {};
  for (const name of names.filter((one) => /\.(csv|xlsx)$/i.test(one)).toSorted()) {
    const table = tableNames.find((one) => one === basename(name, extname(name)).toLowerCase());
    if (!table) throw new CommandError(`${name}: 不认识这个文件 / unknown file; ${tableNames.map((one) => `${one}.csv`).join(", ")}`);
    tables[table] = await readRows(join(folder, name));
  }
  return tables;
}

async function readRows(file: string): Promise<Row[]> {
  const table = await readTable(await readFile(file));
  if (isRefusal(table)) {
    const { title, remedy } = messageText(table, languageOfShell());
    throw new CommandError(`${basename(file)}: ${title}\n  → ${remedy}`);
  }
  return table.lines.map(({ no, cells }) => ({
    no,
    cells: Object.fromEntries(table.header.map((name, i) => [name.trim(), cells[i] ?? ""])),
  }));
}
