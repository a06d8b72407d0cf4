import type { Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { periodAt, type Period } from "#core/calendar/period.ts";
import { lastDayOf, payPeriods, type PayPeriod } from "#core/compensation/engine/periods.ts";
import { summable } from "#core/compensation/engine/summable.ts";
import { seatsOf, type Seat } from "../appraisal/roster.ts";
import { explained, scoring, type Env, type Scored, type Scoring } from "../appraisal/live.ts";
import type { Tx } from "../db/tx.ts";
import { chainsOf, type Chained } from "./chain.ts";
import { extrasOf } from "./extras-store.ts";
import { lastHolders, stintsOf } from "./facts-store.ts";
import { ownersOf } from "#core/compensation/owners.ts";
import { seatedOn } from "#core/compensation/quota-months.ts";
import type { About, Input, Segment } from "./input.ts";
import { allPaid } from "./leavers.ts";
import { quotasOf, type Quotas } from "./quotas.ts";
import { planBook, type Personal, type PlanBook } from "./plans.ts";
import { quotaSpan } from "#core/compensation/engine/reach.ts";
import { tablesOf, type Values } from "./tables.ts";

/**
 * `sums`: without lines, where the plan only adds up; a plan that looks at single deals gets them all the same. `lines`: those of the period; what a
 * plan that only adds up has accumulated before comes in sums of months all the same.
 */
export type How = { readonly book?: PlanBook; readonly detail?: "lines" | "sums" };

/** Where nobody's pay depends on another's, this many are calculated together: memory does not grow with the company. */
const TOGETHER = 100;

/**
 * Everything the statements of these seats are made from, part by part. Cost: the credits of the reach of their plans (a quarter's for a
 * quarterly scale, everything since the first plan when money waits or is carried), once, and one scorecard for each period a coefficient is
 * asked of.
 */
export async function* gather(
  tx: Tx,
  env: Env,
  seats: readonly Seat[],
  asked: Period,
  { book: given, detail = "lines" }: How = {},
): AsyncGenerator<Input> {
  const own = given ?? (await planBook(tx, seats.map((seat) => seat.positionId))); // prettier-ignore
  const chains = chainsOf(own, seats, asked, env);
  const book = !given && chains.some(({ reach }) => reach.of !== "own") ? await planBook(tx, null) : own;
  for (const chain of chains) for (const part of parted(chain, detail)) yield await inputOf(tx, env, part, book, detail);
}

/** Sums are few, and the database makes them for all at once; a team, a pool or a contest is calculated whole. */
function parted(chain: Chained, detail: "lines" | "sums"): Chained[] {
  const { links, reach, seats } = chain;
  const isSums = detail === "sums" && reach.back !== "ever" && links.every(({ plan }) => summable(plan) !== null);
  if (reach.of !== "own" || isSums) return [chain];
  return Array.from({ length: Math.ceil(seats.length / TOGETHER) }, (_, i) => ({ ...chain, seats: seats.slice(i * TOGETHER, (i + 1) * TOGETHER) }));
} // prettier-ignore

async function inputOf(tx: Tx, env: Env, chain: Chained, book: PlanBook, detail: "lines" | "sums"): Promise<Input> {
  const { period, links, reach, day } = chain;
  const seats = await held(tx, chain.seats, period, day);
  const listed = reach.of === "own" ? seats : await held(tx, await allPaid(tx, lastDayOf(period)), period, lastDayOf(period));
  const scored = new Scores(tx, env, listed.map(asSeated), day);
  const segments: Segment[] = [];
  for (const { row, plan, periods } of links) {
    const under = new Set(book.under(row.id, lastDayOf(periods.at(-1)!)));
    const members = reach.of === "own" ? seats : listed.filter((seat) => under.has(seat.positionId));
    const loaded = reach.of === "all" ? listed : members;
    const isLast = row === links.at(-1)!.row;
    const back = isLast ? payPeriods(chain.from, period.from, plan.period, plan.yearStart) : periods;
    const values = await valuesOf(tx, chain, plan, loaded, back, scored, links.length > 1);
    const personal = personalOf(book, loaded, period);
    const isLasting = reach.back === "ever";
    const owner = ownersOf(loaded, await stintsOf(tx, loaded), day, isLasting);
    const apart = isLasting ? null : summable(plan);
    const sums = apart && { apart, until: detail === "sums" ? period.to : period.from };
    const tables = await tablesOf(tx, env, plan, {
      seats: loaded,
      span: { from: chain.from, to: period.to },
      values,
      personal,
      owner,
      sums,
    });
    const { id, name, version, source, document } = row;
    segments.push({ plan: { id, name, version, source, document }, periods, members: members.map((seat) => seat.code), tables });
  }
  return { env, period, segments, about: await aboutOf(tx, env, { ...chain, seats }, scored) };
}

/** An empty seat belongs to whom left it in the period: an exit is settled with the person, who then needs no seat of his own for it. */
async function held(tx: Tx, seats: readonly Seat[], period: PayPeriod, day: Day): Promise<readonly Seat[]> {
  // Asked of the seats that were left, too: whether the one is calculated together with the other must make no difference.
  const left = await seatsOf(tx, seats.flatMap(({ leftFrom }) => leftFrom ?? []), day); // prettier-ignore
  const empty = [...seats, ...left].filter(({ personId }) => personId === null);
  if (empty.length === 0) return seats;
  const last = await lastHolders(tx, empty.map((seat) => seat.positionId), period); // prettier-ignore
  const settled = new Set([...last.values()].map(({ personId }) => personId));
  return seats
    .filter(({ personId, leftFrom }) => !leftFrom || !settled.has(personId!))
    .map((seat) => ({ ...seat, ...(seat.personId === null && last.get(seat.positionId)) }));
}

/** Quota, coefficient and score of each period that is asked for; a period without is absent. */
async function valuesOf(tx: Tx, { reach, period }: Chained, plan: Chained["links"][number]["plan"], seats: readonly Seat[], back: readonly PayPeriod[], scored: Scores, isChained: boolean): Promise<Values> {
  const values: Values = [];
  const periodsOf = (name: string) => (isChained || reach.asksEarlier(name) ? back : [period]);
  if (reach.asks("quota") || isChained) {
    const spans = periodsOf("quota").map((one) => ({ ...quotaSpan(plan, one), period: one.key }));
    const quotas = await scored.quotas(`${plan.base}-amount`, seats, spans);
    for (const { period: key, key: span } of spans) for (const seat of seats) {
      const quota = quotas(seat, span);
      if (quota !== undefined) values.push({ participant: seat.code, period: key, name: "quota", value: formatAmount(quota) });
    }
  }
  for (const name of ["coefficient", "score"] as const) {
    if (!reach.asks(name) && !isChained) continue;
    for (const one of periodsOf(name)) {
      const cards = await scored.of(one);
      for (const seat of seats) {
        const found = cards?.cards.get(asSeated(seat).positionId)?.card[name];
        if (found) values.push({ participant: seat.code, period: one.key, name, value: found });
      }
    }
  }
  return values;
} // prettier-ignore

/** Scorecards by period, each made once. */
class Scores {
  private readonly tx: Tx;
  private readonly env: Env;
  private readonly seats: readonly Seat[];
  private readonly asOf: Day;
  private readonly asked = new Map<string, Promise<Quotas>>();
  private readonly made = new Map<string, { scoring: Scoring; cards: ReadonlyMap<string, Scored> } | null>();

  constructor(tx: Tx, env: Env, seats: readonly Seat[], asOf: Day) {
    this.asOf = asOf;
    this.tx = tx;
    this.env = env;
    this.seats = [...new Map(seats.map((seat) => [seat.positionId, seat])).values()]; // who left and who followed had one and the same
  }

  async of(period: PayPeriod) {
    const known = this.made.get(period.key);
    if (known !== undefined) return known;
    const found = await scoring(this.tx, this.env, this.seats, periodAt(lastDayOf(period), "month", this.env.fiscal));
    const made = found && { scoring: found, cards: new Map(found.scored.map((one) => [one.subject.positionId, one])) };
    this.made.set(period.key, made);
    return made;
  }

  /** Asked once for the calculation and once for the page: one answer. */
  quotas(metric: string, seats: readonly Seat[], spans: readonly { key: string; from: string; to: string }[]) {
    const question = `${metric} ${seats.length} ${[...new Set(spans.map((span) => span.key))].join(" ")}`;
    const known = this.asked.get(question) ?? quotasOf(this.tx, metric, seats, spans, this.asOf);
    this.asked.set(question, known);
    return known;
  }
}

const asSeated = (seat: Seat): Seat => ({ ...seat, positionId: seatedOn(seat) });

function personalOf(book: PlanBook, seats: readonly Seat[], period: PayPeriod): ReadonlyMap<string, Personal> {
  return new Map(seats.map((seat) => [seat.code, book.on(seat.positionId, lastDayOf(period))?.personal ?? {}]));
}

async function aboutOf(tx: Tx, env: Env, { seats, period, links, reach }: Chained, scored: Scores): Promise<About[]> {
  const { plan } = links.at(-1)!;
  const cards = reach.asks("coefficient") || reach.asks("score") ? await scored.of(period) : null;
  const span = quotaSpan(plan, period);
  const quotas = await scored.quotas(`${plan.base}-amount`, seats, [span]);
  const extras = await extrasOf(tx, seats.map((seat) => seat.positionId), period); // prettier-ignore
  return seats.map((seat): About => {
    const card = cards?.cards.get(asSeated(seat).positionId);
    const quota = quotas(seat, span.key);
    return {
      seat,
      quota: quota === undefined ? null : formatAmount(quota),
      coefficient: card?.card.coefficient ?? null,
      grade: card?.card.grade ?? null,
      isScorePublished: card?.isPublished ?? true,
      coefficientExplanation: cards && card ? coefficientOf(cards.scoring, card, env) : null,
      extras: extras.get(seat.positionId) ?? [],
    };
  });
}

function coefficientOf(made: Scoring, scored: Scored, env: Env): About["coefficientExplanation"] {
  const { coefficient, grade, score } = scored.card;
  if (!coefficient) return null;
  return {
    of: "coefficient",
    label: { key: "compensation.explain.coefficient" },
    value: { kind: "number", value: coefficient },
    rule: { key: "compensation.rule.coefficient", values: { grade: grade ?? "", score: score ?? "" } },
    combine: "choice",
    parts: [explained(made, scored, env)],
    notes: scored.isPublished ? [] : [{ key: "compensation.note.live-score" }],
  };
}
