import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withClient } from "../client.ts";
import { spawnAs } from "./cluster.ts";
import type { Home } from "./home.ts";
import { takeAlong } from "./take-along.ts";
import { DatabaseTrouble, diskFull } from "./trouble.ts";

export type Postgres = { readonly child: ChildProcess; readonly exited: Promise<number | string> };
export type Start = {
  readonly home: Home;
  readonly bin: string;
  readonly log: (line: string) => void;
  /** Extra server settings, `name=value`: tests switch fsync off with it. */
  readonly settings?: readonly string[];
  /** Up this long, a crash counts as the first one again. */
  readonly steadyAfterMs?: number;
};

/** Connection over the unix socket; the folder is 0700, so trust is held by the file system. */
export function socketUrl(home: Home, user: string, database: string): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(home.run)}`;
}

/** Starts one postgres and waits until it answers. */
export async function launch({ home, bin, log, settings = [] }: Start): Promise<Postgres> {
  const options = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "fsync=on",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_min_error_statement=panic",
    ...settings,
  ].flatMap((s) => ["-c", s]);
  const child = takeAlong(() =>
    spawn(join(bin, "bin", "postgres"), ["-D", home.data, "-k", home.run, ...options], {
      ...spawnAs(home),
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    }),
  );
  const said = collect(child, log);
  const exited = new Promise<number | string>((done) => {
    child.once("exit", (code, signal) => done(signal ?? code ?? 0));
    child.once("error", (error) => done(error.message));
  });
  try {
    await ready(home, exited, said);
  } catch (error) {
    child.kill("SIGQUIT");
    throw error;
  }
  return { child, exited };
}

/** A fast shutdown: clients are cut off, everything committed is written; a hard one if that takes too long. */
export async function shutDown({ child, exited }: Postgres): Promise<void> {
  child.kill("SIGINT");
  const late = setTimeout(() => child.kill("SIGQUIT"), 20_000);
  await exited;
  clearTimeout(late);
}

async function ready(home: Home, exited: Promise<number | string>, said: () => string): Promise<void> {
  let gone: number | string | undefined;
  void exited.then((how) => {
    gone = how;
  });
  for (let waited = 0; waited < 120_000; waited += 25) {
    if (gone !== undefined) throw startFailure(home, gone, said());
    if (await answers(socketUrl(home, "postgres", "postgres"))) return;
    await sleep(25);
  }
  throw new DatabaseTrouble(
    "start-timeout",
    `${home.folder} 的 PostgreSQL 两分钟内没有应答。`,
    `PostgreSQL in ${home.folder} did not answer within two minutes: ${said()}`,
  );
}

export async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query("select 1"), { connectMs: 5_000 });
    return true;
  } catch {
    return false;
  }
}

function startFailure(home: Home, how: number | string, output: string): DatabaseTrouble {
  if (/No space left/i.test(output)) return diskFull(home.folder);
  return new DatabaseTrouble(
    "start-failed",
    `${home.folder} 的 PostgreSQL 没有启动：`,
    `PostgreSQL in ${home.folder} did not start (${how}): ${output.trim().slice(-600)}`,
  );
}

/** What an operator must hear; the rest (starts, stops, refused statements with their values) stays out of our log. */
const grave = /PANIC|No space left|invalid page|checksum|corrupt|Input\/output error/i;

function collect(child: ChildProcess, log: (line: string) => void): () => string {
  let tail = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-4_000);
    for (const line of text.split("\n")) if (grave.test(line)) log(line);
  });
  return () => tail;
}
