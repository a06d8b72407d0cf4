import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Pool } from "pg";
import { fields, importKinds, type ImportKind, type Language } from "#core/imports/fields.ts";
import { plainHeader, type Mapping } from "#core/imports/mapping.ts";
import type { AuditAuthor } from "#server/audit/record.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import { isRefusal, type Refusal } from "#server/http/refusal.ts";
import { createImport, previewImport, startRun, type Preview } from "#server/imports/commands.ts";
import { delimiters, encodings, type Delimiter, type Encoding } from "#server/imports/reading/text.ts";
import { runImport } from "#server/imports/run.ts";
import { importById, problemsAfter, type Import, type Mode } from "#server/imports/store.ts";
import { errorFile, messageText, reasonOf } from "#server/imports/texts.ts";
import { undoImport } from "#server/imports/undo.ts";
import { type Command, CommandError } from "./command.ts";
import { withMigrated } from "./database.ts";
import { chosenTenant } from "./tenant.ts";
import { languageOfShell } from "./language.ts";

const usage = `import KIND FILE [--encoding E] [--delimiter D] [--sheet N] [--map field=Header …] [--const field=value …]
      [--mode good-rows|all-or-nothing] [--tenant CODE] [--dry-run] [--errors FILE]
  import undo ID [--tenant CODE]     KIND: ${importKinds.join(" ")}`;

export const importCommand: Command = {
  usage,
  summary: {
    zh: "从 CSV 或 XLSX 导入，和网页走同一条路；可撤销。",
    en: "Imports CSV or XLSX the same way as the pages do; can be undone.",
  },
  run: async (args) =>
    withMigrated(async ({ url }) => {
      const asked = parsed(args);
      const pool = openPool(url, { max: 4, statementTimeoutMs: 600_000 });
      try {
        const tenantId = await chosenTenant(pool, asked.values.tenant);
        return asked.positionals[0] === "undo" ? await undo(pool, tenantId, asked.positionals[1]) : await bring(pool, tenantId, asked);
      } finally {
        await pool.end();
      }
    }),
};

const options = {
  encoding: { type: "string" },
  delimiter: { type: "string" },
  sheet: { type: "string" },
  map: { type: "string", multiple: true },
  const: { type: "string", multiple: true },
  mode: { type: "string" },
  tenant: { type: "string" },
  "dry-run": { type: "boolean" },
  errors: { type: "string" },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${usage}`);
  }
}
type Asked = ReturnType<typeof parsed>;

const author = (): AuditAuthor => ({ userId: null, actor: "cli", requestId: null, at: new Date() });

async function bring(pool: Pool, tenantId: bigint, { positionals, values }: Asked): Promise<number> {
  const [kind, file] = [kindOf(positionals[0]), positionals[1]];
  if (!file) throw new CommandError(`hengji ${usage}`);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file}: ${error.code === "ENOENT" ? "没有这个文件 / no such file" : error.message}`);
  });
  const upload = { kind, fileName: basename(file), bytes, encoding: oneOf(encodings, values.encoding) };
  const found = granted(await inTransaction(pool, { tenantId }, (tx) => createImport(tx, upload, author())));
  const reading = readingOf(found, values);
  const mode: Mode = values.mode === "good-rows" ? "good-rows" : "all-or-nothing";
  const preview = granted(await inTransaction(pool, { tenantId }, (tx) => previewImport(tx, found.id, reading, mode, null)));
  tell(preview);
  if (values.errors) await saveErrors(pool, tenantId, preview.found, values.errors);
  return values["dry-run"] ? 0 : run(pool, tenantId, found.id);
}

async function run(pool: Pool, tenantId: bigint, importId: string): Promise<number> {
  granted(await inTransaction(pool, { tenantId }, (tx) => startRun(tx, importId)));
  await runImport(pool, { tenantId, importId, author: author() });
  const ended = (await inTransaction(pool, { tenantId }, (tx) => importById(tx, importId)))!;
  if (ended.state !== "done") throw new CommandError(refusalText(ended.message ?? { code: "unexpected", values: { requestId: importId } }));
  console.log(`${ended.state} ${importId}`);
  return 0;
}

async function undo(pool: Pool, tenantId: bigint, importId: string | undefined): Promise<number> {
  if (!importId) throw new CommandError(`hengji ${usage}`);
  const undone = granted(await inTransaction(pool, { tenantId }, (tx) => undoImport(tx, importId, author())));
  console.log(`${undone.state} ${undone.id}`);
  return 0;
}

function kindOf(word: string | undefined): ImportKind {
  const kind = importKinds.find((known) => known === word);
  if (!kind) throw new CommandError(`hengji ${usage}`);
  return kind;
}

function oneOf<T extends string>(known: readonly T[], word: string | undefined): T | undefined {
  if (word === undefined) return undefined;
  const found = known.find((each) => each === word.toLowerCase() || (word === "gbk" && each === ("gb18030" as T)));
  if (!found) throw new CommandError(`${word}: ${known.join(" ")}`);
  return found;
}

function readingOf(found: Import, values: Asked["values"]) {
  const { delimiter, sheet, headers, columns } = found.mapping;
  const constants = Object.fromEntries((values.const ?? []).map((pair) => fieldPair(found.kind, pair)));
  const mapped = Object.fromEntries((values.map ?? []).map((pair) => columnPair(found.kind, headers, pair)));
  const wanted = oneOf<Delimiter>(delimiters, values.delimiter === "\\t" ? "\t" : values.delimiter);
  return {
    encoding: found.encoding as Encoding,
    delimiter: wanted ?? delimiter,
    sheet: values.sheet ? Number(values.sheet) - 1 : sheet,
    constants,
    columns: merged(columns, mapped),
  };
}

/** What was said wins: a column that was given to a field is taken from the field it was guessed for. */
function merged(guessed: Mapping, said: Mapping): Mapping {
  const taken = new Set(Object.values(said));
  const kept = Object.entries(guessed).filter(([, column]) => !taken.has(column));
  return Object.fromEntries(Object.entries({ ...Object.fromEntries(kept), ...said }).filter(([, column]) => column >= 0));
}

function fieldPair(kind: ImportKind, pair: string): [string, string] {
  const [name = "", ...rest] = pair.split("=");
  if (!fields[kind].some((field) => field.name === name))
    throw new CommandError(`${name}: ${fields[kind].map((field) => field.name).join(" ")}`);
  return [name, rest.join("=")];
}

/** `field=Header`; an empty header takes the field out. */
function columnPair(kind: ImportKind, headers: readonly string[], pair: string): [string, number] {
  const [name, header] = fieldPair(kind, pair);
  if (header === "") return [name, -1];
  const column = headers.findIndex((each) => each === header || plainHeader(each) === plainHeader(header));
  if (column < 0) throw new CommandError(`${header}: ${headers.join(" | ")}`);
  return [name, column];
}

function tell({ found, plan }: Preview): void {
  const { total, new: fresh, changed, same, refused, warnings } = plan.counts;
  const english = languageOfShell() === "en";
  console.log(
    english
      ? `${found.kind} ${found.fileName}: ${total} rows; new ${fresh}, changed ${changed}, same ${same}, refused ${refused}, warnings ${warnings}`
      : `${found.kind} ${found.fileName}：共 ${total} 行；新增 ${fresh}，更改 ${changed}，相同 ${same}，不合格 ${refused}，提醒 ${warnings}`,
  );
  for (const problem of plan.problems.slice(0, 10)) {
    const { reason, remedy } = reasonOf(found.kind, problem, languageOfShell());
    console.log(
      `  ${problem.severity === "refused" ? "✗" : "!"} ${problem.no}: ${reason}${problem.excerpt ? ` [${problem.excerpt}]` : ""} → ${remedy}`,
    );
  }
  if (plan.problems.length > 10) console.log(`  … ${plan.problems.length - 10}`);
}

async function saveErrors(pool: Pool, tenantId: bigint, found: Import, file: string): Promise<void> {
  const refused = await inTransaction(pool, { tenantId }, (tx) => problemsAfter(tx, found.id, -1, 20_000, "refused"));
  await writeFile(file, errorFile(found.kind, found.mapping.headers, refused, languageOfShell()));
}

function granted<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new CommandError(refusalText(outcome));
  return outcome;
}

function refusalText(
  refusal: { readonly code: string; readonly values: Readonly<Record<string, string | number>> },
  language: Language = languageOfShell(),
): string {
  const { title, remedy } = messageText(refusal, language);
  return `${title}\n  → ${remedy}`;
}
