import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Count, none } from "./count.ts";

const root = join(import.meta.dirname, "..");

/** Runs one vitest project; its reporter leaves the counts in a file. A run that dies without them has failed. */
export async function vitest(project: string, { env = {} } = {}): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "hengji-count-"));
  const counts = join(folder, "count.json");
  const command = ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--passWithNoTests"];
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    // Tests start the server and the command line a few hundred times: what one has compiled, the next need not.
    env: { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"), ...process.env, ...env, HENGJI_TEST_COUNT: counts },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  const count = readCounts(counts);
  rmSync(folder, { recursive: true });
  return code === 0 || count.failed > 0 ? count : { ...count, failed: 1, failures: [`${project}: ended with code ${code}`] };
}

function readCounts(file: string): Count {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Count;
  } catch {
    return { ...none, failed: 1, failures: ["a run left no counts: it died"] };
  }
}
