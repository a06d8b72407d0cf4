import { addDays, daysBetween, type Day, type Span } from "../base/date.ts";
import { curveOf, quantile, type Curve, type Wait } from "../survival/curve.ts";
import { isIn, openStages, placesOf, remembered, staysIn, type Ability, type Deal, type Stage, type Stay } from "./deal.ts";

/** Of those who entered, how many moved on so far; `pending` may still do so. */
export type Conversion = {
  readonly entered: number;
  readonly movedOn: number;
  readonly lost: number;
  readonly pending: number;
  /** Day from which the cohort is mature: its last possible entry plus the 90th percentile of the time spent; null when nobody can say. */
  readonly matureOn: Day | null;
  readonly isMature: boolean;
  /** Share expected to move on in the end with those pending censored (Aalen–Johansen), 0–1; null without any ending. */
  readonly expected: number | null;
  readonly deals: readonly string[];
};

/** Moves in the period, whenever the deal entered: mixes vintages, so it stands beside the cohort. */
export type Snapshot = { readonly out: number; readonly forward: number };

export type StageConversion = {
  readonly stage: string;
  readonly place: number;
  readonly step: string;
  readonly cohort: Conversion;
  readonly snapshot: Snapshot;
  /** Probability of a win from here, over all history: of the deals that ever entered, open ones censored. */
  readonly win: { readonly n: number; readonly won: number; readonly lost: number; readonly rate: number | null };
};

/** Whether an entry, a move, a creation belongs to whose funnel this is: roll-up goes by the organisation of that day. */
export type Belongs = (deal: Deal, on: Day) => boolean;
const everything: Belongs = () => true;

const MATURE_SHARE = 0.9;

/** The funnel stage by stage: cohort and snapshot side by side (kpi-dictionary §4). */
export function stageConversions(
  deals: readonly Deal[],
  stages: readonly Stage[],
  span: Span,
  today: Day,
  belongs: Belongs = everything,
): StageConversion[] {
  return openStages(stages).map(({ name, step }, place) => {
    const stays = staysIn(deals, stages, place, place, today);
    return {
      stage: name,
      place,
      step,
      cohort: cohortOf(stays, span, today, belongs),
      snapshot: snapshotOf(deals, stages, place, span, belongs),
      win: winFrom(
        stays.filter((stay) => belongs(stay.deal, stay.enteredOn)),
        today,
      ),
    };
  });
}

/** Conversion of the stays that began in the span, as of today. */
export function cohortOf(stays: readonly Stay[], span: Span, today: Day, belongs: Belongs = everything): Conversion {
  const cohort = stays.filter((stay) => isIn(stay.enteredOn, span) && belongs(stay.deal, stay.enteredOn));
  const movedOn = cohort.filter((stay) => stay.hasMovedOn).length;
  const lost = cohort.filter((stay) => !stay.hasMovedOn && stay.deal.outcome === "lost").length;
  const ninetieth = remembered(
    stays,
    `ninetieth ${today}`,
    () => quantile(curveOf(stays.map((stay) => leaving(stay, today))), MATURE_SHARE).day,
  );
  const matureOn = ninetieth === null ? null : addDays(span.to, ninetieth - 1);
  const curve = curveOf(cohort.map((stay) => movingOn(stay, today)));
  return {
    entered: cohort.length,
    movedOn,
    lost,
    pending: cohort.length - movedOn - lost,
    matureOn,
    isMature: matureOn !== null && matureOn <= today,
    expected: curve.steps.at(-1)?.event ?? null,
    deals: cohort.map((stay) => stay.deal.id),
  };
}

/** A stay as a wait for leaving it, either way. */
const leaving = (stay: Stay, today: Day): Wait =>
  stay.leftAfter === null ? { days: soFar(stay.enteredOn, today), end: "open" } : { days: stay.leftAfter, end: "event" };

/** A stay as a wait for moving on, with being lost as the other ending. */
const movingOn = (stay: Stay, today: Day): Wait =>
  stay.leftAfter === null
    ? { days: soFar(stay.enteredOn, today), end: "open" }
    : { days: stay.leftAfter, end: stay.hasMovedOn ? "event" : "other" };

const soFar = (from: Day, today: Day): number => Math.max(0, daysBetween(from, today));

function snapshotOf(deals: readonly Deal[], stages: readonly Stage[], place: number, span: Span, belongs: Belongs): Snapshot {
  const placeOf = placesOf(stages);
  let [out, forward] = [0, 0];
  for (const { deal, before, stage, on } of remembered(deals, `moves ${span.from} ${span.to}`, () => movesIn(deals, span))) {
    if (placeOf(before) !== place || !belongs(deal, on)) continue;
    const next = placeOf(stage);
    out += 1;
    if (next === "won" || (typeof next === "number" && next > place)) forward += 1;
  }
  return { out, forward };
}

/** Every move from one stage to another in the span. */
const movesIn = (deals: readonly Deal[], span: Span) =>
  deals.flatMap((deal) =>
    deal.moves.flatMap(({ stage, on }, i) => {
      const before = deal.moves[i - 1]?.stage;
      return before !== undefined && before !== stage && isIn(on, span) ? [{ deal, before, stage, on }] : [];
    }),
  );

function winFrom(stays: readonly Stay[], today: Day): StageConversion["win"] {
  const curve = curveOf(stays.map(({ deal, enteredOn }) => towardsWin(deal, enteredOn, today)));
  return { n: curve.n, won: curve.events, lost: curve.others, rate: curve.steps.at(-1)?.event ?? null };
}

/** A deal as a wait for the win since a day, with the loss as the other ending and open deals censored. */
export function towardsWin(deal: Deal, since: Day, today: Day): Wait {
  const end = deal.outcome === "open" ? "open" : deal.outcome === "won" ? "event" : "other";
  return { days: soFar(since, deal.closedOn ?? today), end };
}

/** The sales cycle of deals: time from creation to the win. */
export const cycleCurve = (deals: readonly Deal[], today: Day): Curve =>
  curveOf(deals.map((deal) => towardsWin(deal, deal.createdOn, today)));

export const abilities: readonly Ability[] = ["market", "communication", "closing"];

/**
 * The three named conversions (K-17): prospect → first contact shows how a market is opened, first contact → deeper talk how one
 * communicates, deeper talk → signature how one closes. Stages are grouped by the ability they are labelled with; without labels
 * the first open stage is the market, the last closing, and what lies between communication.
 */
export function abilityConversions(
  deals: readonly Deal[],
  stages: readonly Stage[],
  span: Span,
  today: Day,
  belongs: Belongs = everything,
): { readonly ability: Ability; readonly stages: readonly string[]; readonly cohort: Conversion }[] {
  const open = openStages(stages);
  const isLabelled = open.some((stage) => abilities.some((ability) => ability === stage.step));
  const labelOf = (stage: Stage, i: number): string =>
    isLabelled ? stage.step : i === 0 ? "market" : i === open.length - 1 ? "closing" : "communication";
  return abilities.flatMap((ability) => {
    const places = open.flatMap((stage, i) => (labelOf(stage, i) === ability ? [i] : []));
    if (places.length === 0) return [];
    const [first, last] = [places[0]!, places.at(-1)!];
    const cohort = cohortOf(staysIn(deals, stages, first, last, today), span, today, belongs);
    return [{ ability, stages: places.map((i) => open[i]!.name), cohort }];
  });
}

/** Created win rate: of the deals created in the span, how many are won; mature when nine in ten deals are closed by then. */
export function createdCohort(deals: readonly Deal[], span: Span, today: Day, belongs: Belongs = everything): Conversion {
  const stays = remembered(deals, `created ${today}`, () => deals.map((deal) => lifeOf(deal, today)));
  return cohortOf(stays, span, today, belongs);
}

/** The whole life of a deal as one stay. */
export function lifeOf(deal: Deal, today: Day): Stay {
  const days = soFar(deal.createdOn, deal.closedOn ?? today);
  const isOpen = deal.outcome === "open";
  return { deal, enteredOn: deal.createdOn, days, leftAfter: isOpen ? null : days, hasMovedOn: deal.outcome === "won", isHere: isOpen };
}
