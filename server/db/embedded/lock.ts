import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { type Identity, identity, isAlive } from "./process-identity.ts";
import { DatabaseTrouble } from "./trouble.ts";

export type Holder = Identity & { readonly since: string; readonly command: string };

/** Takes the lock file or throws naming who holds it. A lock left by a process that is gone is taken over. */
export async function takeLock(path: string): Promise<() => void> {
  const mine: Holder = { ...identity(), since: new Date().toISOString(), command: process.argv.slice(1).join(" ") };
  const text = `${JSON.stringify(mine)}\n`;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (claim(path, text)) return () => release(path, text);
    const found = read(path);
    const holder = parsed(found);
    if (holder && isAlive(holder)) throw heldBy(path, holder);
    if (found !== undefined) setAside(path, found);
    await sleep(10 + attempt * 5);
  }
  throw new DatabaseTrouble(
    "lock-contested",
    `有几个衡绩进程同时在 ${path} 上启动，请只启动一个。`,
    `Several Hengji processes are starting on ${path} at once. Start one only.`,
  );
}

/** The live holder of a lock, if any. */
export function holderOf(path: string): Holder | undefined {
  const holder = parsed(read(path));
  return holder && isAlive(holder) ? holder : undefined;
}

/** Linking a finished file is atomic: there is never a lock without its holder in it. */
function claim(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock away; had another process replaced it meanwhile, its lock is put back. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(path: string, text: string): void {
  if (read(path) === text) rmSync(path, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parsed(text: string | undefined): Holder | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

function heldBy(path: string, { pid, since, command, host }: Holder): DatabaseTrouble {
  return new DatabaseTrouble(
    "already-running",
    `衡绩已在这份数据上运行：${host} 上的进程 ${pid}，自 ${since}（${command}）。请先停止它，或用 HENGJI_HOME 换一个目录。锁文件：${path}`,
    `Hengji is already running on this data: process ${pid} on ${host} since ${since} (${command}). ` +
      `Stop it first, or set HENGJI_HOME to another folder. Lock: ${path}`,
  );
}
