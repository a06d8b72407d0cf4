import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { templates } from "../../templates.ts";
import { withEntry, withList, withoutEntry, withValue, type Path } from "./edit.ts";
import { formOf } from "./model.ts";
import { turned } from "./rules.ts";

const guide = readFileSync(new URL("../../../../docs/guide/plan-language.md", import.meta.url), "utf8");
const examples = [...guide.matchAll(/```yaml\n(plan: [\s\S]*?)```/g)].map((match) => match[1]!);
const plans: readonly (readonly [string, string])[] = [
  ...Object.entries(templates),
  ...examples.map((plan) => [`the guide's ${plan.split("\n")[0]!.slice(6)}`, plan] as const),
];

const text = `# 二〇二六年方案
plan: 直销提成      # 总部
period: month
components:
  # 主提成
  - name: 提成
    accumulate: quarter   # 季度累计
    of: 金额
    tiers:                # 三档
      - { from: 0%, rate: 1.2% }   # 第一档
      - { from: 60%, rate: 2% }
  - { name: 大单奖, each: transaction, where: "金额 >= 50000元", amount: 500元 }
payout: 最小(提成, 120000元)
`;

describe("the form of a plan text", () => {
  it("shows what stands there, in its own words", () => {
    expect(formOf(text)).toMatchObject({
      plan: "直销提成",
      period: "month",
      payout: "最小(提成, 120000元)",
      components: [
        { name: "提成", mode: "quarter", fields: { of: "金额", where: "" }, rule: { kind: "tiers", tiers: [{ from: "0%", kind: "rate", value: "1.2%" }, { from: "60%" }] }, rest: "" },
        { name: "大单奖", mode: "transaction", fields: { where: "金额 >= 50000元" }, rule: { kind: "single", key: "amount", value: "500元" } },
      ],
    }); // prettier-ignore
  });

  it.each(plans)("can read %s, and says what it has no field for", (_, plan) => {
    const form = formOf(plan)!;
    expect(form.components.length).toBe(((parse(plan) as { components?: unknown[] }).components ?? []).length);
  });

  it("is not there while the text cannot be read", () => expect(formOf("plan: [")).toBeNull());
});

describe("a change in the form", () => {
  it.each<[string, (plan: string) => string, string, string]>([
    ["one number", (plan) => withValue(plan, ["components", 0, "tiers", 1, "rate"], "2.5%"), "from: 60%, rate: 2% }", "from: 60%, rate: 2.5% }"],
    ["a name with a comment behind it", (plan) => withValue(plan, ["plan"], "大客户提成"), "plan: 直销提成      # 总部", "plan: 大客户提成      # 总部"],
    ["one more tier", (plan) => withEntry(plan, ["components", 0, "tiers"], { from: "100%", rate: "3%" }), "rate: 2% }\n", "rate: 2% }\n      - { from: 100%, rate: 3% }\n"],
    ["a tier less", (plan) => withoutEntry(plan, ["components", 0, "tiers"], 1), "      - { from: 60%, rate: 2% }\n", ""],
    ["a field that was not there", (plan) => withValue(plan, ["components", 0, "cap"], "30000"), "  - name: 提成\n", "  - name: 提成\n    cap: 30000\n"],
    ["a field of a component on one line", (plan) => withValue(plan, ["components", 1, "cap"], "9000"), "amount: 500元 }", "amount: 500元, cap: 9000 }"],
    ["a field taken away", (plan) => withValue(plan, ["components", 1, "where"], ""), `, where: "金额 >= 50000元"`, ""],
    ["a key of the plan taken away", (plan) => withValue(plan, ["payout"], ""), "payout: 最小(提成, 120000元)\n", ""],
    ["what YAML would read as something else", (plan) => withValue(plan, ["components", 1, "where"], "客户类别 = 'A'"), `"金额 >= 50000元"`, `"客户类别 = 'A'"`],
  ])("%s is made where it stands; all else stays to the byte", (_, change, before, after) => {
    expect(text.split(before).length).toBe(2);
    expect(change(text)).toBe(text.replace(before, after));
  }); // prettier-ignore

  it("changed and changed back is the same text, comments and all", () => {
    const value = fc.stringMatching(/^[A-Za-z0-9一二三四提成金额%.]{1,12}$/);
    const paths: readonly Path[] = [
      ["plan"],
      ["payout"],
      ["components", 0, "of"],
      ["components", 0, "tiers", 1, "rate"],
      ["components", 1, "where"],
    ];
    fc.assert(
      fc.property(value, fc.constantFrom(...paths), (next, path) => {
        const there = withValue(text, path, next);
        const before = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key as string], parse(text));
        const back = withValue(there, path, typeof before === "number" ? String(before) : (before as string));
        expect(parse(back)).toEqual(parse(text));
        expect(back.split("\n").map((line) => line.replace(/#.*/, "").length > 0)).toEqual(text.split("\n").map((line) => line.replace(/#.*/, "").length > 0)); // prettier-ignore
        expect([...back.matchAll(/#.*/g)].map(String)).toEqual([...text.matchAll(/#.*/g)].map(String));
      }),
    );
  });

  it.each(plans)("a value of %s that is set to what it is leaves every byte", (_, plan) => {
    const form = formOf(plan)!;
    let same = withValue(plan, ["plan"], form.plan);
    form.components.forEach(({ name, fields }, i) => {
      same = withValue(same, ["components", i, "name"], name);
      for (const [field, value] of Object.entries(fields)) if (value !== null) same = withValue(same, ["components", i, field], value);
    });
    expect(same).toBe(plan);
  });

  it.each(plans)("a cap for every component of %s changes nothing but the caps", (_, plan) => {
    const count = formOf(plan)!.components.length;
    let capped = plan;
    for (let i = 0; i < count; i++) if (formOf(plan)!.components[i]!.fields.cap !== null) capped = withValue(capped, ["components", i, "cap"], "777");
    const without = (document: { components: Record<string, unknown>[] }) => ({ ...document, components: document.components.map(({ cap: _cap, ...rest }) => (typeof _cap === "object" ? { ...rest, cap: _cap } : rest)) });
    expect(without(parse(capped))).toEqual(without(parse(plan)));
    expect(capped.match(/#.*/g)).toEqual(plan.match(/#.*/g));
  }); // prettier-ignore

  it("tiers become one rate, and one rate tiers: never both", () => {
    const path = ["components", 0];
    const single = turned(text, path, formOf(text)!.components[0]!.rule, "rate");
    expect(parse(single).components[0]).toEqual({ name: "提成", accumulate: "quarter", of: "金额", rate: "1.2%" });
    expect(single).toContain("# 主提成");
    const piece = turned(single, path, formOf(single)!.components[0]!.rule, "per-unit");
    expect(parse(piece).components[0]).toEqual({ name: "提成", accumulate: "quarter", of: "金额", "per-unit": 10 });
    const again = turned(single, path, formOf(single)!.components[0]!.rule, "tiers");
    expect(parse(again).components[0].tiers).toEqual([{ from: 0, rate: "1.2%" }]);
    expect(parse(again).components[0].rate).toBeUndefined();
  });

  it("a list where there was one number", () => {
    const tiered = withList(withValue(text, ["components", 1, "amount"], ""), ["components", 1, "tiers"], [{ from: "0", rate: "1%" }]);
    expect(parse(tiered).components[1]).toEqual({
      name: "大单奖",
      each: "transaction",
      where: "金额 >= 50000元",
      tiers: [{ from: 0, rate: "1%" }],
    });
    expect(tiered).toContain("# 第一档");
  });
});
