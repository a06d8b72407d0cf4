#!/usr/bin/env node
// Starts the command line on the Node that came with the dependencies, whatever Node the shell finds.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";

const root = fileURLToPath(new URL("..", import.meta.url));
const ours = `${root}node_modules/.bin/node`;
const node = existsSync(ours) ? ours : process.execPath;
const { status } = spawnSync(node, [`${root}cli/main.ts`, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
