import { sql, type RawBuilder } from "kysely";
import { parseDay, type Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import type { StageSum } from "#core/deals/weigh.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { seatOn } from "../kpi/facts.ts";
import { like, ownedWithin, paged, type Page } from "../orders/lists.ts";
import type { Category } from "./keeper.ts";

export type DealFilter = {
  readonly q?: string | undefined;
  readonly owner?: string | undefined;
  readonly stage?: string | undefined;
  readonly outcome?: "open" | "won" | "lost" | undefined;
  readonly category?: Category | undefined;
  readonly closingFrom?: Day | undefined;
  readonly closingTo?: Day | undefined;
  readonly stale?: "yes" | undefined;
  readonly pushed?: number | undefined;
};
export type Sort = "code" | "amount" | "-amount" | "expected" | "-expected" | "created" | "-created";
export type Asked = { readonly scope: Scope; readonly today: Day };

type Source = Omit<DealRow, "amount"> & { readonly amount: bigint | null; readonly sortValue: string };
export type DealRow = {
  id: string;
  code: string;
  name: string;
  customer: string | null;
  product: string | null;
  owner: string | null;
  ownerPositionId: string | null;
  pipeline: string;
  stage: string;
  stageSince: Day | null;
  outcome: "open" | "won" | "lost";
  category: Category;
  amount: string | null;
  createdOn: Day | null;
  expectedOn: Day | null;
  closedOn: Day | null;
  nextStep: string;
  nextStepOn: Day | null;
  pushes: number;
  isStale: boolean;
  version: number;
};

/** Who holds a position on a day. */
export const holderOn = (position: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select h.name from assignments a join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id
  where a.tenant_id = current_tenant() and a.position_id = ${position} and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date) limit 1)`;

/** A deal is seen by its owner and by those who share it, as their positions stand today. */
export function dealWithin({ scope, today }: Asked): RawBuilder<unknown> {
  if (scope.all) return sql`true`;
  return sql`(${ownedWithin(scope, sql`d.owner_position_id`, today)} or exists (
    select from deal_credits c cross join ${seatOn(sql`c.position_id`, sql`${today}::date`)}
    where c.tenant_id = d.tenant_id and c.deal_id = d.id and ${within(scope, { unit: sql`seat.org_unit_id`, position: sql`c.position_id` })}))`;
}

/**
 * The third quartile of the stays in each stage, from the five thousand deals closed last: what is longer there than that
 * stands still. Under eight stays there is no such day.
 */
export const usualDays = (today: Day): RawBuilder<unknown> => sql`(
  select pipeline, stage, percentile_disc(0.75) within group (order by days)::int as days from (
    select c.pipeline, m.stage, lead(m.entered_on) over (partition by m.deal_id order by m.seq) - m.entered_on as days
    from (select id, pipeline from deals where tenant_id = current_tenant() and closed_on <= ${today}::date order by closed_on desc limit 5000) c
    join deal_stage_moves m on m.tenant_id = current_tenant() and m.deal_id = c.id) stays
  where days is not null group by pipeline, stage having count(*) >= 8)`;

const usual = (today: Day) => sql`left join ${usualDays(today)} usual on usual.pipeline = d.pipeline and usual.stage = d.stage`;
const since = sql`left join lateral (
  select m.entered_on from deal_stage_moves m where m.tenant_id = d.tenant_id and m.deal_id = d.id order by m.seq desc limit 1) since on true`;
const pushed = sql`left join lateral (select count(*)::int as pushes from deal_changes c
  where c.tenant_id = d.tenant_id and c.deal_id = d.id and c.field = 'expected_on' and c.after > c.before) pushed on true`;
const customer = sql`left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id`;

/** What narrowing needs and no more: history is looked up for all deals only where it is asked for. */
const narrow = (filter: DealFilter, today: Day): RawBuilder<unknown> => sql`deals d ${customer}
  ${filter.stale ? sql`${usual(today)} ${since}` : sql``} ${filter.pushed ? pushed : sql``}`;
/** Everything a row shows. */
const source = (today: Day): RawBuilder<unknown> => sql`deals d ${customer} ${usual(today)} ${since} ${pushed}
  left join products p on p.tenant_id = d.tenant_id and p.id = d.product_id`;
const stale = (today: Day): RawBuilder<unknown> =>
  sql`coalesce(d.outcome = 'open' and ${today}::date - since.entered_on > usual.days, false)`;

const columns = (today: Day): RawBuilder<unknown> => sql`
  d.id, d.code, d.name, coalesce(k.name, d.customer_text) as customer, coalesce(p.name, d.product_text) as product,
  ${holderOn(sql`d.owner_position_id`, sql`${today}`)} as owner, d.owner_position_id as "ownerPositionId", d.pipeline, d.stage,
  since.entered_on as "stageSince", d.outcome, d.category, d.amount, d.created_on as "createdOn", d.expected_on as "expectedOn",
  d.closed_on as "closedOn", d.next_step as "nextStep", d.next_step_on as "nextStepOn", pushed.pushes, ${stale(today)} as "isStale", d.version`;

function matching(filter: DealFilter, asked: Asked): RawBuilder<unknown> {
  const same = (column: RawBuilder<unknown>, value: string | undefined) => (value === undefined ? sql`true` : sql`${column} = ${value}`);
  const { closingFrom = null, closingTo = null, pushed = 0 } = filter;
  return sql`d.tenant_id = current_tenant() and ${dealWithin(asked)}
    and ${like(filter.q, sql`d.code`, sql`d.name`, sql`k.name`)} and ${same(sql`d.stage`, filter.stage)} and ${same(sql`d.outcome`, filter.outcome)}
    and ${same(sql`d.category`, filter.category)} and ${filter.owner === undefined ? sql`true` : sql`d.owner_position_id = ${filter.owner}::uuid`}
    and (${closingFrom}::date is null or d.expected_on >= ${closingFrom}::date) and (${closingTo}::date is null or d.expected_on < ${closingTo}::date)
    and ${filter.stale === "yes" ? stale(asked.today) : sql`true`} and ${pushed > 0 ? sql`pushed.pushes >= ${pushed}` : sql`true`}`;
}

const sorts: Readonly<Record<Sort, readonly [value: RawBuilder<unknown>, type: string, isDown: boolean]>> = {
  code: [sql`d.code`, "text", false],
  amount: [sql`coalesce(d.amount, -1)`, "bigint", false],
  "-amount": [sql`coalesce(d.amount, -1)`, "bigint", true],
  expected: [sql`coalesce(d.expected_on, date '9999-12-31')`, "date", false],
  "-expected": [sql`coalesce(d.expected_on, date '0001-01-01')`, "date", true],
  created: [sql`coalesce(d.created_on, date '9999-12-31')`, "date", false],
  "-created": [sql`coalesce(d.created_on, date '0001-01-01')`, "date", true],
};
const isValue: Readonly<Record<string, (text: string) => boolean>> = {
  text: () => true,
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  date: (text) => /^(0001-01-01|9999-12-31)$/.test(text) || parseDay(text) !== null,
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keyset paging by (value, id); a cursor of another sort is none. */
function after(sort: Sort, cursor: string | undefined): RawBuilder<unknown> {
  const [value, type, isDown] = sorts[sort];
  const [at, id] = [cursor?.slice(0, -37) ?? "", cursor?.slice(-36) ?? ""];
  if (cursor === undefined || !isValue[type]!(at) || !UUID.test(id)) return sql`true`;
  return sql`(${value}, d.id) ${sql.raw(isDown ? "<" : ">")} (${at}::${sql.raw(type)}, ${id}::uuid)`;
}

export type DealQuery = DealFilter & { readonly sort: Sort; readonly cursor?: string | undefined; readonly limit: number };

export async function dealsWithin(tx: Tx, asked: Asked, query: DealQuery): Promise<Page<DealRow>> {
  const [value, , isDown] = sorts[query.sort];
  const down = sql.raw(isDown ? "desc" : "asc");
  const rows = await tx.rows(sql<Source>`
    select ${columns(asked.today)}, ${value}::text as "sortValue" from ${source(asked.today)}
    where d.tenant_id = current_tenant() and d.id = any(array(
      select d.id from ${narrow(query, asked.today)}
      where ${matching(query, asked)} and ${after(query.sort, query.cursor)} order by ${value} ${down}, d.id ${down} limit ${query.limit + 1}))
    order by ${value} ${down}, d.id ${down}`);
  return paged(rows.map(shown), query.limit, (row) => cursors.get(row)!);
}

const cursors = new WeakMap<DealRow, string>();

export function shown({ sortValue, ...row }: Source): DealRow {
  const deal = { ...row, amount: row.amount === null ? null : formatAmount(row.amount) };
  cursors.set(deal, `${sortValue} ${row.id}`);
  return deal;
}

export async function dealRow(tx: Tx, asked: Asked, id: string): Promise<DealRow | undefined> {
  const row = await tx.row(sql<Source>`
    select ${columns(asked.today)}, '' as "sortValue" from ${source(asked.today)}
    where d.tenant_id = current_tenant() and d.id = ${id} and ${dealWithin(asked)}`);
  return row && shown(row);
}

export type Sums = StageSum & { readonly stage: string };

/** Count and amount of what matches, by stage; only open deals have a chance left. */
export async function sumsByStage(tx: Tx, asked: Asked, filter: DealFilter, pipeline?: string): Promise<Sums[]> {
  return tx.rows(sql<Sums>`
    select d.stage, count(*)::int as count, coalesce(sum(d.amount), 0)::bigint as amount,
      max(case when d.outcome = 'open' then s.probability_ppm end) as "probabilityPpm"
    from ${narrow(filter, asked.today)}
    left join deal_stages s on s.tenant_id = d.tenant_id and s.pipeline = d.pipeline and s.name = d.stage where ${matching(filter, asked)} and (${pipeline ?? null}::text is null or d.pipeline = ${pipeline ?? null})
    group by d.pipeline, d.stage, d.outcome`);
}

/** The largest deals of each stage of a pipeline. */
export async function largestByStage(tx: Tx, asked: Asked, filter: DealFilter, pipeline: string, each: number): Promise<DealRow[]> {
  const rows = await tx.rows(sql<Source>`
    select ${columns(asked.today)}, '' as "sortValue" from ${source(asked.today)}
    where d.tenant_id = current_tenant() and d.id = any(array(
      select id from (
        select d.id, row_number() over (partition by d.stage order by d.amount desc nulls last, d.id) as place
        from ${narrow(filter, asked.today)} where ${matching(filter, asked)} and d.pipeline = ${pipeline}) ranked
      where place <= ${each}))
    order by d.stage, d.amount desc nulls last, d.id`);
  return rows.map(shown);
}

/** Every stage's usual days, for pages that explain what stands still. */
export async function stageDays(tx: Tx, today: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows(sql<{ pipeline: string; stage: string; days: number }>`select * from ${usualDays(today)} usual`);
  return new Map(rows.map(({ pipeline, stage, days }) => [`${pipeline}\n${stage}`, days]));
}
