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

/** Everything a document could be with one of its values replaced by nonsense, or one of its fields called otherwise. */
function* broken(value: unknown): Generator<unknown> {
  yield* nonsense;
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) for (const other of broken(one)) yield value.with(i, other);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      const rest = Object.entries(value).filter(([other]) => other !== name);
      for (const other of broken(one)) yield { ...value, [name]: other };
      for (const called of ["amount", "constructor"]) yield Object.fromEntries([...rest, [called, one]]);
    }
  }
}
const nonsense = [
  null,
  "",
  0,
  -1,
  1e30,
  true,
  "5%",
  "amount",
  "金额",
  "constructor",
  "1/0",
  "amount / 0",
  "if(",
  "2026-13-45",
  [],
  {},
  [[]],
];

describe("a plan that was broken at one place", () => {
  it("is refused or read, and ends in words whatever it computes: nothing is thrown", () => {
    let tried = 0;
    for (const document of plansOf("plan-language.md").map((text) => readText(text).value)) {
      for (const one of broken(document)) {
        const checked = readPlan(one);
        if (checked.kind === "plan") testOutcomes(checked.plan, checked.tests);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(4_000);
  });
});

describe.each(["plan-language.md", "plan-language.en.md"])("%s", (file) => {
  it.each(plansOf(file).map((text) => [text.split("\n")[0]!, text]))("%s", (_, text) => {
    const checked = readPlan(readText(text).value);
    if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
    expect(checked.tests.length).toBeGreaterThan(0);
    expect(testOutcomes(checked.plan, checked.tests).flatMap((one) => one.misses)).toEqual([]);
  });
});
