import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readPlan } from "#core/compensation/language/read.ts";
import { templates, templatesIn } from "../../templates.ts";
import { withEntry, withKeyOf, withList, withMoved, withoutEntry, withValue } from "./edit.ts";
import type { Path } from "./places.ts";
import { firstOf, ofComponent, ofPlan, type Schema } from "./schema.ts";
import { formOf, ruleKinds, said, type RuleKind } from "./model.ts";
import { turned } from "./rules.ts";

const guide = readFileSync(new URL("../../../../docs/guide/plan-language.md", import.meta.url), "utf8");
const examples = [...guide.matchAll(/```yaml\n(plan: [\s\S]*?)```/g)].map((match) => match[1]!);
const plans: readonly (readonly [string, string])[] = [
  ...Object.entries(templates),
  ...Object.entries(templatesIn(false)).map(([name, plan]) => [`${name} in English`, plan] as const),
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

/** Every path of a document that ends in a word or a number. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key]));
}

describe("the form of a plan text", () => {
  it("shows what stands there, in its own words", () => {
    expect(formOf(text)).toMatchObject({
      plan: "直销提成",
      period: "month",
      components: [
        { name: "提成", mode: "quarter", rule: { kind: "tiers", cell: "rate" }, rest: "" },
        { name: "大单奖", mode: "transaction", rule: { kind: "amount" }, rest: "" },
      ],
      rest: "",
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
    const { document } = formOf(plan)!;
    const words = pathsOf(parse(plan)).flatMap((path) => (said(document, path) === null ? [] : [path]));
    expect(words.length).toBeGreaterThan(5);
    expect(words.reduce((same, path) => withValue(same, path, said(document, path)!), plan)).toBe(plan);
  });

  it.each(plans)("a cap for every component of %s changes nothing but the caps", (_, plan) => {
    const count = formOf(plan)!.components.length;
    let capped = plan;
    for (let i = 0; i < count; i++) if (said(formOf(plan)!.document, ["components", i, "cap"]) !== null) capped = withValue(capped, ["components", i, "cap"], "777");
    const without = (document: { components: Record<string, unknown>[] }) => ({ ...document, components: document.components.map(({ cap: _cap, ...rest }) => (typeof _cap === "object" ? { ...rest, cap: _cap } : rest)) });
    expect(without(parse(capped))).toEqual(without(parse(plan)));
    expect(capped.match(/#.*/g)).toEqual(plan.match(/#.*/g));
  }); // prettier-ignore

  it("tiers become one rate, and one rate tiers: never both", () => {
    const path = ["components", 0];
    const turn = (plan: string, kind: RuleKind) => turned(plan, path, formOf(plan)!.document, formOf(plan)!.components[0]!.rule, kind);
    const single = turn(text, "rate");
    expect(parse(single).components[0]).toEqual({ name: "提成", accumulate: "quarter", of: "金额", rate: "1.2%" });
    expect(single).toContain("# 主提成");
    const piece = turn(single, "per-unit");
    expect(parse(piece).components[0]).toEqual({ name: "提成", accumulate: "quarter", of: "金额", "per-unit": 10 });
    const again = turn(single, "tiers");
    expect(parse(again).components[0].tiers).toEqual([{ from: 0, rate: "1.2%" }]);
    expect(parse(again).components[0].rate).toBeUndefined();
  });

  it.each(ruleKinds)("a rule turned into %s and back into a rate leaves the rest alone, and is a plan the language reads", (kind) => {
    const path = ["components", 0];
    const turn = (plan: string, to: RuleKind) => turned(plan, path, formOf(plan)!.document, formOf(plan)!.components[0]!.rule, to);
    const there = turn(text, kind);
    expect(formOf(there)!.components[0]!.rule).toMatchObject({ kind });
    expect(there.match(/# (二〇二六年方案|总部|主提成)/g)).toHaveLength(3);
    expect(parse(there).components[1]).toEqual(parse(text).components[1]);
    const checked = readPlan(parse(kind === "amount" || kind === "matrix" ? there.replace("payout: 最小(提成, 120000元)\n", "") : there));
    const codes = checked.kind === "refused" ? checked.problems.map(({ code }) => code) : [];
    expect(codes.filter((code) => code === "unknown-field" || code === "shapes-mixed" || code === "base-unused")).toEqual([]);
    expect(formOf(turn(there, "rate"))!.components[0]!.rule).toMatchObject({ kind: "rate" });
  });

  const settings = (schema: Schema, path: Path): [string, Path, Schema][] => Object.keys(schema).map((key) => [[...path, key].join("."), [...path, key], schema]); // prettier-ignore
  it.each([...settings(ofComponent, ["components", 1]), ...settings(ofPlan, [])])("the setting %s added and taken away again leaves every byte", (_, path, schema) => {
    const bare = withValue(text, path, "");
    const key = String(path.at(-1));
    const there = withKeyOf(bare, path, firstOf(schema[key]!));
    const form = formOf(there)!;
    expect(path.length === 1 ? form.rest : form.components[1]!.rest).toBe("");
    expect(there).not.toBe(bare);
    expect(withValue(there, path, "")).toBe(bare);
  }); // prettier-ignore

  it("a component moved takes its comments along, and moved back everything is as it was", () => {
    const down = withMoved(text, ["components"], 0, 1);
    expect(parse(down).components.map(({ name }: { name: string }) => name)).toEqual(["大单奖", "提成"]);
    expect(down.match(/#.*/g)!.toSorted()).toEqual(text.match(/#.*/g)!.toSorted());
    expect(withMoved(down, ["components"], 1, 0)).toBe(text);
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
