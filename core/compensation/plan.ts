import { type Amount, type RoundingMode } from "../base/money.ts";
import { Fields, ppmOf, type DocumentProblem } from "../formula/document.ts";
import { exactOf, type Exact } from "../formula/exact.ts";
import { compile, type Formula } from "../formula/formula.ts";
import type { Names } from "../formula/check.ts";
import type { TierText } from "./rules/tiered.ts";

/** One version of an incentive plan 激励方案 in typed form. Every policy that two honest people could read two ways is a field. */
export type Plan = {
  readonly name: string;
  readonly kind: "tiered";
  /** Which amount is credited: signed, delivered or collected. */
  readonly base: "signed" | "delivered" | "collected";
  /** How often it pays, and after what span the tiers start again. */
  readonly period: Interval;
  readonly accumulate: Interval;
  /** Metric whose published target is the quota. */
  readonly quota: string;
  readonly tiers: readonly TierText[];
  /** Exactly on a bound: the tier shown as reached. With marginal tiers no amount depends on it. */
  readonly tie: "upper" | "lower";
  readonly rounding: Rounding;
  readonly coefficient: { readonly from: "none" } | { readonly from: "scorecard"; readonly whenMissing: "stop" | Exact };
  readonly payout: Formula;
  readonly cap: Amount | null;
  /** Whether a participant may have a rate of his own in place of the tiers. */
  readonly personalRate: "allowed" | "refused";
};
export type Interval = "month" | "quarter" | "half" | "year";
/** `line`: every line is rounded, then added. `total`: the sum is rounded, and the residue goes to one line. */
export type Rounding = {
  readonly digits: number;
  readonly mode: RoundingMode;
  readonly level: "line" | "total";
  readonly residue: "last" | "largest";
};

export type PlanChecked =
  | { readonly kind: "plan"; readonly plan: Plan; readonly warnings: readonly DocumentProblem[] }
  | { readonly kind: "refused"; readonly problems: readonly DocumentProblem[] };

/** What the payout formula may use; each name in Chinese and in English. */
export const payoutNames = {
  提成: "amount", 业绩: "amount", 累计业绩: "amount", 配额: "amount", 完成率: "rate", 绩效系数: "number",
  commission: "amount", credited: "amount", accumulated: "amount", quota: "amount", attainment: "rate", coefficient: "number",
} as const satisfies Names; // prettier-ignore

const intervals = ["month", "quarter", "half", "year"] as const satisfies readonly Interval[];

/** Reads a plan document and says everything that is wrong with it, by field; line numbers are for whoever read the text. */
export function checkPlan(document: unknown): PlanChecked {
  const fields = new Fields(document);
  const base = fields.choice("base", ["signed", "delivered", "collected"]);
  const coefficient = coefficientOf(fields);
  const plan: Plan = {
    name: fields.text("plan"),
    kind: fields.choice("kind", ["tiered"]),
    base,
    ...intervalsOf(fields),
    quota: fields.text("quota", `${base}-amount`),
    tiers: tiersOf(fields),
    tie: fields.choice("tie", ["upper", "lower"], "upper"),
    rounding: roundingOf(fields.within("rounding")),
    coefficient,
    payout: payoutOf(fields, coefficient),
    cap: fields.has("cap") ? fields.amount("cap") : null,
    personalRate: fields.choice("personal-rate", ["allowed", "refused"], "refused"),
  };
  fields.nothingElse();
  if (plan.cap !== null && plan.cap <= 0n) fields.refuse("cap-not-positive", "cap");
  if (fields.problems.length > 0) return { kind: "refused", problems: unique(fields.problems) };
  return { kind: "plan", plan, warnings: warningsOf(plan) };
}

function intervalsOf(fields: Fields): Pick<Plan, "period" | "accumulate"> {
  const period = fields.choice("period", intervals);
  const accumulate = fields.choice("accumulate", intervals, period);
  if (intervals.indexOf(accumulate) < intervals.indexOf(period)) fields.refuse("accumulate-shorter-than-period", "accumulate");
  return { period, accumulate };
}

function tiersOf(fields: Fields): TierText[] {
  const tiers = fields.list("tiers").map(tierOf);
  tiers.forEach((tier, i) => checkTier(fields, tier, tiers[i - 1], i));
  return tiers;
}

function tierOf(fields: Fields): TierText {
  const text = fields.scalar("from");
  const ppm = ppmOf(text);
  const from: TierText["from"] = ppm === null ? { kind: "amount", amount: fields.amount("from") } : { kind: "of-quota", ppm };
  if (/\.99+$/.test(text)) fields.refuse("bound-leaves-gap", "from", { value: text }); // "…99.99" opens a gap of a cent
  const rate = fields.percent("rate");
  if (rate < 0n) fields.refuse("rate-negative", "rate");
  fields.nothingElse();
  return { from, rate };
}

function checkTier(fields: Fields, tier: TierText, before: TierText | undefined, i: number): void {
  const path = `tiers[${i}].from`;
  if (!before) {
    if (boundOf(tier) !== 0n) fields.refuse("first-tier-not-zero", path);
    return;
  }
  if (before.from.kind !== tier.from.kind && boundOf(before) !== 0n) fields.refuse("bounds-mixed", path);
  if (before.from.kind === tier.from.kind && boundOf(before) >= boundOf(tier)) fields.refuse("tiers-not-ascending", path);
  if (before.from.kind !== tier.from.kind && boundOf(tier) <= 0n) fields.refuse("tiers-not-ascending", path);
}

const boundOf = ({ from }: TierText): bigint => (from.kind === "amount" ? from.amount : from.ppm);

function roundingOf(fields: Fields): Rounding {
  const rounding: Rounding = {
    digits: Number(fields.choice("digits", ["0", "1", "2", "3", "4"], "2")),
    mode: fields.choice("mode", ["half-up", "half-even", "down"], "half-up"),
    level: fields.choice("level", ["line", "total"], "total"),
    residue: fields.choice("residue", ["last", "largest"], "last"),
  };
  fields.nothingElse();
  return rounding;
}

function coefficientOf(fields: Fields): Plan["coefficient"] {
  if (!fields.has("coefficient")) return { from: "none" };
  const inner = fields.within("coefficient");
  const from = inner.choice("from", ["none", "scorecard"]);
  const text = inner.scalar("when-missing", "stop");
  inner.nothingElse();
  if (from === "none" || text === "stop") return from === "none" ? { from } : { from, whenMissing: "stop" };
  const value = exactOf(text);
  if (!value || value.n < 0n) inner.refuse("not-a-number", "when-missing", { value: text });
  return { from, whenMissing: value ?? "stop" };
}

function payoutOf(fields: Fields, coefficient: Plan["coefficient"]): Formula {
  const text = fields.text("payout", coefficient.from === "none" ? "提成" : "提成 × 绩效系数");
  const compiled = compile(text, payoutNames, "amount");
  if (compiled.kind === "refused") {
    const { code, at, values } = compiled.problem;
    fields.refuse(`formula-${code}`, "payout", { ...values, at: at + 1 });
    return { text, node: { kind: "name", name: "提成", at: 0 }, type: "amount", uses: [] };
  }
  const usesCoefficient = compiled.formula.uses.some((name) => name === "绩效系数" || name === "coefficient");
  if (usesCoefficient && coefficient.from === "none") fields.refuse("coefficient-not-declared", "payout");
  return compiled.formula;
}

function warningsOf(plan: Plan): DocumentProblem[] {
  const falling = plan.tiers.findIndex((tier, i) => i > 0 && tier.rate < plan.tiers[i - 1]!.rate);
  return [
    ...(plan.cap === null ? [{ code: "cap-missing", path: "cap", values: {} }] : []),
    ...(falling > 0 ? [{ code: "rate-falls", path: `tiers[${falling}].rate`, values: {} }] : []),
  ];
}

const unique = (problems: readonly DocumentProblem[]): DocumentProblem[] => [
  ...new Map(problems.map((p) => [`${p.code} ${p.path}`, p])).values(),
];
