import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, exact, exactOf } from "./exact.ts";
import { compile, explained } from "./formula.ts";
import { evaluate } from "./evaluate.ts";
import { parse } from "./parse.ts";
import type { Type } from "./syntax.ts";

const names = { 提成: "amount", 业绩: "amount", 配额: "amount", 完成率: "rate", 绩效系数: "number", 达标: "boolean" } as const;
const values = {
  提成: exact(12_000n),
  业绩: exact(600_000n),
  配额: exact(500_000n),
  完成率: exact(6n, 5n),
  绩效系数: exact(11n, 10n),
  达标: true,
};

describe("a formula computes exactly", () => {
  it.each<[string, Type, string]>([
    ["提成 * 绩效系数", "amount", "13200"],
    ["提成 × 绩效系数 - 0元", "amount", "13200"],
    ["业绩 / 配额", "rate", "1.2"],
    ["min(提成, ¥10,000)", "amount", "10000"],
    ["最小（提成，1万元）", "amount", "10000"],
    ["如果(完成率 >= 120%, 提成 * 1.5, 提成)", "amount", "18000"], // 恰好在界上属于上档
    ["if(完成率 > 120%, 提成 * 1.5, 提成)", "amount", "12000"],
    ["1 + 2 * 3 - 4 / 8", "number", "6.5"],
    ["2 - 3 - 4", "number", "-5"], // 左结合
    ["-2 * 3", "number", "-6"],
    ["1 / 3 * 3", "number", "1"], // 分数不丢精度
    ["round(提成 / 7, 2)", "amount", "1714.29"],
    ["提成 * 4.65%", "amount", "558"],
    ["max(业绩 - 配额, 0)", "amount", "100000"], // 零在哪种单位里都是零
    ["if(完成率 > 0, 0, 提成)", "amount", "0"],
    ["if(达标, 3000, 2000)", "amount", "3000"], // 要金额的地方，裸数字就是金额
    ["1 - 20%", "rate", "0.8"], // 1 与比例相遇就是全部
    ["提成 * (1 + 完成率)", "amount", "26400"],
    ["if(非 达标 或 完成率 < 1%, 0元, 0.5亿元)", "amount", "50000000"],
  ])("%s", (text, type, expected) => {
    const compiled = compile(text, names, type);
    if (compiled.kind !== "formula") throw new Error(compiled.problem.code);
    const result = evaluate(compiled.formula.node, values);
    expect(result.kind === "value" && typeof result.value === "object" && decimalText(result.value)).toBe(expected);
  });
});

describe("a formula that is not right is refused with a code and a place", () => {
  it.each<[string, string, number]>([
    ["提成 + 5%", "types-differ", 3], // 金额与比例不相加
    ["提成 + 1", "types-differ", 3], // 金额与裸数字不相加
    ["if(达标, 3000, 5%)", "types-differ", 0],
    ["提成 * (2 - 20%)", "types-differ", 8], // 只有 1 是全部
    ["if(提成 > 3000, 提成, 0)", "types-differ", 6],
    ["提成 * 业绩", "types-differ", 3],
    ["1 / 提成", "types-differ", 2],
    ["提成 * 达标", "type-not-allowed", 3],
    ["完成率", "type-not-allowed", 0], // 结果必须是金额
    ["奖金 * 2", "unknown-name", 0],
    ["constructor", "unknown-name", 0],
    ["sqrt(提成)", "unknown-function", 0],
    ["toString(提成)", "unknown-function", 0],
    ["min(提成)", "wrong-arguments", 0],
    ["round(提成, 绩效系数)", "wrong-arguments", 0],
    ["提成 * ", "unexpected-end", 5],
    ["(提成", "unexpected-end", 3],
    ["提成 2", "unexpected-token", 3],
    ["1 < 2 < 3", "unexpected-token", 6],
    ["提成; 1", "unexpected-character", 2],
    ["提成[0]", "unexpected-character", 2],
    [`${"(".repeat(50)}1${")".repeat(50)}`, "too-deep", 41],
    ["1+".repeat(1_001), "too-long", 2_000],
  ])("%s → %s", (text, code, at) => {
    const compiled = compile(text, names, "amount");
    expect(compiled).toMatchObject({ kind: "refused", problem: { code, at } });
  });
});

describe("missing is not zero", () => {
  const formula = (text: string) => {
    const compiled = compile(text, names, "amount");
    if (compiled.kind !== "formula") throw new Error(compiled.problem.code);
    return compiled.formula;
  };
  it("a missing value that is needed stops the formula and is named", () => {
    expect(evaluate(formula("提成 * 绩效系数").node, { ...values, 绩效系数: null })).toEqual({ kind: "missing", name: "绩效系数" });
  });
  it("a missing value behind the branch not taken does not matter", () => {
    expect(evaluate(formula("if(达标, 提成, 提成 * 绩效系数)").node, { ...values, 绩效系数: null }).kind).toBe("value");
  });
  it("division by zero is undefined, not infinity", () => {
    expect(evaluate(formula("提成 / (绩效系数 - 绩效系数)").node, values)).toEqual({ kind: "undefined", at: 3 });
  });
  it("the explanation carries the text as rule and every name used as a part", () => {
    const { explanation } = explained(formula("提成 * 绩效系数"), names, values, "CNY");
    expect(explanation.value).toEqual({ kind: "amount", value: "13200", currency: "CNY" });
    expect(explanation.parts!.map((part) => part.label.values!.name)).toEqual(["提成", "绩效系数"]);
  });
});

it("any text is parsed or refused, never thrown on", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("1", "2.5", "¥", "提成", "%", "(", ")", "*", "+", "-", "if", ",", "and", " ", "元", "$", "\u0000")),
      (bits) => {
        expect(["parsed", "refused"]).toContain(parse(bits.join("")).kind);
      },
    ),
    { numRuns: 3_000 },
  );
});

it("a decimal goes to a fraction and back unchanged", () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (n) => {
      const text = decimalText(exact(n, 10_000n), 4);
      expect(exactOf(text)).toEqual(exact(n, 10_000n));
    }),
  );
});
