import { formatAmount } from "#core/base/money.ts";
import type { Explanation, Label, RowsBehind, Value } from "#core/explain/explanation.ts";
import type { Ability } from "#core/funnel/deal.ts";
import type { Conversion } from "#core/funnel/conversion.ts";
import { smallSample } from "#core/kpi/definition.ts";
import { wilson } from "#core/kpi/wilson.ts";
import { median, quantile, quantileOfEvents } from "#core/survival/curve.ts";
import { historyMonths, type Picture } from "./picture.ts";

/** Whose figures, as the query of the rows behind them. */
export type Where = { readonly query: Readonly<Record<string, string>>; readonly currency: string };

export const rateOf = (count: number, of: number): Value =>
  of === 0 ? { kind: "none", why: "undefined" } : { kind: "rate", ppm: String(Math.round((count / of) * 1_000_000)) };
const plain = (value: number | null, unit?: string): Value =>
  value === null ? { kind: "none", why: "undefined" } : { kind: "number", value: String(value), ...(unit && { unit }) };

function rows({ query }: Where, part: string, count: number, more: Readonly<Record<string, string>> = {}): RowsBehind {
  return { source: "deals", count, query: { path: "/api/funnel/deals", ...query, part, ...more } };
}

/** A share of deals with its sides and a Wilson interval. */
function proportion(of: string, k: number, n: number, sides: readonly Explanation[], notes: readonly Label[] = []): Explanation {
  const interval = wilson(k, n);
  return {
    ...named(of),
    value: rateOf(k, n),
    combine: "quotient",
    parts: sides,
    sample: { count: n, min: smallSample },
    ...(interval && { interval: { low: ppm(interval.low), high: ppm(interval.high) } }),
    ...(notes.length > 0 && { notes }),
  };
}
const ppm = (share: number): string => String(Math.round(share * 1_000_000));
const named = (of: string) => ({
  of,
  label: { key: `metrics.name.${of}` },
  rule: { key: `metrics.formula.${of}` },
  version: `${of}/1`,
});
const side = (key: string, count: number, behind?: RowsBehind): Explanation => ({
  of: key,
  label: { key: `funnel.side.${key}` },
  value: plain(count),
  ...(behind && { rows: behind }),
});

/** One conversion of a cohort; `place` names the stages for the rows behind it. */
export function cohortFigure(of: string, cohort: Conversion, where: Where, place: Readonly<Record<string, string>>): Explanation {
  const sides = [
    side("moved-on", cohort.movedOn, rows(where, "moved-on", cohort.movedOn, place)),
    side("entered", cohort.entered, rows(where, "entered", cohort.entered, place)),
    side("lost", cohort.lost, rows(where, "lost", cohort.lost, place)),
    side("pending", cohort.pending, rows(where, "pending", cohort.pending, place)),
  ];
  return proportion(of, cohort.movedOn, cohort.entered, sides, maturity(cohort));
}

function maturity({ isMature, matureOn, pending, expected, entered }: Conversion): Label[] {
  if (isMature || entered === 0) return [];
  const until: Label =
    matureOn === null ? { key: "funnel.note.never-mature" } : { key: "funnel.note.immature", values: { on: matureOn, pending } };
  return expected === null || pending === 0 ? [until] : [until, { key: "funnel.note.expected", values: { share: ppm(expected) } }];
}

export const abilityCodes: Readonly<Record<Ability, string>> = {
  market: "prospect-conversion",
  communication: "contact-conversion",
  closing: "signing-conversion",
};

/** All figures of the funnel by their code in the dictionary. */
export function figuresOf(picture: Picture, where: Where): ReadonlyMap<string, Explanation> {
  const figures = [
    ...picture.abilities.map(({ ability, cohort }) => cohortFigure(abilityCodes[ability], cohort, where, { ability })),
    wholeCohort(picture, where),
    wholeSnapshot(picture),
    cohortFigure("win-rate-created", picture.created, where, { created: "1" }),
    survival(picture),
    wonOnly(picture),
    stageDuration(picture),
    stageAgeing(picture, where),
    velocityFigure(picture, where),
  ];
  return new Map(figures.map((figure) => [figure.of, figure]));
}

/** All stages together: of every entry into a stage, how many moved on. The parts are the stages themselves. */
function wholeCohort({ stages }: Picture, where: Where): Explanation {
  const sum = (of: (cohort: Conversion) => number) => stages.reduce((total, stage) => total + of(stage.cohort), 0);
  const parts = stages.map(({ stage, cohort }) => ({
    ...cohortFigure("stage-conversion-cohort", cohort, where, { stage }),
    label: { key: "funnel.stage", values: { stage } },
  }));
  return { ...named("stage-conversion-cohort"), value: rateOf(sum((c) => c.movedOn), sum((c) => c.entered)), combine: "steps", parts }; // prettier-ignore
}

function wholeSnapshot({ stages }: Picture): Explanation {
  const of = "stage-conversion-snapshot";
  const [forward, out] = stages.reduce(([f, o], { snapshot }) => [f + snapshot.forward, o + snapshot.out] as const, [0, 0] as readonly [
    number,
    number,
  ]);
  const parts = stages.map(({ stage, snapshot }) => ({
    ...proportion(of, snapshot.forward, snapshot.out, [side("forward", snapshot.forward), side("out", snapshot.out)]),
    label: { key: "funnel.stage", values: { stage } },
  }));
  return { ...named(of), value: rateOf(forward, out), combine: "steps", parts, notes: [{ key: "funnel.note.snapshot" }] };
}

function survival({ curve, cycle }: Picture): Explanation {
  const { day, low, high } = quantile(curve, 0.5);
  const last = curve.steps.at(-1);
  const notes: Label[] = [
    { key: "funnel.note.cycle", values: { n: curve.n, won: curve.events, lost: curve.others, open: curve.open, months: historyMonths } },
    ...(day !== null ? [{ key: "funnel.note.cycle-interval", values: { low: low ?? "—", high: high ?? "—" } }] : []),
    ...(cycle.kind === "won"
      ? [{ key: day === null ? "funnel.note.cycle-not-reached" : "funnel.note.cycle-few", values: { n: curve.n } }]
      : []),
  ];
  const parts = last
    ? [
        share("won-share", last.event),
        share("lost-share", last.other),
        share("open-share", last.neither),
        days("won-half", quantileOfEvents(curve, 0.5)),
      ]
    : [];
  return { ...named("cycle-survival"), value: plain(day, "days"), combine: "steps", parts, notes };
}

const share = (key: string, part: number): Explanation => ({
  of: key,
  label: { key: `funnel.side.${key}` },
  value: { kind: "rate", ppm: ppm(part) },
});
const days = (key: string, count: number | null): Explanation => ({
  of: key,
  label: { key: `funnel.side.${key}` },
  value: plain(count, "days"),
});

function wonOnly({ curve }: Picture): Explanation {
  const won = curve.steps.flatMap((step) => Array.from({ length: step.events }, () => step.day));
  const notes: Label[] = [{ key: "funnel.note.survivors", values: { n: won.length } }];
  return { ...named("cycle-won"), value: plain(median(won), "days"), parts: [side("won", won.length)], notes };
}

function stageDuration({ times }: Picture): Explanation {
  const parts = times.map(({ stage, median: middle, n }): Explanation => ({
    of: "stage-duration",
    label: { key: "funnel.stage", values: { stage } },
    value: plain(middle, "days"),
    notes: [{ key: "funnel.note.n", values: { n } }],
  }));
  const sum = times.every((time) => time.median !== null) ? times.reduce((total, time) => total + time.median!, 0) : null;
  return { ...named("stage-duration"), value: plain(sum, "days"), combine: "steps", parts };
}

function stageAgeing({ times }: Picture, where: Where): Explanation {
  const parts = times.map(({ stage, limit, here, old }): Explanation => ({
    of: "stage-ageing",
    label: { key: "funnel.stage", values: { stage } },
    value: limit === null ? { kind: "none", why: "undefined" } : plain(old.length),
    notes: [{ key: limit === null ? "funnel.note.no-limit" : "funnel.note.limit", values: { limit: limit ?? 0, here: here.length } }],
    rows: rows(where, "old", old.length, { stage }),
  }));
  const all = times.flatMap((time) => time.here);
  const old = times.reduce((sum, time) => sum + time.old.length, 0);
  const notes: Label[] = [{ key: "funnel.note.old", values: { n: old, of: all.length } }];
  return { ...named("stage-ageing"), value: plain(median(all), "days"), combine: "steps", parts, notes };
}

function velocityFigure({ velocity: v }: Picture, { currency }: Where): Explanation {
  const parts: Explanation[] = [
    side("open", v.open),
    {
      of: "open-amount",
      label: { key: "funnel.side.open-amount" },
      value: { kind: "amount", value: formatAmount(v.openAmount), currency },
    },
    {
      of: "win-rate",
      label: { key: "funnel.side.win-rate" },
      value: rateOf(v.won, v.closed),
      notes: [{ key: "funnel.note.n", values: { n: v.closed } }],
    },
    { of: "cycle", label: { key: `funnel.side.cycle-${v.cycle.kind}` }, value: plain(v.cycle.days, "days") },
  ];
  const notes: Label[] = v.withoutAmount > 0 ? [{ key: "funnel.note.without-amount", values: { n: v.withoutAmount } }] : [];
  const value: Value = v.perDay === null ? { kind: "none", why: "undefined" } : { kind: "amount", value: formatAmount(v.perDay), currency };
  return { ...named("pipeline-velocity"), value, combine: "product", parts, notes };
}
