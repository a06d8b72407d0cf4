import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { type Count, none, plus } from "./count.ts";

const root = join(import.meta.dirname, "..");
type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

const steps: readonly Step[] = [
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "lint", command: ["oxlint", "--quiet"] },
  { name: "types of core", command: ["tsc", "-p", "core"] },
  { name: "types of api, server, cli, data, tests", command: ["tsc", "-p", "."] },
  { name: "types of web", command: ["tsc", "-p", "web"] },
  { name: "dead code", command: ["knip", "--no-progress", "--no-config-hints"] },
];

/** Format, lint, types and dead code; each counts as one. The walls and bans are tests (test/tidy.test.ts). */
export async function check(): Promise<Count> {
  let count = none;
  for (const step of steps) count = plus(count, await outcome(step));
  return count;
}

async function outcome({ name, command: [tool, ...args] }: Step): Promise<Count> {
  const begun = performance.now();
  const { code, output } = await run(join(root, "node_modules/.bin", tool), args);
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${Math.round(performance.now() - begun)} ms)`);
  if (code !== 0) console.log(output);
  return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1, failures: [`check: ${name}`] };
}

function run(command: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    child.on("error", (error) => done({ code: 1, output: error.message }));
    child.on("close", (code) => done({ code, output }));
  });
}

if (import.meta.main) process.exitCode = (await check()).failed > 0 ? 1 : 0;
