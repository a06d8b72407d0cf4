import { PPM, type Ppm, type RoundingMode } from "../base/money.ts";
import { Fields, ppmOf, type DocumentProblem } from "../formula/document.ts";
import { compare, decimalText, exact, exactOf, ONE, plus, ZERO, type Exact } from "../formula/exact.ts";
import type { Direction, Scoring } from "./scoring.ts";

/** One version of a 考核方案: what is measured, how it scores, what grade and coefficient follow. */
export type Scheme = {
  readonly name: string;
  readonly period: "month" | "quarter" | "half" | "year";
  readonly kpis: readonly Kpi[];
  readonly grades: readonly Grade[];
  /** Exactly at a grade bound: upper (≥, the default) or lower. */
  readonly tie: "upper" | "lower";
  /** A KPI without data: the whole waits, or the other weights are scaled up to 100. Never counted as zero. */
  readonly missing: "block" | "reweight";
  readonly rounding: { readonly digits: number; readonly mode: RoundingMode; readonly level: "line" | "total" };
};
export type Kpi = {
  readonly code: string;
  readonly name: string;
  readonly metric: string;
  readonly weight: Exact; // points of 100
  readonly direction: Direction;
  /** From the published targets of the metric, or one fixed value for everyone. */
  readonly target: { readonly kind: "from-targets" } | { readonly kind: "fixed"; readonly value: Exact };
  readonly scoring: Scoring;
};
/** A band runs from `from` to the next band's `from`; the coefficient is 绩效系数. */
export type Grade = { readonly grade: string; readonly from: Exact; readonly coefficient: Exact };

export type SchemeChecked =
  | { readonly kind: "scheme"; readonly scheme: Scheme; readonly warnings: readonly DocumentProblem[] }
  | { readonly kind: "refused"; readonly problems: readonly DocumentProblem[] };

/** Reads a scheme document and says everything that is wrong with it: weights, order of points, gaps of grades, monotony. */
export function checkScheme(document: unknown): SchemeChecked {
  const fields = new Fields(document);
  const scheme: Scheme = {
    name: fields.text("scheme"),
    period: fields.choice("period", ["month", "quarter", "half", "year"]),
    kpis: fields.list("kpis").map(kpiOf),
    grades: fields.list("grades").map(gradeOf),
    tie: fields.choice("tie", ["upper", "lower"], "upper"),
    missing: fields.choice("missing", ["block", "reweight"], "block"),
    rounding: roundingOf(fields.within("rounding")),
  };
  fields.nothingElse();
  checkWeights(fields, scheme.kpis);
  checkGrades(fields, scheme.grades);
  if (fields.problems.length > 0) return { kind: "refused", problems: fields.problems };
  return { kind: "scheme", scheme, warnings: warningsOf(scheme) };
}

function kpiOf(fields: Fields): Kpi {
  const direction = fields.choice("direction", ["higher", "lower"], "higher");
  const kpi: Kpi = {
    code: fields.text("code"),
    name: fields.text("name"),
    metric: fields.text("metric"),
    weight: fields.decimal("weight"),
    direction,
    target: targetOf(fields),
    scoring: scoringOf(fields.within("scoring"), direction),
  };
  if (kpi.weight.n <= 0n) fields.refuse("weight-not-positive", "weight");
  fields.nothingElse();
  return kpi;
}

function targetOf(fields: Fields): Kpi["target"] {
  const text = fields.has("target") ? fields.scalar("target") : "from-targets";
  if (text === "from-targets") return { kind: "from-targets" };
  return { kind: "fixed", value: valueOf(fields, "target") };
}

function scoringOf(fields: Fields, direction: Direction): Scoring {
  const kind = fields.choice("kind", ["linear", "three-point"]);
  const scoring = kind === "linear" ? linearOf(fields, direction) : threePointOf(fields, direction);
  fields.nothingElse();
  return scoring;
}

function linearOf(fields: Fields, direction: Direction): Scoring {
  const cap = fields.has("cap") ? capOf(fields) : null;
  if (direction === "higher") return { kind: "linear", cap, lower: "mirror" };
  const lower = fields.choice("lower", ["mirror", "inverse"]); // they differ, so the choice is explicit
  if (lower === "inverse" && cap === null) fields.refuse("cap-required", "cap");
  return { kind: "linear", cap, lower };
}

function threePointOf(fields: Fields, direction: Direction): Scoring {
  const scale = fields.choice("scale", ["of-target", "value"], "of-target");
  const [floor, stretch] = [valueOf(fields, "floor"), valueOf(fields, "stretch")];
  const better = direction === "higher" ? 1 : -1;
  const inOrder =
    scale === "of-target" ? compare(floor, ONE) * better < 0 && compare(ONE, stretch) * better < 0 : compare(floor, stretch) * better < 0;
  if (!inOrder) fields.refuse("points-out-of-order", "floor");
  const shareAtFloor = fields.percent("share-at-floor", "0%");
  if (shareAtFloor < 0n || shareAtFloor > PPM) fields.refuse("not-monotonic", "share-at-floor");
  const atFloor = fields.choice("at-floor", ["scores", "nothing"], "scores");
  return { kind: "three-point", floor, stretch, scale, shareAtFloor, cap: capOf(fields), atFloor };
}

/** Below 100 % the curve would fall again after the target: a better actual would score less. */
function capOf(fields: Fields): Ppm {
  const cap = fields.percent("cap");
  if (cap < PPM) fields.refuse("not-monotonic", "cap");
  return cap;
}

/** "85%" or a plain decimal. */
function valueOf(fields: Fields, field: string): Exact {
  const text = fields.scalar(field);
  const ppm = ppmOf(text);
  const value = ppm === null ? exactOf(text) : exact(ppm, PPM);
  if (value === null && text !== "") fields.refuse("not-a-number", field, { value: text });
  return value ?? ZERO;
}

function gradeOf(fields: Fields): Grade {
  const grade: Grade = { grade: fields.text("grade"), from: fields.decimal("from"), coefficient: fields.decimal("coefficient") };
  if (grade.coefficient.n < 0n) fields.refuse("coefficient-negative", "coefficient");
  if (/\.9{2,}$/.test(decimalText(grade.from))) fields.refuse("bound-leaves-gap", "from");
  fields.nothingElse();
  return grade;
}

function roundingOf(fields: Fields): Scheme["rounding"] {
  const digits = Number(fields.choice("digits", ["0", "1", "2", "3", "4"], "2"));
  const rounding: Scheme["rounding"] = {
    digits,
    mode: fields.choice("mode", ["half-up", "half-even", "down"], "half-up"),
    level: fields.choice("level", ["line", "total"], "line"),
  };
  fields.nothingElse();
  return rounding;
}

function checkWeights(fields: Fields, kpis: readonly Kpi[]): void {
  const sum = kpis.reduce((total, kpi) => plus(total, kpi.weight), ZERO);
  if (kpis.length > 0 && compare(sum, exact(100n)) !== 0) fields.refuse("weights-not-100", "kpis", { sum: decimalText(sum) });
  const codes = new Set(kpis.map((kpi) => kpi.code));
  if (codes.size < kpis.length) fields.refuse("code-twice", "kpis");
}

function checkGrades(fields: Fields, grades: readonly Grade[]): void {
  if (grades.length > 0 && grades[0]!.from.n > 0n) fields.refuse("grades-leave-gap", "grades[0].from");
  for (let i = 1; i < grades.length; i++) {
    if (compare(grades[i - 1]!.from, grades[i]!.from) >= 0) fields.refuse("grades-not-ascending", `grades[${i}].from`);
    if (compare(grades[i - 1]!.coefficient, grades[i]!.coefficient) > 0) fields.refuse("not-monotonic", `grades[${i}].coefficient`);
  }
}

function warningsOf(scheme: Scheme): DocumentProblem[] {
  return scheme.kpis.flatMap((kpi, i) =>
    compare(kpi.weight, exact(5n)) < 0
      ? [{ code: "weight-small", path: `kpis[${i}].weight`, values: { weight: decimalText(kpi.weight) } }]
      : [],
  );
}
