import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a person can do something about: its message is shown without a stack. */
export class Refusal extends Error {}

/** Runs a program quietly, saying every few seconds that it is still at it; its output is shown when it fails. */
export async function run(what, command, args, { env = {} } = {}) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  console.log(`${what} …`);
  const ticking = setInterval(() => console.log(`  ${what} … ${seconds()} s`), 5000);
  try {
    const { code, output } = await finished(command, args, env);
    if (code !== 0) throw new Refusal(`${output.trim()}\n\n${what}: failed (${command} ${args.join(" ")}).`);
  } finally {
    clearInterval(ticking);
  }
  console.log(`  done in ${seconds()} s`);
}

function finished(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output = (output + text).slice(-8000)));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
