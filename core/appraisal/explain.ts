import type { Explanation, Label, Value } from "../explain/explanation.ts";
import { shown } from "../formula/formula.ts";
import { compare, decimalText, exactOf, minus, plus, times, ZERO, exact, type Exact } from "../formula/exact.ts";
import type { Kpi, Scheme } from "./scheme.ts";
import type { ScoreLine, Scorecard } from "./score.ts";

/** What the metric side knows about a KPI: its unit, and how its actual and target explain themselves. */
export type KpiFacts = {
  readonly unit: "amount" | "rate" | "number";
  readonly actual?: Explanation;
  readonly target?: Explanation;
};

/** How a score came about: lines that add up to it, each with weight, factor, actual and target down to the rows. */
export function explainScore(
  scheme: Scheme,
  version: string,
  card: Scorecard,
  facts: Readonly<Record<string, KpiFacts>>,
  currency: string,
): Explanation {
  const lines = card.lines.map((line, i) => explainLine(scheme.kpis[i]!, line, facts[line.code] ?? { unit: "number" }, currency));
  return {
    of: "score",
    label: { key: "appraisal.explain.score" },
    value: card.score === null ? { kind: "none", why: "missing" } : points(card.score),
    rule: { key: `appraisal.explain.sum-${scheme.rounding.level}`, values: { digits: scheme.rounding.digits, mode: scheme.rounding.mode } },
    version,
    combine: "sum",
    parts: card.score === null ? lines : [...lines, ...rounding(card)],
    notes: notesOf(scheme, card),
  };
}

function explainLine(kpi: Kpi, line: ScoreLine, facts: KpiFacts, currency: string): Explanation {
  const value = (text: string | null): Value =>
    text === null ? { kind: "none", why: "missing" } : shown(exactOf(text), facts.unit, currency);
  const factor: Explanation = {
    of: "score-factor",
    label: { key: "appraisal.explain.factor" },
    value: line.factor === null ? { kind: "none", why: "undefined" } : shown(exactOf(line.factor), "rate", currency),
    rule: ruleOf(kpi),
    version: `${line.scoring} v${line.scoringVersion}`,
    combine: "steps",
    parts: [
      facts.actual ?? { of: line.metric, label: { key: "appraisal.explain.actual" }, value: value(line.actual) },
      facts.target ?? { of: `${line.metric}-target`, label: { key: "appraisal.explain.target" }, value: value(line.target) },
    ],
    notes: line.isCapped ? [{ key: "appraisal.explain.capped", values: { raw: percent(exactOf(line.raw!)!) } }] : [],
  };
  return {
    of: "score-line",
    label: { key: "appraisal.explain.line", values: { name: line.name } },
    value: line.score === null ? { kind: "none", why: "missing" } : points(line.score),
    combine: "product",
    parts: [{ of: "weight", label: { key: "appraisal.explain.weight" }, value: points(line.weightUsed ?? line.weight, 4) }, factor],
    notes: line.whyNot ? [{ key: `appraisal.why.${line.whyNot}` }] : [],
  };
}

/** The rule in words, with its numbers. */
function ruleOf({ scoring, direction }: Kpi): Label {
  if (scoring.kind === "linear") {
    const cap = scoring.cap === null ? "" : percent(exact(scoring.cap, 1_000_000n));
    const way = direction === "higher" ? "higher" : scoring.lower;
    return { key: `appraisal.rule.linear-${way}${cap ? "-cap" : ""}`, values: { cap } };
  }
  const at = (x: Exact) => (scoring.scale === "of-target" || compare(x, exact(10n)) < 0 ? percent(x) : decimalText(x, 2));
  return {
    key: `appraisal.rule.three-point-${scoring.scale}`,
    values: {
      floor: at(scoring.floor),
      stretch: at(scoring.stretch),
      share: percent(exact(scoring.shareAtFloor, 1_000_000n)),
      cap: percent(exact(scoring.cap, 1_000_000n)),
    },
  };
}

/** What rounding the total moved, so that the parts re-add to the score exactly. */
function rounding(card: Scorecard): Explanation[] {
  const sum = card.lines.reduce(
    (all, line) => (line.score === null ? all : plus(all, exactOf(decimalText(exactOf(line.score)!, 12))!)),
    ZERO,
  );
  const moved = minus(exactOf(card.score!)!, sum);
  return moved.n === 0n
    ? []
    : [{ of: "rounding", label: { key: "appraisal.explain.rounding" }, value: { kind: "number", value: decimalText(moved, 12) } }];
}

function notesOf(scheme: Scheme, card: Scorecard): Label[] {
  const missing = card.lines.filter((line) => line.whyNot !== null);
  if (missing.length === 0) return [];
  const names = missing.map((line) => line.name).join("、");
  return [{ key: card.isReweighted ? "appraisal.note.reweighted" : `appraisal.note.waiting-${scheme.missing}`, values: { names } }];
}

const points = (text: string, digits = 12): Value => ({ kind: "number", value: decimalText(exactOf(text)!, digits), unit: "points" });
const percent = (x: Exact): string => `${decimalText(times(x, exact(100n)), 2)}%`;
