import { describe, expect, it } from "vitest";
import { checkSchemeText } from "./commands.ts";
import { readText } from "./text.ts";

describe("the text of a scheme or plan", () => {
  it("is read as plain data", () => {
    expect(readText("plan: 甲\ntiers:\n  - { from: 0%, rate: 5% }").value).toEqual({ plan: "甲", tiers: [{ from: "0%", rate: "5%" }] });
  });
  it.each([
    ["a broken line", "plan: 甲\n  tiers: [\n", "not-yaml"],
    ["a field said twice", "plan: 甲\nplan: 乙", "not-yaml"],
  ])("%s is named with its line", (_, text, code) => {
    expect(readText(text).problems[0]).toMatchObject({ code, line: expect.any(Number) });
  });
  it("puts the line of the nearest field on a problem", () => {
    const { lined } = readText("plan: 甲\ntiers:\n  - { from: 0, rate: 5% }\n  - { from: 0, rate: 6% }");
    const problems = lined([
      { code: "x", path: "tiers[1].from", values: {} },
      { code: "y", path: "tiers[1].missing", values: {} },
      { code: "z", path: "nowhere", values: {} },
    ]);
    expect(problems.map((problem) => problem.line)).toEqual([4, 4, null]);
  });
  it("an alias bomb is no document", () => {
    const bomb = [
      "a: &a [x, x]",
      ...Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*${i ? `b${i - 1}` : "a"}, *${i ? `b${i - 1}` : "a"}]`),
    ].join("\n");
    expect(checkSchemeText(bomb).problems).not.toEqual([]);
    expect(readText(bomb).value).toBeNull();
  });
});
