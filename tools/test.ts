import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { chromiumPath } from "#test/support/chromium.ts";
import { startInstalledPostgres } from "#test/support/installed-postgres.ts";
import { check } from "./check.ts";
import { type Count, none, plus } from "./count.ts";
import { vitest } from "./vitest.ts";

const root = join(import.meta.dirname, "..");
const isCi = process.env.CI === "true" || process.env.CI === "1";

/** `npm test` runs all parts; `npm test -- db` only those named; `npm run test:quick` what needs no database. */
const parts: Record<string, () => Promise<Count>> = {
  check,
  unit: () => vitest("unit"),
  db: () => vitest("db", { env: { HENGJI_TEST_DATABASE_URL: "" } }),
  server: onInstalledServer,
  e2e: journeys,
};

/** The database tests once more on a PostgreSQL server (15 in CI): what embedded 18 allows, an older one may refuse. */
async function onInstalledServer(): Promise<Count> {
  const given = process.env.HENGJI_TEST_DATABASE_URL;
  const server = given ? { ownerUrl: given, stop: async () => undefined } : await startInstalledPostgres();
  if (!server)
    return missing("no PostgreSQL server is installed: the database tests ran on the embedded one only (apt-get install postgresql)", isCi);
  try {
    return await vitest("db", { env: { HENGJI_TEST_DATABASE_URL: server.ownerUrl } });
  } finally {
    await server.stop();
  }
}

async function journeys(): Promise<Count> {
  const folder = join(root, "test/e2e");
  if (!readdirSync(folder).some((name) => name.endsWith(".test.ts"))) return none;
  if (chromiumPath()) return vitest("e2e");
  return missing("no Chromium: ALL BROWSER JOURNEYS ARE SKIPPED (apt-get install chromium fonts-noto-cjk)", isCi);
}

/** Loud for a person; a failure where nobody reads along. */
function missing(what: string, isFailure: boolean): Count {
  console.log(`\n${"!".repeat(100)}\n!! ${what}\n${"!".repeat(100)}\n`);
  return isFailure ? { ...none, failed: 1, failures: [what] } : { ...none, skipped: 1 };
}

function chosen(args: readonly string[]): string[] {
  if (args.length === 0) return Object.keys(parts);
  const names = args[0] === "quick" ? ["unit"] : [...args];
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  return names;
}

/** The checks leave a core idle now and then, and so do the unit tests: they run side by side, the rest one after another. */
function together(names: readonly string[]): string[][] {
  const pair: readonly string[] = names.filter((name) => name === "check" || name === "unit");
  const others = names.filter((name) => !pair.includes(name)).map((name) => [name]);
  return pair.length > 0 ? [[...pair], ...others] : others;
}

const begun = performance.now();
let total = none;
for (const group of together(chosen(process.argv.slice(2)))) {
  console.log(`\n── ${group.join(", ")} ──`);
  for (const count of await Promise.all(group.map((name) => parts[name]!()))) total = plus(total, count);
}
console.log(`\n${Math.round((performance.now() - begun) / 1000)} s`);
for (const failure of total.failures) console.log(`✗ ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
