import type { Day } from "#core/base/date.ts";
import { addDays } from "#core/base/date.ts";
import { periodAt, type Fiscal, type Period } from "#core/calendar/period.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { exact, type Exact } from "#core/formula/exact.ts";
import { shown } from "#core/formula/formula.ts";
import { explainScore, type KpiFacts } from "#core/appraisal/explain.ts";
import { scorecard, type Inputs, type Scorecard } from "#core/appraisal/score.ts";
import type { Kpi } from "#core/appraisal/scheme.ts";
import { exactOf, explainFact, type Known, type Quantity } from "#core/kpi/quantity.ts";
import type { Tx } from "../db/tx.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { sourceOf } from "../kpi/sheet.ts";
import { metricValues, notesOf } from "../kpi/store.ts";
import { publishedCards, schemeOn, type StoredScheme } from "./store.ts";
import { singlesOf } from "../targets/single-store.ts";
import { publishedTargets } from "../targets/published.ts";

/** What a calculation takes from the tenant: the day it is there, its currency and its calendar. */
export type Env = { readonly today: Day; readonly currency: string; readonly fiscal: Fiscal };

/** Who is scored: a seller on his own credits, the head of a unit on the results of the unit. */
export type Subject = { readonly positionId: string; readonly unitId: string; readonly isHead: boolean };

export type Scored = {
  readonly subject: Subject;
  readonly card: Scorecard;
  readonly isPublished: boolean;
  readonly facts: Readonly<Record<string, KpiFacts>>;
};
export type Scoring = { readonly scheme: StoredScheme; readonly period: Period; readonly scored: readonly Scored[] };

/** The period of the scheme's own length that a day of interest falls into: the last day of `period`, or today inside it. */
export function cycleOf(scheme: StoredScheme, period: Period, env: Env): Period {
  const last = addDays(period.to, -1);
  return periodAt(env.today < last && env.today >= period.from ? env.today : last, scheme.scheme.period, env.fiscal);
}

/** Live scorecards of many in one question per metric; published ones as they were published. Null without a scheme. */
export async function scoring(tx: Tx, env: Env, subjects: readonly Subject[], asked: Period): Promise<Scoring | null> {
  const scheme = await schemeOn(tx, addDays(asked.to, -1));
  if (!scheme) return null;
  const period = cycleOf(scheme, asked, env);
  const measured: Measured[] = [];
  for (const kpi of scheme.scheme.kpis) measured.push(await measure(tx, kpi, subjects, period)); // one connection: one after the other
  const published = await publishedCards(
    tx,
    subjects.map((s) => s.positionId),
    period,
  );
  const scored = subjects.map((subject) => scoredOf(scheme, measured, subject, env, published.get(subject.positionId)));
  return { scheme, period, scored };
}

/** The explanation of one scored person, down to the rows. */
export function explained({ scheme }: Scoring, scored: Scored, env: Env): Explanation {
  return explainScore(scheme.scheme, `${scheme.name} v${scheme.version}`, scored.card, scored.facts, env.currency);
}

type Measured = {
  readonly kpi: Kpi;
  readonly actual: (subject: Subject) => Exact | null;
  readonly target: (subject: Subject) => Exact | null;
  readonly facts: (subject: Subject, env: Env) => KpiFacts;
};

async function measure(tx: Tx, kpi: Kpi, subjects: readonly Subject[], period: Period): Promise<Measured> {
  const metric = await definitionOf(tx, kpi.metric, addDays(period.to, -1));
  const nothing = { kpi, actual: () => null, target: () => null, facts: () => ({ unit: "number" as const }) };
  if (!metric) return nothing; // a metric nobody measures yet is missing, not zero
  const of = async <T>(ask: (kind: "unit" | "position", ids: string[]) => Promise<(id: string) => T>) => {
    const own = await ask(
      "position",
      subjects.filter((s) => !s.isHead).map((s) => s.positionId),
    );
    const team = await ask(
      "unit",
      subjects.filter((s) => s.isHead).map((s) => s.unitId),
    );
    return (subject: Subject) => (subject.isHead ? team(subject.unitId) : own(subject.positionId));
  };
  const quantities = await of(async (kind, ids) => {
    const values = await metricValues(tx, { metric, nodes: { kind, ids }, spans: [{ from: period.from, to: period.to, key: "p" }] });
    return (id) => values.of(id, "p");
  });
  const targets = await of(async (kind, ids) => {
    const found = kpi.target.kind === "fixed" ? new Map<string, bigint>() : await publishedTargets(tx, kpi.metric, { kind, ids }, period);
    return (id) => asTarget(found.get(id) ?? null);
  });
  const singles = kpi.target.kind === "fixed" ? new Map<string, Exact>() : await singleTargets(tx, metric, period);
  const notes = await notesOf(tx, kpi.metric);
  const target = (subject: Subject): Exact | null =>
    kpi.target.kind === "fixed"
      ? kpi.target.value
      : (targets(subject) ?? singles.get(subject.isHead ? subject.unitId : subject.positionId) ?? null);
  return {
    kpi,
    actual: (subject) => valueOf(metric, quantities(subject)),
    target,
    facts: (subject, env) => ({
      unit: unitOf(metric),
      actual: explainFact(metric, quantities(subject), env.currency, rowsBehind(metric, quantities(subject), subject, period), notes),
      target: {
        of: `${kpi.metric}-target`,
        label: { key: kpi.target.kind === "fixed" ? "appraisal.explain.target-fixed" : "appraisal.explain.target" },
        value: shown(target(subject), unitOf(metric), env.currency),
      },
    }),
  };
}

function scoredOf(
  scheme: StoredScheme,
  measured: readonly Measured[],
  subject: Subject,
  env: Env,
  published: Scorecard | undefined,
): Scored {
  const inputs: Inputs = Object.fromEntries(measured.map((m) => [m.kpi.code, { actual: m.actual(subject), target: m.target(subject) }]));
  const facts = Object.fromEntries(measured.map((m) => [m.kpi.code, m.facts(subject, env)]));
  return { subject, card: published ?? scorecard(scheme.scheme, inputs), isPublished: published !== undefined, facts };
}

export const unitOf = ({ unit }: Pick<Known, "unit">): KpiFacts["unit"] => {
  return unit === "amount" || unit === "rate" ? unit : "number";
};

/** Amounts are kept in ten-thousandths, everything else in millionths; a score sees yuan, heads and fractions. */
function valueOf(metric: Known, quantity: Quantity): Exact | null {
  const { kind, unit, code } = metric;
  const { numerator, denominator } = quantity;
  if (exactOf(metric, quantity) === null) return null;
  if (kind !== "ratio" || code === "nps") return inUnit(metric, exactOf(metric, quantity)!);
  return unit === "amount" ? exact(numerator * 100n, denominator!) : exact(numerator, denominator!);
}

/** What a metric without a tree is measured by: its targets of this very period with one bound, by node. A range is no single number to score against. */
async function singleTargets(tx: Tx, metric: Known, period: Period): Promise<Map<string, Exact>> {
  const rows = (await singlesOf(tx, [period.key])).filter((row) => row.metric === metric.code && row.comparison !== "between");
  return new Map(rows.flatMap(({ nodeId, value }) => (value === null ? [] : [[nodeId, inUnit(metric, value)] as const])));
}

const inUnit = ({ unit }: Known, value: bigint): Exact => exact(value, unit === "amount" ? 10_000n : 1_000_000n);

/** Targets are amounts, those of counts too: two new customers are written 2.0000. */
const asTarget = (value: bigint | null): Exact | null => (value === null ? null : exact(value, 10_000n));

function rowsBehind(metric: Known, quantity: Quantity, subject: Subject, period: Period): Explanation["rows"] {
  if (metric.kind === "formula") return undefined; // its rows stand with the metrics it reads
  const node: Record<string, string> = subject.isHead ? { unit: subject.unitId } : { position: subject.positionId };
  return {
    source: sourceOf(metric),
    count: quantity.rows + (quantity.excluded ?? 0),
    query: { path: `/api/metrics/${metric.code}/rows`, from: period.from, to: period.to, ...node },
  };
}
