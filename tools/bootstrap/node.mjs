import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { Refusal } from "./run.mjs";

/** The Node that npm puts first on the path of every script: ours out of node_modules, else the system's. */
export function ensureNode() {
  const ours = resolve("node_modules/.bin/node");
  const node = existsSync(ours) ? ours : process.execPath;
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "";
  if (Number(/^v(\d+)/.exec(version)?.[1] ?? 0) >= 24) return node;
  throw new Refusal(
    `衡绩需要 Node 24 或更高版本，这里只有 ${version || "(none)"}。随依赖安装的 Node 不在，可能因为装的时候跳过了可选依赖：\n` +
      `Hengji needs Node 24 or later and found ${version || "none"}. The Node that comes with the dependencies is missing,\n` +
      "probably because optional dependencies were left out:\n\n  npm ci --include=optional",
  );
}
