import { existsSync, statSync, statfsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Config } from "../config.ts";
import { holderOf } from "../db/embedded/lock.ts";
import { type Finding, finding } from "./finding.ts";

/** Node, disk, the data folder's modes, and whether the server is running on it. */
export function examineMachine(settings: Config): Finding[] {
  return [node(), ...(settings.databaseUrl ? [] : [disk(settings.home), ...modes(settings.home), running(settings.home)])];
}

function node(): Finding {
  const isOld = Number(process.versions.node.split(".")[0]) < 24;
  return finding("Node", process.version, isOld ? "bad" : "good", "Node 24 或更高 / Node 24 or later: npm ci --include=optional");
}

function disk(home: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(home);
  const [free, all] = [bavail * bsize, blocks * bsize];
  const state = free < 2e8 ? "bad" : free < 2e9 || free / all < 0.05 ? "poor" : "good";
  return finding("磁盘 / disk", `${(free / 1e9).toFixed(1)} GB 可用 / free`, state, "请清理磁盘空间 / free some space");
}

/** Other accounts of the machine must not read pay: data and socket 0700, the key 0600. */
function modes(home: string): Finding[] {
  const wanted = { data: 0o700, run: 0o700, "secret.key": 0o600 };
  return Object.entries(wanted)
    .filter(([name]) => existsSync(join(home, name)))
    .map(([name, mode]) => {
      const found = statSync(join(home, name)).mode & 0o777;
      return finding(
        `权限 / mode ${name}`,
        found.toString(8),
        found === mode ? "good" : "bad",
        `chmod ${mode.toString(8)} ${join(home, name)}`,
      );
    });
}

function running(home: string): Finding {
  const found = holderOf(join(home, "lock"));
  const holder = found?.pid === process.pid ? undefined : found;
  return finding("服务 / server", holder ? `运行中 / running, pid ${holder.pid}, ${holder.since}` : "未运行 / not running", "good");
}
