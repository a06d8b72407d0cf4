import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parseCsv } from "hucre/csv";
import type { Pool } from "pg";
import { csvText } from "#core/imports/csv.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction, type DbRole, type Tx } from "#server/db/tx.ts";
import { createTenant } from "#server/people/commands.ts";
import { freshDatabase } from "#test/support/database.ts";

/** Real data of others, beside the project and never in it; HENGJI_REAL_DATA says where when it lies elsewhere. */
export const dataFolder = process.env.HENGJI_REAL_DATA ?? fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Whether a set is there; when it is not, says so aloud, because its tests are skipped. */
export function isAbsent(set: string): boolean {
  const absent = !existsSync(join(dataFolder, set));
  if (absent) console.warn(`SKIPPED: real data set "${set}" is not at ${dataFolder}; set HENGJI_REAL_DATA to the folder that holds it.`);
  return absent;
}

export type Records = readonly Readonly<Record<string, string>>[];

export function records(path: string): Records {
  const bytes = readFileSync(join(dataFolder, path));
  const [header, ...rows] = parseCsv((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as string[][];
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i] ?? ""])));
}

export type Field = {
  readonly tenantId: bigint;
  /** `hengji import …`, as a person types it; answers what it printed. */
  hengji(...args: string[]): Promise<string>;
  /** A file made of the sets, as one makes it in a spreadsheet. */
  file(name: string, rows: Records): string;
  /** A file of the set as it is, unpacked. */
  given(path: string): string;
  within<T>(work: (tx: Tx) => Promise<T>, role?: DbRole): Promise<T>;
  close(): Promise<void>;
};

/** A company of its own in a fresh database, and the command line pointed at it. */
export async function field(code: string, todayFixed: string, currency = "USD"): Promise<Field> {
  const { ownerUrl, url } = await freshDatabase();
  const pool: Pool = openPool(url, { max: 4, statementTimeoutMs: 120_000 });
  const folder = mkdtempSync(join(tmpdir(), "hengji-real-"));
  const tenantId = await inTransaction(pool, { tenantId: null }, (tx) => createTenant(tx, { code, name: code, currency, todayFixed }));
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    tenantId,
    hengji: (...args) => command(ownerUrl, args),
    file: (name, rows) => write(name, csvText([Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))])),
    given: (path) => {
      const bytes = readFileSync(join(dataFolder, path));
      return write(path.replaceAll("/", "-").replace(/\.gz$/, ""), path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
    },
    within: (work, role = "app") => inTransaction(pool, { tenantId, role }, work),
    async close() {
      await pool.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));

async function command(databaseUrl: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, LANG: "en_GB.UTF-8", LC_ALL: "" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => void (output += chunk.toString("utf8")));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (status !== 0) throw new Error(`hengji ${args.join(" ")} ended with ${status}:\n${output}`);
  return output;
}

/** Ids by code: positions of people, or org units. */
export async function idsOf(field: Field, kind: "position" | "unit"): Promise<ReadonlyMap<string, string>> {
  const text =
    kind === "unit"
      ? "select code, id from org_units where tenant_id = current_tenant()"
      : `select p.code, a.position_id as id from persons p join assignments a on a.tenant_id = p.tenant_id and a.person_id = p.id where p.tenant_id = current_tenant()`;
  const { rows } = await field.within((tx) => tx.client.query<{ code: string; id: string }>(text));
  return new Map(rows.map((row) => [row.code, row.id]));
}
