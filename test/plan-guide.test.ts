import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testOutcomes } from "#core/compensation/engine/tests.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { readText } from "#server/appraisal/text.ts";

/** Every plan the guide shows is one that can be published: right, with tests that pass. */
const plansOf = (file: string): string[] =>
  [...readFileSync(new URL(`../docs/guide/${file}`, import.meta.url), "utf8").matchAll(/```yaml\n(plan: [\s\S]*?)```/g)].map(
    (match) => match[1]!,
  );

describe.each(["plan-language.md", "plan-language.en.md"])("%s", (file) => {
  it.each(plansOf(file).map((text) => [text.split("\n")[0]!, text]))("%s", (_, text) => {
    const checked = readPlan(readText(text).value);
    if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
    expect(checked.tests.length).toBeGreaterThan(0);
    expect(testOutcomes(checked.plan, checked.tests).flatMap((one) => one.misses)).toEqual([]);
  });
});
