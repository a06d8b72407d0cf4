import { describe, expect, it } from "vitest";
import { decimalText } from "../../formula/exact.ts";
import { readPlan } from "../language/read.ts";
import { fieldChanges, moneyChanges, summary } from "./diff.ts";
import { factsOf } from "./read.ts";
import { periodsOf, statementsOf } from "./run.ts";

const version = (top: string, bonus?: number) => ({
  plan: "v",
  period: "month",
  components: [
    { name: "提成", accumulate: "month", of: "金额", tiers: [{ from: 0, rate: "5%" }, { from: 10_000, rate: top }] },
    ...(bonus ? [{ name: "大单奖", each: "transaction", where: "金额 >= 20000元", amount: bonus }] : []),
  ],
}); // prettier-ignore
const rows = [
  ["D1", "王芳", "8000"],
  ["D2", "王芳", "6000"],
  ["D3", "李强", "3000"],
  ["D4", "张敏", "20000"],
].map(([id, participant, amount], i) => ({
  no: i + 1,
  cells: { id: id!, participant: participant!, date: "2026-01-05", amount: amount! },
}));

function statements(document: object) {
  const checked = readPlan(document);
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  const facts = factsOf(checked.plan, { transactions: rows });
  return statementsOf(checked.plan, facts, periodsOf(checked.plan, facts));
}

describe("two versions of a plan", () => {
  it("say which fields differ, a tier by where it begins", () => {
    expect(fieldChanges(version("8%"), version("7%", 500))).toEqual([
      { path: "components[提成].tiers[10000].rate", before: "8%", after: "7%" },
      { path: "components[大单奖].name", before: null, after: "大单奖" },
      { path: "components[大单奖].each", before: null, after: "transaction" },
      { path: "components[大单奖].where", before: null, after: "金额 >= 20000元" },
      { path: "components[大单奖].amount", before: null, after: "500" },
    ]);
  });
  it("say who gains and who loses how much, by deal", () => {
    const changes = moneyChanges(statements(version("8%")), statements(version("7%", 500)));
    expect(changes.map(({ participant, difference }) => [participant, decimalText(difference!)])).toEqual([
      ["张敏", "400"], // −100 on the tier, +500 for the big deal
      ["王芳", "-40"],
    ]);
    expect(changes[1]!.lines.map(({ component, transaction }) => [component, transaction])).toEqual([["提成", "D2"]]);
    expect(summary(changes)).toMatchObject({ gain: 1, lose: 1, stopped: 0 });
  });
  it("that pay alike have no money between them", () => {
    expect(moneyChanges(statements(version("8%")), statements(version("8%")))).toEqual([]);
  });
});
