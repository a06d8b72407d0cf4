// Runs before start and test, on whatever Node is there (18 or later): installs, checks the Node the scripts will
// run on, builds the pages. Plain JavaScript without dependencies, because nothing is installed yet.
import process from "node:process";
import { findBrowser, findServer } from "./bootstrap/debian.mjs";
import { ensureInstalled } from "./bootstrap/install.mjs";
import { ensureNode } from "./bootstrap/node.mjs";
import { ensurePages } from "./bootstrap/pages.mjs";
import { Refusal, root } from "./bootstrap/run.mjs";

const wants = new Set(process.argv.slice(2));
process.chdir(root);
try {
  await ensureInstalled(wants.has("--dev"));
  const node = ensureNode();
  await ensurePages(node);
  if (wants.has("--browser")) {
    await findBrowser();
    await findServer();
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
