import { describe, expect, it } from "vitest";
import { wordsIn } from "./words.ts";

describe("words on the terminal are those of the pages", () => {
  it.each([
    ["zh-CN", "完成率", "2026-04-01至2026-06-18"],
    ["zh-TW", "達成率", "2026-04-01至2026-06-18"],
    ["en", "Attainment", "2026-04-01 to 2026-06-18"],
  ] as const)("%s", (language, name, days) => {
    const { text } = wordsIn(language);
    expect(text({ key: "metrics.name.attainment" })).toBe(name);
    expect(text({ key: "metrics.note.days", values: { from: "2026-04-01", to: "2026-06-18" } })).toBe(days);
  });

  it.each([
    [{ kind: "amount", value: "-1234567.8900", currency: "CNY" }, "CNY -1,234,567.89"],
    [{ kind: "amount", value: "0.1234", currency: "CNY" }, "CNY 0.1234"],
    [{ kind: "rate", ppm: "848123" }, "84.81%"],
    [{ kind: "rate", ppm: "-500" }, "-0.05%"],
    [{ kind: "number", value: "13", unit: "working-days" }, "13 个工作日"],
    [{ kind: "number", value: "2.5" }, "2.5"],
    [{ kind: "none", why: "missing" }, "暂无数据"],
    [{ kind: "none", why: "undefined" }, "—"], // never a zero
  ] as const)("%o is %s", (value, expected) => expect(wordsIn("zh-CN").value(value)).toBe(expected));

  it("rates and money inside a sentence read as on the page, exactly", () => {
    const values = { months: 9, level: "1234567.8900", trend: "-20500" };
    expect(wordsIn("zh-CN").text({ key: "allocation.note.own", values })).toBe(
      "历史预期：9 个完整月推算全年 1,234,567.89，趋势修正 -2.05%。",
    );
  });

  it("a key without words stays a key", () => expect(wordsIn("en").text({ key: "metrics.name.nothing" })).toBe("metrics.name.nothing"));
});
