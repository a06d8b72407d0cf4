import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { demoCompany } from "#data/demo/index.ts";
import { csv, kinds } from "#data/demo/sheet.ts";

/** node tools/demo-files.ts FOLDER: the demo company as the nine files a company would upload, to look at and to try the import with. */
const folder = process.argv[2];
if (!folder) throw new Error("node tools/demo-files.ts FOLDER");
mkdirSync(folder, { recursive: true });
const { kinds: sheets } = demoCompany();
for (const [i, kind] of kinds.entries()) {
  const file = join(folder, `${i + 1}-${kind}.csv`);
  writeFileSync(file, `\uFEFF${csv(sheets[kind])}`); // the mark makes spreadsheets read it as UTF-8
  console.log(`${file}  ${sheets[kind].rows.length} rows`);
}
