import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import process from "node:process";
import pg from "pg";
import { config } from "#server/config.ts";
import { openDatabase } from "#server/db/open.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { createTenant } from "#server/people/commands.ts";
import { BENCH_TODAY, fillCompany, type Size } from "./company.ts";
import { parts } from "./parts.ts";
import { report, seconds, timed, type Line } from "./table.ts";

/** npm run bench [-- --lines 10m] [--payees 5000] [--only import,api]: ratios measured in one run on this machine. */
const options = new Map(process.argv.slice(2).map((word, i, all) => [word, all[i + 1] ?? ""]));
const lineCounts = (options.get("--lines") ?? "100k,1m").split(",").map(countOf);
const payees = Number(options.get("--payees") ?? 5000);
const only = options.get("--only")?.split(",") ?? null;

console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}\n`,
);
for (const lines of lineCounts) await benchSize({ payees, lines });

function countOf(text: string): number {
  const match = /^(\d+)([km]?)$/i.exec(text.trim());
  if (!match) throw new Error(`--lines ${text}: say 100k, 1m or 10m`);
  return Number(match[1]) * { "": 1, k: 1_000, m: 1_000_000 }[match[2]!.toLowerCase() as "" | "k" | "m"];
}

/** A database of its own for each size, thrown away afterwards, also when somebody loses patience. */
async function benchSize(size: Size): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "hengji-bench-"));
  chmodSync(home, 0o711); // PostgreSQL's unprivileged user must be able to enter
  const database = await openDatabase({ ...config(), home }, () => undefined);
  let leaving: Promise<void> | undefined;
  const leave = (): Promise<void> => (leaving ??= database.stop().finally(() => rmSync(home, { recursive: true, force: true })));
  const interrupted = (): void => void leave().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const lines = await benchDatabase(database, size);
    console.log(`## ${size.payees.toLocaleString("en")} payees, ${size.lines.toLocaleString("en")} order lines\n\n${report(lines)}\n`);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await leave();
  }
}

async function benchDatabase({ ownerUrl, url }: { ownerUrl: string; url: string }, size: Size): Promise<Line[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on("error", () => undefined); // the database is stopped under it when interrupted
  await owner.connect();
  const pool = openPool(url, { statementTimeoutMs: 600_000 });
  try {
    const tenantId = await inTransaction(pool, { tenantId: null }, (tx) =>
      createTenant(tx, { code: "bench", name: "Bench", todayFixed: BENCH_TODAY }),
    );
    const filled = await timed(() => fillCompany(owner, tenantId, size));
    const rolled = await timed(() => inTransaction(pool, { tenantId }, (tx) => rebuildRollups(tx)));
    await owner.query("vacuum analyze metric_rollups");
    console.error(`company filled in ${seconds(filled.ms)}, rollups from the facts in ${seconds(rolled.ms)}`);
    const lines: Line[] = [];
    for (const [name, part] of Object.entries(parts)) {
      if (!only || only.includes(name)) lines.push(...(await part({ owner, pool, tenantId, size })));
    }
    return lines;
  } finally {
    await pool.end();
    await owner.end();
  }
}
