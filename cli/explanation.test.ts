import { expect, it } from "vitest";
import { wordsIn } from "#server/words.ts";
import { explanationLines, valueText } from "./explanation.ts";

it.each([
  ["848000", "84.8 %"],
  ["46500", "4.65 %"],
  ["-5000", "-0.5 %"],
  ["1000000", "100 %"],
])("%s millionths are %s", (ppm, text) => {
  expect(valueText({ kind: "rate", ppm })).toBe(text);
});

it("an explanation is an indented tree in the reader's words", () => {
  const lines = explanationLines(
    {
      of: "payout",
      label: { key: "compensation.explain.payout" },
      value: { kind: "amount", value: "1440.0000", currency: "CNY" },
      rule: { key: "compensation.rule.payout", values: { formula: "提成" } },
      parts: [{ of: "x", label: { key: "no.such.words" }, value: { kind: "none", why: "missing" } }],
    },
    wordsIn("zh-CN").text,
  );
  expect(lines).toEqual(["本期应发  1440.0000 CNY", "  · 按方案公式：提成", "  no.such.words  —"]);
});

it("what is missing is named as the reader knows it, and so is the part of the plan that needs it", () => {
  const stop = { key: "plan.stopped.value-missing", values: { of: "payout", name: "salary", participant: "张伟", period: "2026-05" } };
  expect(wordsIn("zh-CN").text(stop)).toContain("“发放公式”需要的“底薪”没有值（张伟，2026-05）");
  expect(wordsIn("en").text(stop)).toContain("“payout” needs “salary”");
});
