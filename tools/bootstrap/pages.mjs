import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

const sources = ["web", "api", "core", "vite.config.ts", "package-lock.json"];

/** Builds the pages when there are none or when something they are made of is newer. */
export async function ensurePages(node) {
  const built = existsSync("dist/index.html") ? statSync("dist/index.html").mtimeMs : 0;
  if (built > 0 && sources.every((path) => newest(path) <= built)) return;
  await run("构建页面 / building the pages", node, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"]);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
