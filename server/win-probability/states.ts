import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

/** How a deal stood on a day, from what was known by then; numbers as text, null where nothing was. */
export type State = {
  readonly id: string;
  readonly outcome: "open" | "won" | "lost";
  readonly created: Day;
  readonly stage: string | null;
  readonly age: string;
  readonly inStage: string | null;
  readonly moves: string;
  readonly amount: string | null;
  readonly pushes: string;
  readonly touches: string;
  readonly silent: string | null;
  readonly source: string | null;
  readonly category: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly known: string;
  readonly ownerRate: string | null;
};
export const features = ["stage", "age", "inStage", "moves", "amount", "pushes", "touches", "silent", "source", "category", "industry", "region", "known", "ownerRate"] as const satisfies readonly (keyof State)[]; // prettier-ignore
export type Feature = (typeof features)[number];

/** Deals closed by an owner in the year before a day; fewer than five say nothing of him. */
const OWNER_MIN = 5;
const ROWS_MAX = 10_000;

/**
 * Closed deals as they stood, still open, on each of some days. A deal that already stands in a stage of won or lost is
 * over, whatever its day says. Of a company with more than ten thousand such rows a part, chosen by the deal's id, stays. Touches the deals alive on those days with their moves, changes and activities.
 */
export async function pastStates(tx: Tx, days: readonly Day[]): Promise<State[]> {
  const count = (await tx.row(sql<{ n: number }>`
    select count(*)::int as n from ${asked(days)} join deals d on ${isAlive} and d.outcome <> 'open'`))!.n;
  const every = Math.max(1, Math.ceil(count / ROWS_MAX));
  return states(tx, days, sql`d.outcome <> 'open' and abs(hashtext(d.id::text)) % ${every} = 0`);
}

/** Every open deal as it stands. */
export const presentStates = (tx: Tx, today: Day): Promise<State[]> => states(tx, [today], sql`d.outcome = 'open'`);

const asked = (days: readonly Day[]) => sql`unnest(${days as string[]}::date[]) as s(day)`;
/** A closed deal without the day of its end was open nobody knows how long: it teaches nothing. */
const isAlive = sql`d.tenant_id = current_tenant() and d.created_on <= s.day and (d.outcome = 'open' or d.closed_on > s.day)`;

function states(tx: Tx, days: readonly Day[], which: RawBuilder<unknown>): Promise<State[]> {
  return tx.rows(sql<State>`
    with alive as (
      select d.*, s.day from ${asked(days)} join deals d on ${isAlive} and ${which}
    ), owners as (
      select o.owner_position_id, o.day, count(*) as closed, count(*) filter (where e.outcome = 'won') as won
      from (select distinct owner_position_id, day from alive where owner_position_id is not null) o
      join deals e on e.tenant_id = current_tenant() and e.owner_position_id = o.owner_position_id and e.outcome <> 'open'
        and e.closed_on > o.day - 365 and e.closed_on <= o.day
      group by 1, 2
    )
    select a.id, a.outcome, a.created_on as created, m.stage, (a.day - a.created_on)::text as age, (a.day - m.entered_on)::text as "inStage",
      coalesce(m.seq, 0)::text as moves, coalesce(c.before, a.amount::text) as amount, p.pushes::text as pushes, t.touches::text as touches,
      (a.day - t.last)::text as silent, nullif(a.source, '') as source, nullif(q.category, '') as category, nullif(k.industry, '') as industry,
      nullif(k.region, '') as region, case when b.signed then '1' else '0' end as known,
      case when w.closed >= ${OWNER_MIN} then round(w.won::numeric / w.closed, 4)::text end as "ownerRate"
    from alive a
    left join lateral (select stage, entered_on, seq from deal_stage_moves where tenant_id = current_tenant() and deal_id = a.id and entered_on <= a.day
      order by seq desc limit 1) m on true
    left join lateral (select before from deal_changes where tenant_id = current_tenant() and deal_id = a.id and field = 'amount' and changed_on > a.day
      order by seq limit 1) c on true
    left join lateral (select count(*) as pushes from deal_changes where tenant_id = current_tenant() and deal_id = a.id and field = 'expected_on'
      and changed_on <= a.day and after > before) p on true
    left join lateral (select count(*) filter (where done_on > a.day - 30) as touches, max(done_on) as last from activities
      where tenant_id = current_tenant() and deal_id = a.id and done_on <= a.day) t on true
    left join lateral (select exists (select from orders where tenant_id = current_tenant() and customer_id = a.customer_id and signed_on < a.created_on
      and status = 'effective') as signed) b on true
    left join customers k on k.tenant_id = a.tenant_id and k.id = a.customer_id
    left join products q on q.tenant_id = a.tenant_id and q.id = a.product_id
    left join owners w on w.owner_position_id = a.owner_position_id and w.day = a.day
    where not exists (select from deal_stages g where g.tenant_id = current_tenant() and g.pipeline = a.pipeline and g.name = m.stage and g.kind <> 'open')
    order by a.id, a.day`);
}
