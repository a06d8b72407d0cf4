import type { Span } from "../base/date.ts";
import { daysBetween } from "../base/date.ts";
import { divide, type Amount } from "../base/money.ts";
import type { Explanation, Label, Value } from "../explain/explanation.ts";
import { normalQuantile } from "../forecast/distribution.ts";
import { bottlenecks, newcombe, stageSample, type StageCount, type StageFinding } from "./bottleneck.ts";
import type { Node } from "./node.ts";
import { money, type Finding } from "./finding.ts";

/** How many of so many cases. */
export type Part = { readonly passed: number; readonly entered: number };
/** How the work of one node is done over a year, and that of whoever it is held against. */
export type Work = {
  readonly node: Node;
  /** Held against its neighbours below the same unit, or, as a whole, against the same posts elsewhere. */
  readonly against: "neighbours" | "peers";
  readonly stages: readonly StageCount[];
  readonly otherStages: readonly StageCount[];
  /** Mean amount of the deals the others won: what a deal that passes would be worth. */
  readonly wonMean: Amount;
  /** What was agreed in talks and fell due: how much of it was done in time, with a result. */
  readonly agreed: Part;
  readonly otherAgreed: Part;
};
export type Question = {
  readonly work: readonly Work[];
  readonly period: string;
  readonly currency: string;
  /** The days that are diagnosed, and the year that is looked at for how the work is done. */
  readonly now: Span;
  readonly year: Span;
};

/** More findings of a kind than this would fill the list with one thing. */
const most = 2;

/**
 * What the work itself shows: stages where deals stay behind (D-05), and what was agreed and is done, or not. A difference counts only
 * when it stands out of all the differences looked at: its interval at 95 % for the whole family (Bonferroni) lies on one side of zero.
 */
export function workFindings(question: Question): Finding[] {
  return [...stageFindings(question), ...agreedFindings(question)];
}

const isEnough = (a: Part, b: Part): boolean => Math.min(a.entered, b.entered) >= stageSample;
/** The normal deviate for `tests` two-sided intervals that hold together at 95 %. */
export const deviateFor = (tests: number): number => normalQuantile(1 - 0.025 / Math.max(1, tests));

function stageFindings({ work, period, currency, now, year }: Question): Finding[] {
  const all = work.flatMap((one) => bottlenecks(one.stages, one.otherStages, one.wonMean).map((stage) => ({ one, stage })));
  const tested = all.filter(({ stage }) => isEnough(stage.own, stage.peers));
  const deviate = deviateFor(tested.length);
  const certain = tested.filter(({ stage }) => stage.loss > 0n && newcombe(stage.own, stage.peers, deviate)!.high < 0);
  const [days, whole] = [BigInt(daysBetween(now.from, now.to)), BigInt(daysBetween(year.from, year.to))];
  return certain
    .map(({ one, stage }) => ({ one, stage, amount: divide(stage.loss * days, whole, "half-even") }))
    .filter(({ amount }) => amount > 0n)
    .toSorted((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
    .slice(0, most)
    .map(({ one: { node, against }, stage, amount }): Finding => {
      const values = { name: node.name, stage: stage.stage, amount: money(amount, currency).value, ...sides(stage.own, stage.peers) };
      return {
        key: `stage:${node.id}:${stage.stage}`,
        kind: "stage",
        tone: "problem",
        title: { key: "diagnosis.finding.stage", values },
        amount,
        explanation: explainStage(stage, amount, { currency, year, against }),
        next: { label: { key: "diagnosis.next.process" }, path: `/diagnosis?${node.kind}=${node.id}&period=${period}&part=process` },
        caution: { key: `diagnosis.caution.${against}` },
      };
    });
}

const ppm = ({ passed, entered }: Part): string => String(Math.round((passed / entered) * 1_000_000));
const sides = (own: Part, others: Part) => ({ rate: ppm(own), others: ppm(others) });
const rated = (of: string, part: Part): Explanation => ({
  of,
  label: { key: `diagnosis.part.${of}` },
  value: { kind: "rate", ppm: ppm(part) },
  notes: [{ key: "diagnosis.note.of", values: { passed: Math.round(part.passed), entered: Math.round(part.entered) } }],
});

type Ground = { readonly currency: string; readonly year: Span; readonly against: Work["against"] };

function explainStage(stage: StageFinding, amount: Amount, { currency, year, against }: Ground): Explanation {
  return {
    of: "stage",
    label: { key: "diagnosis.part.stage", values: { stage: stage.stage } },
    value: money(amount, currency),
    rule: { key: "diagnosis.rule.stage" },
    combine: "steps",
    parts: [
      rated("stage-own", stage.own),
      rated("stage-others", stage.peers),
      { of: "stage-year", label: { key: "diagnosis.part.stage-year" }, value: money(stage.loss, currency) },
    ],
    notes: [yearNote(year), { key: `diagnosis.caution.${against}` }],
  };
}

const yearNote = ({ from, to }: Span): Label => ({ key: "diagnosis.note.year", values: { from, to } });

/** Agreements have no price: they stand behind what is counted in money. */
function agreedFindings({ work, period, year }: Question): Finding[] {
  const tested = work.filter((one) => isEnough(one.agreed, one.otherAgreed));
  const deviate = deviateFor(tested.length);
  const found = tested.flatMap((one) => {
    const apart = newcombe(one.agreed, one.otherAgreed, deviate)!;
    return apart.low > 0 || apart.high < 0 ? [{ one, apart }] : [];
  });
  return found
    .toSorted((a, b) => Math.abs(b.apart.value) - Math.abs(a.apart.value))
    .slice(0, most)
    .map(({ one: { node, agreed, otherAgreed, against }, apart }): Finding => {
      const isGood = apart.value > 0;
      const difference: Value = { kind: "rate", ppm: String(Math.round(apart.value * 1_000_000)) };
      return {
        key: `agreed:${node.id}`,
        kind: "follow-through",
        tone: isGood ? "strength" : "problem",
        title: {
          key: `diagnosis.finding.agreed-${isGood ? "kept" : "left"}`,
          values: { name: node.name, ...sides(agreed, otherAgreed) },
        },
        amount: null,
        explanation: {
          of: "agreed",
          label: { key: "diagnosis.part.agreed", values: { name: node.name } },
          value: difference,
          rule: { key: "diagnosis.rule.agreed" },
          combine: "steps",
          parts: [rated("agreed-own", agreed), rated("agreed-others", otherAgreed)],
          notes: [yearNote(year)],
        },
        next: { label: { key: "diagnosis.next.agreed" }, path: `/kpi/action-completion?${node.kind}=${node.id}&period=${period}` },
        caution: against === "peers" ? { key: "diagnosis.caution.peers" } : null,
      };
    });
}
