import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { problems, type ProblemCode } from "#api/problems/index.ts";

const root = join(import.meta.dirname, "..");
const file = join(root, "docs/errors.md");

const head = `# Refusals 错误目录

Written by \`npm run docs\` from the database tests that provoke them. Those that only other tests reach (hostile files in
server/imports/reading, the pure core, a lost database) stand at the end.
Each is answered as problem details (RFC 9457) with \`code\`, a title and a remedy in the reader's language.
`;

/** Runs the database tests (or reads the notes of a run, when their file is given) and keeps the shortest test name per refusal. */
function provoked(notes: string = noted()): Map<string, string> {
  const seen = new Map<string, string>();
  for (const line of readFileSync(notes, "utf8").split("\n").filter(Boolean)) {
    const [code, test] = line.split("\t") as [string, string];
    const known = seen.get(code);
    if (known === undefined || test.length < known.length) seen.set(code, test);
  }
  return seen;
}

/** Every test that talks to the server leaves a line per refusal (test/support/provoked.ts). */
function noted(): string {
  const notes = join(mkdtempSync(join(tmpdir(), "hengji-errors-")), "provoked.tsv");
  writeFileSync(notes, "");
  const env = { ...process.env, HENGJI_PROVOKED: notes };
  spawnSync(join(root, "node_modules/.bin/vitest"), ["run", "--project", "db"], { cwd: root, stdio: "inherit", env });
  return notes;
}

function catalogue(seen: Map<string, string>): string {
  const codes = (Object.keys(problems) as ProblemCode[]).sort();
  const rows = codes.filter((code) => seen.has(code)).map((code) => section(code, seen.get(code)!));
  const unseen = codes
    .filter((code) => !seen.has(code))
    .map((code) => `- \`${code}\` (${problems[code].status}): ${problems[code].en.join(". ")}`);
  return [head, ...rows, ...(unseen.length > 0 ? ["## Not provoked by a database test\n", ...unseen, ""] : [])].join("\n");
}

function section(code: ProblemCode, test: string): string {
  const { status, "zh-CN": chinese, en } = problems[code];
  return `## \`${code}\` · ${status}\n\n${chinese[0]}。${chinese[1]}\n\n${en[0]}. ${en[1]}\n\nProvoked by: ${test}\n`;
}

writeFileSync(file, catalogue(provoked(process.argv[2])));
