import { describe, expect, it } from "vitest";
import { decimalText, exact } from "../../formula/exact.ts";
import { readPlan } from "../language/read.ts";
import type { Plan } from "../language/plan.ts";
import { questionsOf, sketch, spanOf, type Answers } from "./sketch.ts";

function planOf(document: object): Plan {
  const checked = readPlan({ plan: "sketch", period: "month", ...document });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
const shown = (plan: Plan, answers: Answers, business: bigint) => {
  const made = sketch(plan, answers, exact(business));
  return made.kind === "made" ? [made.earned, made.paid].map((one) => decimalText(one, 2)).join(" ") : made.stop.code;
};
const tiers = [{ from: "0%", rate: "2%" }, { from: "100%", rate: "5%" }]; // prettier-ignore

describe("what a plan would pay somebody who is made up", () => {
  it.each<[string, object, Answers, string, string, string]>([
    ["tiers of a quarter", { components: [{ name: "C", accumulate: "quarter", of: "amount", tiers }] }, { quota: "600000" }, "quota", "quarter", "27000 27000"],
    ["margin, at a share of the amount", { components: [{ name: "C", each: "transaction", of: "margin", rate: "10%" }] }, { cost: "75%" }, "cost", "month", "22500 22500"],
    ["a product the plan counts alone", { components: [{ name: "C", each: "transaction", of: "amount", where: "product = 'X'", rate: "2%" }] }, {}, "product", "month", "18000 18000"],
    ["a product that is an exception of the rate", { components: [{ name: "C", each: "transaction", of: "amount", rate: [{ when: "product = 'X'", rate: "2%" }, { rate: "1%" }] }] }, {}, "product", "month", "9000 9000"],
    ["a bonus by what is reached", { measures: { got: { sum: "amount" } }, components: [{ name: "C", of: "target_bonus", by: "got / quota", curve: [{ at: "50%", factor: 0 }, { at: "100%", factor: 1 }] }] }, { quota: "1200000", target_bonus: "8000" }, "quota target_bonus", "month", "4000 4000"],
    ["a part of the team's, who bring the same", { measures: { team: { sum: "amount", credit: "below" } }, components: [{ name: "C", of: "team", rate: "1%" }] }, {}, "", "month", "9000 9000"],
    ["money that comes when the customer pays, at once", { components: [{ name: "C", each: "transaction", of: "amount", rate: "1%", pay: "collection" }] }, {}, "", "year", "9000 9000"],
    ["a contest against two who bring a million", { measures: { sales: { sum: "amount" } }, components: [{ name: "C", by: "sales", prizes: [500, 300, 100] }] }, {}, "", "month", "100 100"],
    ["a guarantee beside it, twelve months of it", { components: [{ name: "C", each: "transaction", of: "amount", rate: "0.1%" }], settlement: { guarantee: "salary", draw: undefined } }, { salary: "1000" }, "salary", "month", "900 1000"],
    ["a quota of nothing", { components: [{ name: "C", accumulate: "quarter", of: "amount", tiers }] }, { quota: "0" }, "quota", "quarter", "quota-not-positive"],
    ["a column of its own", { inputs: { transaction: { points: "number" } }, components: [{ name: "C", each: "transaction", amount: "points * 10元" }] }, { points: "3" }, "points", "month", "360 360"],
  ])("%s", (_, document, answers, asked, interval, expected) => {
    const plan = planOf(JSON.parse(JSON.stringify(document)) as object);
    expect(questionsOf(plan).map(({ name }) => name).join(" ")).toBe(asked);
    expect(spanOf(plan).interval).toBe(interval);
    expect(shown(plan, answers, 900_000n)).toBe(expected);
  }); // prettier-ignore

  it("begins with answers that can be computed, and an answer that cannot be read stops with its reason", () => {
    const plan = planOf({ components: [{ name: "C", accumulate: "quarter", of: "amount", tiers }] });
    expect(shown(plan, {}, 1_200_000n)).toBe("30000 30000");
    expect(shown(plan, { quota: "many" }, 1_200_000n)).toBe("rows-unreadable");
    expect(shown(plan, { quota: "" }, 1_200_000n)).toBe("value-missing");
  });
});
