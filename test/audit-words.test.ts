import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import words from "#web/lib/locales/zh-CN/audit.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const sources = globSync("{server,cli}/**/*.ts", { cwd: root }).filter((path) => !path.endsWith(".test.ts"));
/** Everything written as an action of the log; one that is put together at run time counts by what stands before the gap. */
const actions = new Set(
  sources.flatMap((path) => [...readFileSync(join(root, path), "utf8").matchAll(/\baction: ["`]([a-z][a-z-]*\.[a-z.-]*)/g)].map((match) => match[1]!)),
); // prettier-ignore
const known = Object.keys(words.actions);

describe("the log", () => {
  it("has words for everything that is written into it", () => {
    expect(actions.size).toBeGreaterThan(80);
    const without = [...actions].filter((action) => {
      const key = action.replaceAll(".", "-");
      return key.endsWith("-") ? !known.some((one) => one.startsWith(key)) : !known.includes(key);
    });
    expect(without).toEqual([]);
  });
});
