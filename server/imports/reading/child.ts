import process from "node:process";
import { buffer } from "node:stream/consumers";
import { FileProblem, limits } from "./limits.ts";
import { cellText, openSheet, type SheetOptions } from "./sheet.ts";

/**
 * Runs as a process of its own with a capped heap: a hostile file can end it, never the server. The file comes in on
 * stdin; out go lines of JSON: the form, then header and rows as [no, cells], last {"end"} or {"problem"}.
 */
export type ChildOptions = SheetOptions & {
  /** How many rows to send; all are counted. */
  readonly send?: number;
  /** Columns to send; the others are left out to save memory. */
  readonly columns?: readonly number[];
};

const options = JSON.parse(process.argv[2] ?? "{}") as ChildOptions;
let pending: string[] = [];

async function write(message: unknown): Promise<void> {
  pending.push(JSON.stringify(message));
  if (pending.length >= 500) await flush();
}

async function flush(): Promise<void> {
  const text = pending.length > 0 ? `${pending.join("\n")}\n` : "";
  pending = [];
  if (text !== "" && !process.stdout.write(text)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

async function run(): Promise<void> {
  const { form, rows } = await openSheet(await buffer(process.stdin), options);
  await write({ form });
  const wanted = options.columns && new Set(options.columns);
  let [no, count, cells] = [0, 0, 0];
  for await (const row of rows) {
    no += 1;
    const texts = checked(row.map(cellText), no);
    if (texts.every((text) => text.trim() === "")) continue;
    count += 1;
    cells += wanted ? wanted.size : texts.length;
    if (count > limits.rows + 1) throw new FileProblem("file-too-many-rows", { limit: limits.rows });
    if (cells > limits.cells) throw new FileProblem("file-too-many-cells", { limit: limits.cells });
    const isSent = count === 1 || options.send === undefined || count <= options.send + 1;
    if (isSent) await write([no, count === 1 || !wanted ? texts : texts.map((text, i) => (wanted.has(i) ? text : ""))]);
  }
  if (count === 0) throw new FileProblem("file-empty");
  await write({ end: count - 1 });
}

function checked(cells: string[], no: number): string[] {
  while (cells.length > 0 && cells.at(-1) === "") cells.pop();
  if (cells.length > limits.columns) throw new FileProblem("file-too-many-columns", { limit: limits.columns });
  if (cells.some((cell) => cell.length > limits.cellLength))
    throw new FileProblem("file-cell-too-long", { row: no, limit: limits.cellLength });
  return cells;
}

try {
  await run();
} catch (error) {
  const problem = error instanceof FileProblem ? error : new FileProblem("file-damaged");
  await write({ problem: { code: problem.code, values: problem.values } });
}
await flush();
