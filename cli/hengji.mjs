#!/usr/bin/env node
// Starts the command line on the Node that came with the dependencies, whatever Node the shell finds.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";

const root = fileURLToPath(new URL("..", import.meta.url));
const ours = `${root}node_modules/.bin/node`;
const node = existsSync(ours) ? ours : process.execPath;
// Half of a short command is reading and compiling modules: the cache keeps that from the command before.
const env = { NODE_COMPILE_CACHE: `${root}node_modules/.cache/compiled`, ...process.env };
const { status } = spawnSync(node, [`${root}cli/main.ts`, ...process.argv.slice(2)], { stdio: "inherit", env });
process.exitCode = status ?? 1;
