import { stringify } from "yaml";
import type { ScoreLine } from "#core/appraisal/score.ts";
import type { Kpi } from "#core/appraisal/scheme.ts";
import { curve } from "#core/appraisal/scoring.ts";
import type { Value } from "#core/explain/explanation.ts";
import { compare, decimalText, exact, exactOf, over, times, type Exact } from "#core/formula/exact.ts";
import { shown } from "#core/formula/formula.ts";
import type { Period } from "#core/calendar/period.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import type { TextChecked } from "./commands.ts";
import { explained, type Env, type Scored, type Scoring } from "./live.ts";
import type { Seat } from "./roster.ts";

type Unit = "amount" | "rate" | "number";
const million = exact(1_000_000n);
const ppm = (x: Exact): string => decimalText(times(x, million), 0);

/** A scored person as the page draws it. */
export function scorecardOf(made: Scoring, scored: Scored, seat: Seat, env: Env) {
  const { scheme, version, name } = made.scheme;
  return {
    seat: seatOf(seat),
    period: { key: made.period.key, from: made.period.from, to: made.period.to },
    scheme: { name, version, missing: scheme.missing },
    state: scored.isPublished ? ("published" as const) : ("live" as const),
    isPeriodOver: made.period.to <= env.today,
    score: scored.card.score,
    grade: scored.card.grade,
    coefficient: scored.card.coefficient,
    grades: scheme.grades.map((g) => ({ grade: g.grade, from: decimalText(g.from), coefficient: decimalText(g.coefficient) })),
    lines: scored.card.lines.map((line, i) => lineOf(scheme.kpis[i]!, line, scored.facts[line.code]?.unit ?? "number", env)),
    explanation: explained(made, scored, env),
  };
}

export const seatOf = ({ positionId, personName, title, unitName, isHead }: Seat) => ({ positionId, personName, title, unitName, isHead });

function lineOf(kpi: Kpi, line: ScoreLine, unit: Unit, env: Env) {
  const [actual, target, factor, used, score] = [line.actual, line.target, line.factor, line.weightUsed, line.score].map((text) =>
    text === null ? null : exactOf(text),
  );
  const value = (x: Exact | null | undefined): Value => shown(x ?? null, unit, env.currency);
  return {
    code: line.code,
    name: line.name,
    metric: line.metric,
    scoring: kpi.scoring.kind,
    weight: line.weight,
    weightUsed: used ? decimalText(used, 2) : null,
    actual: value(actual),
    target: value(target),
    attainment: actual && target && target.n > 0n ? ppm(over(actual, target)) : null,
    factor: factor ? ppm(factor) : null,
    isCapped: line.isCapped,
    score: score ? decimalText(score, 4) : null,
    whyNot: line.whyNot,
    curve:
      target && target.n > 0n
        ? curve(kpi.scoring, kpi.direction, target).map((point) => ({
            actual: decimalText(point.actual, 4),
            factor: decimalText(point.factor, 4),
          }))
        : [],
    unit,
  };
}

/** One row of the team list. */
export function rowOf(scored: Scored, seat: Seat) {
  const lines = scored.card.lines.filter((line) => line.factor !== null);
  const lost = (line: ScoreLine) => times(exactOf(line.weight)!, minusOne(exactOf(line.factor!)!));
  const weakest = lines.toSorted((a, b) => compare(lost(a), lost(b)))[0];
  return {
    ...seatOf(seat),
    personId: seat.personId,
    score: scored.card.score,
    grade: scored.card.grade,
    coefficient: scored.card.coefficient,
    state: scored.isPublished ? ("published" as const) : ("live" as const),
    weakest: weakest ? { name: weakest.name, factor: ppm(exactOf(weakest.factor!)!) } : null,
  };
}

const minusOne = (x: Exact): Exact => exact(x.n - x.d, x.d);

/** A stored document as text to read and to copy. */
export const textOf = (document: unknown): string => stringify(document, { lineWidth: 100 });

export const spanOf = ({ key, from, to }: Pick<Period, "key" | "from" | "to">) => ({ key, from, to });
export const plain = ({ problems, warnings }: TextChecked) => ({ problems: [...problems], warnings: [...warnings] });

/** The first problem in words of place and code; the whole list is the present record of the refusal. */
export function refuseDocument(problems: TextChecked["problems"]): Refusal {
  const first = problems[0]!;
  const place = [first.line && `L${first.line}`, first.path, first.code].filter(Boolean).join(" ");
  return refuse("document-refused", { count: problems.length, first: place }, problems);
}
