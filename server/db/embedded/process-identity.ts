import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";

/** A pid alone is reused after a while; with its start time and the boot it names one process for good. */
export type Identity = { readonly pid: number; readonly started: string; readonly boot: string; readonly host: string };

export function identity(pid = process.pid): Identity {
  return { pid, started: startOf(pid), boot: bootId(), host: hostname() };
}

/** Whether the process that wrote this identity is still the one running under its pid. */
export function isAlive({ pid, started, boot }: Identity): boolean {
  return boot === bootId() && started !== "" && startOf(pid) === started;
}

/** When the process began, in whatever unit the system counts; empty when there is no such process. */
function startOf(pid: number): string {
  if (!existsSync("/proc/self/stat")) return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return state === "Z" || state === "X" ? "" : rest[18]!;
  } catch {
    return "";
  }
}

function bootId(): string {
  const linux = "/proc/sys/kernel/random/boot_id";
  if (existsSync(linux)) return readFileSync(linux, "utf8").trim();
  return spawnSync("sysctl", ["-n", "kern.boottime"], { encoding: "utf8" }).stdout.trim();
}

/** The command line of a process, empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  }
}
