import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Label } from "../../explain/explanation.ts";
import { chineseName } from "../language/names.ts";
import { readPlan } from "../language/read.ts";
import { planDocument } from "./document.ts";

type Words = { readonly [key: string]: string | Words };
const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(new URL(`../../../web/lib/locales/${language}/plan.json`, import.meta.url), "utf8")) as Words;
const words = { "zh-CN": wordsOf("zh-CN"), "zh-TW": wordsOf("zh-TW"), en: wordsOf("en") };

function textOf(label: Label | string, language: keyof typeof words): string {
  if (typeof label === "string") return label;
  const found = label.key.split(".").slice(1).reduce<string | Words | undefined>((at, key) => (typeof at === "object" ? at[key] : undefined), words[language]); // prettier-ignore
  if (typeof found !== "string") throw new Error(`${language} has no ${label.key}`);
  return found.replace(/\{\{(\w+)(, term)?\}\}/g, (_, name: string, term?: string) => {
    const value = String(label.values?.[name] ?? `?${name}`);
    return term ? chineseName(value, language === "zh-TW") : value;
  });
}

function toldOf(document: unknown, language: keyof typeof words): string[][] {
  const checked = readPlan(document);
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return planDocument(checked.plan).map(({ heading, lines, table }) => {
    const rows = table ? [table.head, ...table.rows].map((row) => row.map((cell) => textOf(cell, language)).join(" | ")) : [];
    return [textOf(heading, language), ...lines.map((line) => textOf(line, language)), ...rows];
  });
}

const plan = `plan: 回款提成
base: collected
period: month
components:
  - name: 提成
    accumulate: quarter
    of: 金额
    where: 客户类别 <> 'C'
    tiers: [{from: 0%, rate: 1.2%}, {from: 60%, rate: 2%}, {from: 100%, rate: 3.5%}]
    cap: {amount: 30000, per: quarter, excess: carried}
    pay: [{share: 60%}, {share: 40%, on: collection, after-months: 1}]
    clawback: {schedule: [{from-days: 0, share: 100%}, {from-days: 91, share: 50%}]}
payout: 最小(提成 × 绩效系数, 120000元)
settlement: {guarantee: 3000, exit: {held: released}}
`;

describe("a plan in words", () => {
  it("reads as its payees would say it", () => {
    expect(toldOf(parse(plan), "zh-CN")).toEqual([
      ["总则", "按收到的回款算业绩，钱到了才算。", "每月结算一次。", "金额都是人民币。"],
      [
        "提成",
        "一个季度内累计着算，先成的单先算；下个季度从头开始。",
        "只算符合的单：客户类别 <> 'C'。",
        "计提基数：金额。",
        "百分比按配额折算成金额。",
        "超额累进：每一段按自己那一档算。",
        "每季度封顶：30000。",
        "超出封顶的部分，转到以后各期有余量时发。",
        "60% 当期发。",
        "40% 随回款发：收到几成发几成。",
        "这一部分再晚 1 个月。",
        "退单或冲销：按冲掉的金额占原单的比例，追回原单所得。",
        "不到 91 天的，追回 100%。",
        "满 91 天的，追回 50%。",
        "累计业绩一并减去。",
        "档位 | 比例",
        "0% 至 60% | 1.2%",
        "60% 至 100% | 2%",
        "100% 以上 | 3.5%",
      ],
      ["发放与结算", "发放 = 最小(提成 × 绩效系数, 120000元)", "保底：当期不足 3000 的，补到这个数，不扣回。", "当期为负的，结转成欠款，从最早的开始扣。", "离职时，没到期的钱一次结清。"],
      ["算法约定", "缺数据的先停算，指出缺什么、在哪一行；缺的不按 0、也不按 1 算。", "先后看日期，同一天看编号（退单排在后面）；和导入的先后无关。", "取到 2 位小数，四舍五入。", "合计取整，尾差记在最后一行。", "天数按日历实际天数。", "入职当天算在内。"],
    ]); // prettier-ignore
  });

  const examples = [...readFileSync(new URL("../../../docs/guide/plan-language.md", import.meta.url), "utf8").matchAll(/```yaml\n(plan: [\s\S]*?)```/g)]; // prettier-ignore
  it.each(examples.map((match) => [match[1]!.split("\n")[0]!, match[1]!]))(
    "has a word for everything in %s, in every language",
    (_, text) => {
      for (const language of ["zh-CN", "zh-TW", "en"] as const)
        expect(toldOf(parse(text), language).flat().join("\n")).not.toMatch(/\?\w|undefined/);
    },
  );

  it.each<[string, object]>([
    ["cases", { each: "transaction", of: "amount", rate: [{ when: "product = 'A'", rate: "2%" }, { rate: "1%" }] }],
    ["whole tiers, tie lower, by another value", { of: "target_bonus", by: "attainment", mode: "whole", tie: "lower", tiers: [{ from: "0%", factor: 0 }, { from: "80%", factor: 1 }] }],
    ["interpolated", { each: "transaction", of: "amount", mode: "interpolated", tiers: [{ from: 0, to: 10, amount: 5 }] }],
    ["a matrix", { amount: undefined, of: "target_bonus", matrix: { rows: { by: "attainment", from: ["0%", "80%"] }, columns: { by: "score", from: [0, 60] }, cells: [["1%", "2%"], ["3%", "4%"]] } }],
    ["a curve", { of: "target_bonus", by: "attainment", curve: [{ at: "50%", factor: 0 }, { at: "100%", factor: 1 }] }],
    ["a pool", { pool: "10000", key: "score", where: "score > 0" }],
    ["a contest", { by: "score", prizes: [500, 300], ties: "all" }],
    ["everything beside", { each: "transaction", credit: "team", of: "amount", rate: "1%", times: "coefficient", gate: "score > 60", floor: 1, cap: { amount: 5, per: "transaction" }, pay: [{ share: "50%", on: "invoice", "after-days": 30 }, { share: "50%", on: "delivery", "after-months": 1, "after-days": 2 }], clawback: { base: "remaining", attainment: "kept" }, amortise: { months: 24 }, rounding: { level: "line", mode: "down" } }],
    ["what is not paid", { amount: "score * 1元", unit: "points", prorate: "by-days", "less-paid": "year" }],
  ])("has a word for %s, in every language", (_, component) => {
    const settlement = { draw: { amount: 5, when: "month < 3", "recovery-max": 2, surplus: "carried" }, cap: { amount: 9, excess: "carried" }, reserve: { share: "10%", "release-after-months": 3 }, "offset-max": 4, exit: { held: "lost", draw: "forgiven" } }; // prettier-ignore
    const document = JSON.parse(JSON.stringify({ plan: "x", period: "quarter", "year-start": 4, fx: "day", settlement, "day-count": { basis: "thirtieths", "start-day": "not-counted" }, components: [{ name: "C", ...component }] })) as object; // prettier-ignore
    for (const language of ["zh-CN", "zh-TW", "en"] as const) expect(toldOf(document, language).flat().join("\n")).not.toMatch(/\?\w|undefined/);
  }); // prettier-ignore
});
