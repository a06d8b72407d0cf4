import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asLanguage } from "./former.ts";
import { readPlan } from "./read.ts";

type Fields = Readonly<Record<string, unknown>>;
/** A right component by deal; a case changes it, or the plan around it. */
const deal = { name: "C", each: "transaction", of: "amount", rate: "5%" };
const read = (component: Fields, plan: Fields = {}) => readPlan({ plan: "P", period: "month", components: [component], ...plan });
const problemsOf = (component: Fields, plan?: Fields) => {
  const checked = read(component, plan);
  return checked.kind === "refused" ? checked.problems.map(({ code, path }) => `${code} ${path}`) : [];
};
const tiers = (...list: Fields[]) => ({ name: "C", accumulate: "month", of: "amount", tiers: list });
const matrix = (cells: unknown) => ({
  name: "C",
  matrix: { rows: { by: "attainment", from: ["0%", "80%"] }, columns: { by: "score", from: [0, 60] }, cells },
});

/** What is wrong, what it is told as, and where. */
const wrong: readonly (readonly [what: string, told: string, component: Fields, plan?: Fields])[] = [
  ["a field nobody knows", "unknown-field components[0].capp", { ...deal, capp: 5 }],
  ["no name", "missing-field components[0].name", { ...deal, name: undefined }],
  ["two components of one name", "name-taken components[1].name", deal, { components: [deal, deal] }],
  ["a word of the language as a name", "name-taken components[0].name", { ...deal, name: "amount" }],
  ["one of its Chinese words", "name-taken components[0].name", { ...deal, name: "金额" }],
  [
    "a component by the name of a column",
    "name-taken components[0].name",
    { ...deal, name: "区域" },
    { inputs: { transaction: { 区域: "text" } } },
  ],
  ["a measure by such a word", "name-taken measures.ordinal", deal, { measures: { ordinal: "1" } }],
  ["an unknown period", "not-one-of period", deal, { period: "fortnight" }],
  ["a currency that is no code", "currency-not-a-code currency", deal, { currency: "RMBX" }],
  ["money of another currency", "currency-other components[0].where", { ...deal, where: "amount > 5 USD" }],
  ["a name that does not exist", "formula-unknown-name components[0].of", { ...deal, of: "amnt" }],
  ["a deal's column once a period", "formula-name-of-deals components[0].of", { name: "C", of: "金额", rate: "5%" }],
  [
    "a column of the plan's own, likewise",
    "formula-name-of-deals components[0].gate",
    { ...deal, gate: "区域 = 'A'" },
    { inputs: { transaction: { 区域: "text" } } },
  ],
  ["money added to a rate", "formula-types-differ components[0].where", { ...deal, where: "amount > 5%" }],
  ["a rate without its sign", "percent-sign-missing components[0].rate", { ...deal, rate: 5 }],
  ["two shapes at once", "shapes-mixed components[0].factor", { ...deal, factor: 2 }],
  ["no shape and no base", "shape-missing components[0]", { name: "C" }],
  ["a rate of nothing", "base-missing components[0].of", { name: "C", rate: "5%" }],
  ["a base that is not used", "base-unused components[0].of", { ...deal, rate: undefined, amount: 5 }],
  ["what is no money", "component-not-amount components[0]", { name: "C", of: "attainment", factor: 2 }],
  ["a case behind one that always holds", "rule-unreachable components[0].rate[1]", { ...deal, rate: [{ rate: "5%" }, { when: "amount > 5元", rate: "9%" }] }], // prettier-ignore
  ["a gap between tiers", "tier-gap components[0].tiers[0].to", tiers({ from: 0, to: 90, rate: "5%" }, { from: 100, rate: "8%" })],
  ["tiers that overlap", "tier-overlap components[0].tiers[0].to", tiers({ from: 0, to: 110, rate: "5%" }, { from: 100, rate: "8%" })],
  ["tiers that fall", "tiers-not-ascending components[0].tiers[1].from", tiers({ from: 100, rate: "5%" }, { from: 0, rate: "8%" })],
  ["a bound that leaves a cent out", "bound-leaves-gap components[0].tiers[0].to", tiers({ from: 0, to: 99.99, rate: "5%" }, { from: 100, rate: "8%" })], // prettier-ignore
  ["bounds of two kinds", "bounds-mixed components[0].tiers[2].from", tiers({ from: 0, rate: "5%" }, { from: "60%", rate: "6%" }, { from: 100, rate: "8%" })], // prettier-ignore
  ["a last tier that ends", "last-tier-ends components[0].tiers", tiers({ from: 0, to: 100, rate: "5%" })],
  [
    "a last tier of amounts that does not",
    "last-tier-open components[0].tiers",
    { ...tiers({ from: 0, amount: 50 }), mode: "interpolated" },
  ],
  ["a tier without a cell", "cell-missing components[0].tiers[0]", tiers({ from: 0 })],
  ["amounts where rates are meant", "cells-are-amounts components[0].tiers", tiers({ from: 0, amount: 50 })],
  [
    "rates where amounts are meant",
    "cells-not-amounts components[0].tiers",
    { ...tiers({ from: 0, to: 9, rate: "5%" }), mode: "interpolated" },
  ],
  ["a quota nothing is measured by", "quota-unused components[0].quota", { ...tiers({ from: 0, rate: "5%" }), quota: "quota" }],
  ["a matrix with a hole", "matrix-size components[0].matrix.cells", matrix([[1, 2]])],
  ["a matrix of money and rates", "cells-mixed components[0].matrix.cells", matrix([[1, 2], ["5%", 2]])], // prettier-ignore
  ["by deal and accumulated", "fields-exclude components[0].accumulate", { ...deal, accumulate: "month" }],
  ["an accumulation shorter than the period", "accumulate-shorter-than-period components[0].accumulate", { ...deal, each: undefined, accumulate: "month" }, { period: "quarter" }], // prettier-ignore
  ["days of a deal", "only-by-period components[0].prorate", { ...deal, prorate: "by-days" }],
  ["a clawback of a period", "only-by-transaction components[0].clawback", { name: "C", amount: 5, clawback: {} }],
  ["parts that are not the whole", "shares-not-whole components[0].pay", { ...deal, pay: [{ share: "60%" }, { share: "30%" }] }],
  ["months beyond reason", "months-out-of-range components[0].pay[0].after-months", { ...deal, pay: [{ "after-months": 999 }] }],
  ["days beyond reason", "months-out-of-range components[0].pay[0].after-days", { ...deal, pay: [{ "after-days": 999 }] }],
  ["a schedule of months and days", "unknown-field components[0].clawback.schedule[1].from-months", { ...deal, clawback: { schedule: [{ "from-days": 0, share: "100%" }, { "from-months": 6, share: "50%" }] } }], // prettier-ignore
  ["a number asked for by what is numbered", "condition-numbered components[0].where", { ...deal, where: "ordinal = 1" }],
  [
    "a column of deals against the tiers of a running sum",
    "formula-name-of-deals components[0].by",
    { ...tiers({ from: 0, rate: "5%" }), by: "amount" },
  ],
  [
    "two things against the bounds",
    "fields-exclude components[0].counts",
    { ...tiers({ from: 0, rate: "5%" }), by: "quota", counts: "amount" },
  ],
  ["what counts where nothing adds up", "unknown-field components[0].counts", { ...deal, counts: "amount" }],
  ["a place in a value nobody has", "formula-unknown-name measures.place.rank", deal, { measures: { place: { rank: "sales" } } }],
  ["a prize that is no money", "not-an-amount components[0].prizes", { name: "C", prizes: ["many"], by: "score" }],
  ["a draw and a guarantee", "fields-exclude settlement.guarantee", deal, { settlement: { draw: { amount: 5 }, guarantee: 5 } }],
  ["a reserve of more than everything", "shares-not-whole settlement.reserve.share", deal, { settlement: { reserve: { share: "120%", "release-after-months": 3 } } }], // prettier-ignore
  ["measures that wait for each other", "circle measures", deal, { measures: { a: "b * 2", b: "a * 2" } }],
  ["an input by a taken name", "name-taken inputs.participant.quota", deal, { inputs: { participant: { quota: "amount" } } }],
  ["a name with a blank in it", "name-not-usable measures.two words", deal, { measures: { "two words": "1" } }],
  ["no plan at all", "not-a-list components", deal, { components: "none" }],
];

describe("a plan is refused", () => {
  it.each(wrong.map(([what, told, component, plan = {}]) => ({ what, told, component, plan })))(
    "$what: $told",
    ({ told, component, plan }) => expect(problemsOf(component, plan)).toContain(told),
  );

  it("and the example it was changed from is right", () => expect(problemsOf(deal)).toEqual([]));

  it("in words of every language, whatever is wrong", () => {
    const codes = readdirSync(import.meta.dirname)
      .filter((name) => !name.endsWith(".test.ts"))
      .flatMap((name) =>
        [...readFileSync(`${import.meta.dirname}/${name}`, "utf8").matchAll(/(?:refuse|note)\("([a-z-]+)"/g)].map((found) => found[1]!),
      );
    expect(codes.length).toBeGreaterThan(40);
    for (const language of ["zh-CN", "zh-TW", "en"]) {
      const file = new URL(`../../../web/lib/locales/${language}/plan.json`, import.meta.url);
      const words = JSON.parse(readFileSync(file, "utf8")) as { document: Readonly<Record<string, string>> };
      expect(codes.filter((code) => words.document[code] === undefined)).toEqual([]);
    }
  });
});

describe("a plan is right, and something is pointed at", () => {
  const warnings = (component: Fields, plan?: Fields) => {
    const checked = read(component, plan);
    return checked.kind === "plan" ? checked.warnings.map(({ code }) => code) : null;
  };
  const pointed: readonly (readonly [what: string, codes: readonly string[], component: Fields, plan?: Fields])[] = [
    ["no cap anywhere", ["cap-missing"], deal],
    ["a cap on the component", [], { ...deal, cap: 100 }],
    ["a cap on the settlement", [], deal, { settlement: { cap: 100 } }],
    ["a payout that takes the least", [], deal, { payout: "min(C, 100元)" }],
    ["more sold, less paid", ["rate-falls"], { ...tiers({ from: 0, rate: "8%" }, { from: 100, rate: "5%" }), cap: 9 }],
    ["cases without a last word", ["fallback-missing"], { ...deal, cap: 9, rate: [{ when: "amount > 5元", rate: "5%" }] }],
  ];
  it.each(pointed.map(([what, codes, component, plan = {}]) => ({ what, codes, component, plan })))("$what", ({ codes, component, plan }) =>
    expect(warnings(component, plan)).toEqual(codes),
  );
});

it("a version kept from the former kind of plan is read as the same rule", () => {
  const former = { plan: "旧方案", kind: "tiered", base: "collected", period: "month", accumulate: "quarter", quota: "collected-amount", tiers: [{ from: "0%", rate: "1%" }, { from: "100%", rate: "3%" }], tie: "upper", rounding: { digits: 2, mode: "half-up", level: "total", residue: "last" }, coefficient: { from: "scorecard", "when-missing": "1" }, payout: "提成 × 绩效系数", cap: 90000, "personal-rate": "allowed" };
  const checked = readPlan(asLanguage(former));
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  expect(checked.plan.payout!.text).toBe("最小((提成 + 个人比例提成) × 缺省(绩效系数, 1), 90000元)");
  expect(checked.plan.components.map(({ name, mode, span }) => [name, mode, span])).toEqual([["提成", "accumulated", "quarter"], ["个人比例提成", "accumulated", "quarter"]]);
}); // prettier-ignore
