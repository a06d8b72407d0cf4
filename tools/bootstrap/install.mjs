import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { run } from "./run.mjs";

const stampFile = "node_modules/.hengji-installed";

/** Installs exactly what the lock says, once per lock; `dev` adds what only tests and checks need. */
export async function ensureInstalled(dev) {
  const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (stamp === `${lock} all` || (!dev && stamp === `${lock} production`)) return;
  await run("安装依赖 / installing dependencies", ...npm(dev));
  writeFileSync(stampFile, `${lock} ${dev ? "all" : "production"}`);
}

function npm(dev) {
  const args = ["ci", dev ? "--include=dev" : "--omit=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, [script, ...args]] : ["npm", args];
}
