import type { z } from "zod";
import { addDays, type Day, type Span } from "#core/base/date.ts";
import { windows, type Alignment } from "#core/boards/align.ts";
import { dimensions, type Comparison, type Tile } from "#core/boards/tile.ts";
import { elapsed, type Windows } from "#core/calendar/compare.ts";
import { periodAt, periodOf, type Period } from "#core/calendar/period.ts";
import type { Holidays } from "#core/calendar/working-days.ts";
import type { boardRoutes } from "#api/boards.ts";
import { scopeOf } from "../access/door.ts";
import { holidaysIn } from "../calendar/store.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { subjectOf, type Caller, type Subject } from "../kpi/subject.ts";
import type { Cuts } from "./compile.ts";

export type Wish = z.output<(typeof boardRoutes)["GET /api/dashboards/:id/answers"]["query"]>;

/** How a board is looked at: by whom, at whose numbers, when, against what, narrowed to what. */
export type View = {
  readonly caller: Caller;
  readonly subject: Subject;
  readonly period: Period;
  readonly holidays: Holidays;
  readonly compare: Comparison | undefined;
  readonly align: Alignment;
  readonly against: Day | undefined;
  readonly cuts: Cuts;
};

/** The view as far as the caller reaches. The reach is that of the metrics: a board opens nothing that the metrics page does not. */
export async function viewOf(asking: Omit<Caller, "scope">, wish: Wish): Promise<View | Refusal> {
  const { tx, tenant, user } = asking;
  const scope = await scopeOf(tx, user, "metrics", "read", tenant.today);
  if (!scope) return refuse("not-found");
  const fiscal = fiscalOf(tenant);
  const period = wish.period === undefined ? periodAt(tenant.today, "quarter", fiscal) : periodOf(wish.period, fiscal);
  if (!period) return refuse("period-unknown", { period: wish.period ?? "" });
  const caller = { tx, tenant, user, scope };
  const subject = await subjectOf(caller, wish);
  if (!subject) return refuse("not-found");
  const { compare, align, against } = wish;
  return { caller, subject, period, holidays: await holidaysAround(caller, period, against), compare, align, against, cuts: cutsOf(wish) };
}

export function cutsOf(wish: Cuts): Cuts {
  return Object.fromEntries(dimensions.flatMap((name) => (wish[name] === undefined ? [] : [[name, wish[name]]])));
}

/** Two years back and one ahead: tiles may look at the year around the period, and a comparison a year before that. */
async function holidaysAround({ tx }: Caller, period: Period, against: Day | undefined): Promise<Holidays> {
  const from = addDays(period.from, -800);
  return holidaysIn(tx, { from: against !== undefined && against < from ? against : from, to: addDays(period.to, 400) });
}

/** The period a tile speaks of: the board's, or the month, quarter or year that the board's present day lies in. */
export function periodFor(tile: Tile, { period, caller }: View): Period {
  if (tile.period === "board") return period;
  const done = elapsed(period, caller.tenant.today);
  const day = done.from < done.to ? addDays(done.to, -1) : period.from;
  return periodAt(day, tile.period, fiscalOf(caller.tenant));
}

/** What is counted now, and what it is held against. */
export function windowsFor(tile: Tile, view: View): { readonly now: Span; readonly pair: Windows | null } {
  const { caller, holidays, align, against } = view;
  const period = periodFor(tile, view);
  const { today } = caller.tenant;
  const compare = view.compare ?? tile.compare;
  const pair = windows({
    period,
    today,
    fiscal: fiscalOf(caller.tenant),
    holidays,
    compare,
    align,
    against: compare === "none" ? undefined : against,
  });
  return { now: elapsed(period, today), pair };
}
