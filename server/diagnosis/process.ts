import { addMonths, type Span } from "#core/base/date.ts";
import { divide, formatAmount, type Amount } from "#core/base/money.ts";
import { bottlenecks, type StageCount } from "#core/diagnosis/bottleneck.ts";
import type { Estimate, NoAnswer } from "#core/diagnosis/association.ts";
import { links, topVersusRest, type LinkOf, type Seller } from "#core/diagnosis/behaviour.ts";
import type { Label } from "#core/explain/explanation.ts";
import { subtree } from "../access/door.ts";
import { publishedTargets } from "../targets/published.ts";
import { metricValues } from "../kpi/store.ts";
import { spansOf, type Asked } from "./asked.ts";
import {
  coverageRows,
  factsThere,
  habitRows,
  nextStepRows,
  responseRows,
  sellersOn,
  stageRows,
  untouchedOf,
  wonMean,
  type HabitRow,
  type Peer,
  type StageRow,
} from "./process-store.ts";

/** A group smaller than this is not shown as a group to somebody outside it: a single colleague would be told. */
export const peersMin = 5;

/** The twelve months that end with the diagnosed days: one quarter of deals is too few to tell stages apart. */
export const yearUp = ({ period, caller }: Asked): Span => {
  const { to } = spansOf(period, caller).now;
  return { from: addMonths(to, -12), to };
};

export type People = { readonly own: readonly Peer[]; readonly peers: readonly Peer[]; readonly filter: Label };

/** The subject's sellers and who they are compared with: the same post elsewhere, all sellers when those are too few. */
export async function peopleOf({ caller, subject }: Asked): Promise<People> {
  const { tx, tenant } = caller;
  const all = await sellersOn(tx, tenant.today);
  const units = subject.kind === "unit" ? new Set(await unitsBelow(caller, subject.id)) : new Set<string>();
  const own = all.filter((one) => one.positionId === subject.id || units.has(one.unitId));
  const others = all.filter((one) => !own.includes(one));
  const titles = new Set(own.map((one) => one.title));
  const same = others.filter((one) => titles.has(one.title));
  const peers = same.length >= peersMin ? same : others;
  const key = peers.length < peersMin ? "none" : peers === same ? "same-post" : "all";
  return { own, peers: peers.length < peersMin ? [] : peers, filter: { key: `diagnosis.peers.${key}`, values: { n: peers.length } } };
}

async function unitsBelow({ tx, tenant }: Asked["caller"], unitId: string): Promise<string[]> {
  return subtree(tx, [unitId], tenant.today);
}

export const idsOf = (people: readonly Peer[]): string[] => people.map((one) => one.positionId);

/** Everything about how the work is done: stages, habits, links, coverage; what is not there says why. */
export async function processOf(asked: Asked) {
  const { caller } = asked;
  const there = await factsThere(caller.tx);
  const people = await peopleOf(asked);
  const span = yearUp(asked);
  const absent: Label[] = [
    ...(there.moves ? [] : [{ key: "diagnosis.absent.moves" }]),
    ...(there.activities ? [] : [{ key: "diagnosis.absent.activities" }]),
    ...(people.own.length === 0 ? [{ key: "diagnosis.absent.sellers" }] : []),
  ];
  return {
    span,
    people: { own: people.own.length, peers: people.peers.length, filter: people.filter },
    stages: there.moves && people.own.length > 0 ? await stagesOf(asked, people, span) : [],
    habits: there.activities ? await habitsOf(asked, people, span) : { sellers: 0, contrasts: [], links: [] },
    coverage: there.activities ? await coverageOf(asked, people, span) : { classes: [], untouched: [] },
    absent,
  };
}

async function stagesOf({ caller }: Asked, { own, peers }: People, span: Span) {
  const { tx, tenant } = caller;
  const rows = await stageRows(tx, span, tenant.today);
  const mean = (await wonMean(tx, idsOf(peers.length > 0 ? peers : own), span)) ?? 0n;
  const counted = (people: readonly Peer[]) => countsOf(rows, new Set(idsOf(people)));
  return bottlenecks(counted(own), counted(peers), mean).map((one) => ({
    stage: one.stage,
    entered: one.own.entered,
    passed: one.own.passed,
    peersEntered: one.peers.entered,
    peersPassed: one.peers.passed,
    difference:
      one.difference === null ? null : { value: ppm(one.difference.value), low: ppm(one.difference.low), high: ppm(one.difference.high) },
    days: one.medianDays.own,
    peersDays: one.medianDays.peers,
    loss: formatAmount(one.loss),
    isCertain: one.isCertain,
  }));
}

export function countsOf(rows: readonly StageRow[], ids: ReadonlySet<string>): StageCount[] {
  const byStage = Map.groupBy(rows, (row) => row.stage); // rows come in the order of the pipeline
  return [...byStage].map(([stage, list]) => {
    const mine = list.filter((row) => ids.has(row.positionId));
    return {
      stage,
      entered: mine.reduce((sum, row) => sum + row.entered, 0),
      passed: mine.reduce((sum, row) => sum + row.passed, 0),
      days: mine.flatMap((row) => row.days ?? []),
    };
  });
}

const ppm = (share: number): string => String(Math.round(share * 1_000_000));
const shown = (value: number): string => String(Math.round(value * 10_000) / 10_000);

/** Monthly means of a habit over the months a seller has rows for; shares are summed before they are divided. */
const habits: Readonly<Record<string, (rows: readonly HabitRow[]) => number | null>> = {
  activities: (rows) => perMonth(rows, (row) => row.activities),
  visits: (rows) => perMonth(rows, (row) => row.visits),
  "effective-share": (rows) => over(rows, (row) => row.effective, (row) => row.visits), // prettier-ignore
  proposals: (rows) => perMonth(rows, (row) => row.proposals),
  "deals-worked": (rows) => perMonth(rows, (row) => row.deals),
  "talk-minutes": (rows) => perMonth(rows, (row) => row.minutes),
  "follow-up-on-time": (rows) => over(rows, (row) => row.onTime, (row) => row.planned), // prettier-ignore
};
const total = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
const perMonth = (rows: readonly HabitRow[], of: (row: HabitRow) => number): number | null =>
  rows.length === 0 ? null : total(rows, of) / rows.length;
function over<T>(rows: readonly T[], above: (row: T) => number, below: (row: T) => number): number | null {
  const whole = total(rows, below);
  return whole === 0 ? null : total(rows, above) / whole;
}

/** Those with the best attainment against the rest, inside the subject; links over its people and months. */
async function habitsOf({ caller, period }: Asked, { own }: People, span: Span) {
  const { tx, tenant } = caller;
  const ids = idsOf(own);
  const rows = await habitRows(tx, ids, span);
  const byPerson = Map.groupBy(rows, (row) => row.positionId);
  const response = new Map((await responseRows(tx, ids, span)).map((row) => [row.positionId, row.hours]));
  const nextStep = new Map(
    (await nextStepRows(tx, ids, tenant.today)).map((row) => [row.positionId, row.open === 0 ? null : row.dated / row.open]),
  );
  const aCover = coverByPerson(await coverageRows(tx, ids, span));
  const results = await attainments(caller, ids, { from: period.from, to: period.to, done: spansOf(period, caller).now });
  const sellers = ids.flatMap((id): Seller[] => {
    const result = results.get(id);
    const mine = byPerson.get(id);
    if (result === undefined || !mine) return [];
    const counted = Object.fromEntries(Object.entries(habits).map(([name, of]) => [name, of(mine)]));
    const more = {
      "response-hours": response.get(id) ?? null,
      "next-step-share": nextStep.get(id) ?? null,
      "a-coverage": aCover.get(id) ?? null,
    };
    return [{ id, result, habits: { ...counted, ...more } }];
  });
  const contrasts = topVersusRest(sellers);
  return {
    sellers: sellers.length,
    contrasts: (contrasts ?? []).map(({ habit, top, rest, difference, q }) => ({
      habit,
      top: top.mean === null ? null : shown(top.mean),
      topN: top.n,
      rest: rest.mean === null ? null : shown(rest.mean),
      restN: rest.n,
      ...estimated(difference),
      q: q === null ? null : shown(q),
    })),
    links: links(Object.keys(habits).map((habit) => linkOf(habit, rows))).map(({ habit, by, estimate, q }) => ({
      habit,
      by,
      ...estimated(estimate),
      n: "why" in estimate ? 0 : estimate.n,
      q: q === null ? null : shown(q),
    })),
  };
}

const estimated = (found: Estimate | NoAnswer) =>
  "why" in found
    ? { value: null, low: null, high: null, why: found.why }
    : { value: shown(found.value), low: shown(found.low), high: shown(found.high), why: null };

/** A habit against the amount signed in the same month, in thousands of the currency. */
function linkOf(habit: string, rows: readonly HabitRow[]): LinkOf {
  return {
    habit,
    rows: rows.flatMap((row) => {
      const x = habits[habit]!([row]);
      return x === null ? [] : [{ unit: row.positionId, time: row.month, x, y: Number(row.signed / 10_000n) / 1000 }];
    }),
  };
}

async function attainments(
  { tx }: Asked["caller"],
  ids: readonly string[],
  { from, to, done }: Span & { done: Span },
): Promise<Map<string, number>> {
  const targets = await publishedTargets(tx, "signed-amount", { kind: "position", ids }, { from, to });
  const values = await metricValues(tx, { metric: "signed-amount", nodes: { kind: "position", ids }, spans: [{ ...done, key: "now" }] });
  return new Map(
    ids.flatMap((id): [string, number][] => {
      const target = targets.get(id);
      return target === undefined || target <= 0n
        ? []
        : [[id, Number(divide(values.of(id, "now").numerator * 1_000_000n, target, "half-even"))]];
    }),
  );
}

type Cover = Awaited<ReturnType<typeof coverageRows>>;

function coverByPerson(rows: Cover): Map<string, number> {
  const a = rows.filter((row) => row.class === "A" && row.customers > 0);
  return new Map(a.map((row) => [row.positionId, row.touched / row.customers]));
}

async function coverageOf({ caller }: Asked, { own }: People, span: Span) {
  const quarter = { from: addMonths(span.to, -3), to: span.to };
  const rows = await coverageRows(caller.tx, idsOf(own), span);
  const whole = { minutes: total(rows, (row) => row.minutes), value: rows.reduce((sum, row) => sum + row.value, 0n) };
  const classes = [...Map.groupBy(rows, (row) => row.class)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, list]) => {
      const value = list.reduce<Amount>((sum, row) => sum + row.value, 0n);
      const minutes = total(list, (row) => row.minutes);
      return {
        class: name,
        customers: total(list, (row) => row.customers),
        touched: total(list, (row) => row.touched),
        visits: total(list, (row) => row.visits),
        minutes,
        timeShare: whole.minutes === 0 ? null : ppm(minutes / whole.minutes),
        value: formatAmount(value),
        valueShare: whole.value <= 0n ? null : String(divide(value * 1_000_000n, whole.value, "half-even")),
      };
    });
  const untouched = await untouchedOf(caller.tx, idsOf(own), quarter);
  return { classes, untouched: untouched.map((one) => ({ ...one, value: formatAmount(one.value) })) };
}
