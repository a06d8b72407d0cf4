import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "./home.ts";
import { commandOf } from "./process-identity.ts";
import { DatabaseTrouble } from "./trouble.ts";

/**
 * When our process was killed hard, its postgres lives on. We hold the lock, so nobody uses it: stop it the
 * regular way (everything committed is written), then start our own, whose end we can watch.
 */
export async function stopOrphan(home: Home, log: (line: string) => void): Promise<void> {
  const pid = orphanPid(home);
  if (pid === undefined) return;
  log(`正在停止上次被强行结束留下的数据库 / stopping the postgres (process ${pid}) left behind by a Hengji that was killed`);
  for (const [signal, seconds] of [
    ["SIGINT", 20],
    ["SIGQUIT", 10],
    ["SIGKILL", 5],
  ] as const) {
    if (await ends(home, pid, signal, seconds)) return;
  }
  throw new DatabaseTrouble(
    "orphan",
    `无法停止 ${home.data} 上的 PostgreSQL 进程 ${pid}，请重启机器。`,
    `PostgreSQL process ${pid} on ${home.data} cannot be stopped. Restart the machine.`,
  );
}

async function ends(home: Home, pid: number, signal: NodeJS.Signals, seconds: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  for (let waited = 0; waited < seconds * 1_000; waited += 20) {
    if (!isOurs(home, pid)) return true;
    await sleep(20);
  }
  return false;
}

function orphanPid(home: Home): number | undefined {
  const file = join(home.data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (Number.isInteger(pid) && pid > 1 && isOurs(home, pid)) return pid;
  // After a restart of the machine the number may belong to some other program; postgres would wait for it forever.
  if (commandOf(pid) !== "") rmSync(file, { force: true });
  return undefined;
}

/** The pid may have been reused: only a postgres on this very directory is ours to stop. */
function isOurs(home: Home, pid: number): boolean {
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(home.data);
}
