import { describe, expect, it } from "vitest";
import { testOutcomes } from "../engine/tests.ts";
import { readPlan } from "./read.ts";

type Row = Readonly<Record<string, string | number>>;
const components = [
  { name: "提成", each: "transaction", of: "金额", tiers: [{ from: 0, rate: "5%" }], pay: "collection" },
  { name: "应得", amount: "7元", pays: "no" },
  { name: "Two words", amount: "1元", pays: "no" },
];
const facts = {
  transactions: [{ 编号: "D1", 人员: "王芳", 日期: "2026-01-05", 金额: 1000 }],
  receipts: [{ 订单: "D1", 日期: "2026-01-09", 金额: 400 }],
};
const read = (...rows: readonly Row[]) =>
  readPlan({ plan: "P", period: "month", measures: { 业绩: { sum: "金额" } }, components, tests: [{ name: "T", facts, expect: rows }] });

const right: readonly Row[] = [
  { 人员: "王芳", 期间: "2026-01", 发放: 20, 暂扣: 30, 欠款: 0, 外币实发: 20 },
  { 人員: "王芳", 期間: "2026-01", 發放: 20, 暫扣: 30, 預支餘額: "missing", 停算原因: "no" },
  { participant: "王芳", period: "2026-01", paid: 20, held: 30, earned: 50 },
  { 實發: 20 },
  { 人员: "*", 张数: 1, 應得: 50 },
  { 业绩: 1000, 提成: 50, "Two words": 1 },
  { "提成[D1]": 50, "提成[D1].rate": "5%", "提成[D1].accumulated": "missing", "提成[D1].slice 1": 1000, "提成[D1].earned 1": 50 },
];
const wrong: readonly (readonly [key: string, code: string, row: Row])[] = [
  ["奖金", "expect-unknown", { 奖金: 1 }],
  ["toString", "expect-unknown", { toString: 1 }],
  ["金额", "expect-unknown", { 金额: 1 }],
  ["业绩[D1]", "expect-unknown", { "业绩[D1]": 1 }],
  ["提成[D1].slise 1", "expect-unknown", { "提成[D1].slise 1": 1 }],
  ["paid", "fields-exclude", { 发放: 20, paid: 20 }],
];

describe("what a test expects", () => {
  it.each(right)("may be said in any language: %j", (row) => {
    const checked = read(row);
    if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
    expect(testOutcomes(checked.plan, checked.tests).flatMap((one) => one.misses)).toEqual([]);
  });
  it.each(wrong)("is refused where it is nothing of the plan: %s", (key, code, row) => {
    const checked = read(row);
    const problems = checked.kind === "refused" ? checked.problems : [];
    expect(problems.map((one) => [one.code, one.path])).toEqual([[code, `tests[0].expect[0].${key}`]]);
  });
  it("is of the plan's own component where that has the Chinese name of a result", () => {
    const checked = read({ 应得: 7, earned: 50 });
    expect(checked.kind === "plan" && testOutcomes(checked.plan, checked.tests)[0]!.misses).toEqual([]);
  });
  it("is named with the participant and the period only where the test has several rows", () => {
    const names = (...rows: readonly Row[]) => {
      const checked = read(...rows);
      return checked.kind === "plan" ? testOutcomes(checked.plan, checked.tests)[0]!.misses.map(({ name }) => name) : null;
    };
    expect(names({ 发放: 1 })).toEqual(["发放"]);
    expect(names({ 发放: 1 }, { 人员: "*", paid: 2 })).toEqual(["王芳 2026-01 发放", "* 2026-01 paid"]);
  });
});
