import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find((path) => existsSync(path));

/** A column of numbers with the running sum of each payee and what its tiers make of it, as people build it in a spreadsheet. */
export type SheetRow = { readonly payee: number; readonly amount: string };
type Step = { readonly from: string; readonly more: string };

/**
 * The plan as a spreadsheet of LibreOffice Calc, opened, calculated and written as text without a window; the last line is the sum over
 * payees, each rounded to the cent. Null where Calc is not installed. Rates of tiers are written as what each adds to the one before.
 */
export function bySheet(rows: readonly SheetRow[], steps: readonly Step[]): { ms: number; empty: number; result: string } | null {
  if (!program) return null;
  const folder = mkdtempSync(join(tmpdir(), "hengji-calc-"));
  try {
    const empty = calculated(folder, "empty", sheetOf(rows.slice(0, 1), steps)).ms;
    const { ms, text } = calculated(folder, "plan", sheetOf(rows, steps));
    return { ms, empty, result: text.trim().split("\n").at(-1)!.split(",").at(-1)! };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function calculated(folder: string, name: string, sheet: string): { ms: number; text: string } {
  const file = join(folder, `${name}.fods`);
  writeFileSync(file, sheet);
  const home = `-env:UserInstallation=file://${folder}/profile`;
  const begun = performance.now();
  const done = spawnSync(program!, [home, "--headless", "--convert-to", "csv", "--outdir", folder, file], { encoding: "utf8" });
  const ms = performance.now() - begun;
  if (done.status !== 0) throw new Error(`Calc: ${done.stderr}`);
  return { ms, text: readFileSync(join(folder, `${name}.csv`), "utf8") };
}

const number = (value: string): string => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
const formula = (text: string): string =>
  `<table:table-cell table:formula="of:=${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"/>`;

/** Payee, amount, running sum, earned to date, earned; a payee's last line holds the payee's rounded sum. */
function sheetOf(rows: readonly SheetRow[], steps: readonly Step[]): string {
  const lines = rows.map(({ payee, amount }, i) => {
    const at = i + 1;
    const isFirst = i === 0 || rows[i - 1]!.payee !== payee;
    const isLast = rows[i + 1]?.payee !== payee;
    const toDate = steps.map(({ from, more }) => `MAX(0;[.C${at}]-${from})*${more}`).join("+");
    return [
      number(String(payee)),
      number(amount),
      formula(isFirst ? `[.B${at}]` : `[.C${at - 1}]+[.B${at}]`),
      formula(toDate),
      formula(isFirst ? `[.D${at}]` : `[.D${at}]-[.D${at - 1}]`),
      isLast ? formula(`ROUND([.D${at}];2)`) : "<table:table-cell/>",
    ].join("");
  });
  const total = `<table:table-cell table:number-columns-repeated="5"/>${formula(`ROUND(SUM([.F1:.F${rows.length}]);2)`)}`;
  const body = [...lines, total].map((cells) => `<table:table-row>${cells}</table:table-row>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Plan">
${body}
</table:table></office:spreadsheet></office:body></office:document>`;
}
