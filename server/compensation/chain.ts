import { addDays, type Day } from "#core/base/date.ts";
import type { Period } from "#core/calendar/period.ts";
import { lastDayOf, payPeriodAt, type PayPeriod } from "#core/compensation/engine/periods.ts";
import { reachOf, type Reach } from "#core/compensation/engine/reach.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import type { Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import { planOf, type PlanBook, type PlanRow } from "./plans.ts";

export type Link = { readonly row: PlanRow; readonly plan: Plan; readonly periods: readonly PayPeriod[] };
/** The plan versions a statement rests on, the one of the period last. */
export type Chain = { readonly links: readonly Link[]; readonly period: PayPeriod; readonly reach: Reach; readonly from: Day };
/** `day`: as of when the seats are held. */
export type Chained = Chain & { readonly seats: readonly Seat[]; readonly day: Day };

/** The day of interest of a period: today inside it, its last day when it is over. */
export const dayIn = ({ from, to }: Period, { today }: Env): Day => (from <= today && today < to ? today : addDays(to, -1));

/** Seats by what their statements rest on: alike are calculated together. Who has no plan is left out. */
export function chainsOf(book: PlanBook, seats: readonly Seat[], asked: Period, env: Env): Chained[] {
  const read = new Map<string, Plan>();
  const planFor = (row: PlanRow): Plan =>
    read.get(row.id) ?? read.set(row.id, planOf(row, env.fiscal.startMonth)).get(row.id)!;
  const groups = new Map<string, { chain: Chain; seats: Seat[] }>();
  for (const seat of seats) {
    const chain = chainOf(book, seat.positionId, asked, env, planFor);
    // A plan that pays month by month is done with whoever gave the seat up before the month.
    if (!chain || (seat.leftOn && chain.reach.back !== "ever" && seat.leftOn <= chain.period.from)) continue;
    const key = chain.links.map(({ row, periods }) => `${row.id} ${periods.map((one) => one.key).join(" ")}`).join("|");
    const known = groups.get(key) ?? { chain, seats: [] };
    known.seats.push(seat);
    groups.set(key, known);
  }
  return [...groups.values()].map(({ chain, seats: alike }) => ({ ...chain, seats: alike, day: dayIn(asked, env) }));
} // prettier-ignore

function chainOf(book: PlanBook, positionId: string, asked: Period, env: Env, planFor: (row: PlanRow) => Plan): Chain | null {
  const now = book.on(positionId, dayIn(asked, env));
  if (!now) return null;
  const first = planFor(now.row);
  const period = payPeriodAt(dayIn(asked, env), first.period, first.yearStart);
  const row = (book.on(positionId, lastDayOf(period)) ?? now).row;
  const plan = planFor(row);
  const reach = reachOf(plan);
  const since = book.since(positionId)!;
  if (reach.back === "ever") {
    const links = linksOf(book, positionId, since, period, planFor);
    return { links, period, reach, from: links[0]!.periods[0]!.from };
  }
  const { from } = payPeriodAt(lastDayOf(period), reach.back, plan.yearStart);
  return { links: [{ row, plan, periods: [period] }], period, reach, from };
}

/**
 * Period by period from the first day of any plan; neighbours under one version are one link. Versions that leave nothing to carry are no
 * part of the beginning: a stop in one of them concerns nobody later.
 */
function linksOf(book: PlanBook, positionId: string, since: Day, target: PayPeriod, planFor: (row: PlanRow) => Plan): Link[] {
  const links: { row: PlanRow; plan: Plan; periods: PayPeriod[] }[] = [];
  for (let at = since; at < target.to;) {
    const there = book.on(positionId, at);
    if (!there) {
      at = addDays(at, 1);
      continue;
    }
    const { period: interval, yearStart } = planFor(there.row);
    const period = payPeriodAt(at, interval, yearStart);
    const row = (book.on(positionId, lastDayOf(period)) ?? there).row;
    const last = links.at(-1);
    if (last?.row.id === row.id) last.periods.push(period);
    else links.push({ row, plan: planFor(row), periods: [period] });
    at = period.to;
  }
  const first = links.findIndex(({ plan }) => reachOf(plan).back === "ever");
  return links.slice(first);
}
