/** A server in miniature for the crash tests: writes what it is told and says so only after the commit. */
import process from "node:process";
import { createInterface } from "node:readline";
import { openPool } from "#server/db/pool.ts";
import { startEmbedded } from "#server/db/embedded/start.ts";

// Killed on purpose time and again: each restart is to come at once.
const database = await startEmbedded({ home: process.argv[2]!, log: (line) => process.stderr.write(`${line}\n`), steadyAfterMs: 0 });
const pool = openPool(database.ownerUrl, { max: 4 });
await pool.query("create table if not exists ledger (n int, side text, primary key (n, side))");
say({ ready: true, postgres: database.pid() });

createInterface({ input: process.stdin }).on("line", (line) => void answer(line));

async function answer(line: string): Promise<void> {
  if (line === "pid") return say({ postgres: database.pid() });
  if (line === "rows") return say({ rows: await rows() });
  if (line === "stop") {
    await pool.end();
    await database.stop();
    process.exit(0);
  }
  say((await written(Number(line))) ? { ack: Number(line) } : { failed: Number(line) });
}

/** Both sides or none, like a booking. */
async function written(n: number): Promise<boolean> {
  try {
    await pool.query(`begin; insert into ledger values (${n}, 'debit'); insert into ledger values (${n}, 'credit'); commit`);
    return true;
  } catch {
    return false;
  }
}

async function rows(): Promise<[number, number][]> {
  try {
    const found = await pool.query({ text: "select n, count(*)::int from ledger group by n order by n", rowMode: "array" });
    return found.rows as [number, number][];
  } catch {
    return rows(); // Just being restarted.
  }
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
