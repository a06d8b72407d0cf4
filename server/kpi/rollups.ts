import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { RolledMeasure as Measure } from "#core/kpi/measures.ts";
import type { Tx } from "../db/tx.ts";
import { factSql, firstOf, joinSeat, seatOn, type Narrowed } from "./facts.ts";

export const measures: readonly Measure[] = ["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"];

/** What some facts add to one cell. */
type Part = {
  readonly measure: Measure;
  readonly day: Day;
  readonly positionId: string;
  readonly unitId: string;
  readonly customerClass: string;
  readonly value: bigint;
  readonly facts: number;
};
/** What the facts of some orders add to the rollups, and the customers whose first purchase they may be. */
export type Standing = { readonly identities: readonly string[]; readonly parts: readonly Part[] };

/**
 * What these orders and their receipts add now. Rows touched: theirs, and the purchases of customers whose first they may be. Ask before a
 * change.
 */
export async function standingOf(tx: Tx, orderIds: readonly string[], known: readonly string[] = []): Promise<Standing> {
  if (orderIds.length === 0) return { identities: [], parts: [] };
  const identities = [...new Set([...known, ...(await identitiesOf(tx, orderIds))])];
  return { identities, parts: await partsOf(tx, measures, { orderIds, identities }) };
}

/**
 * After the change, in the same transaction: cells move by the difference of what the orders add now and what they added
 * before. History is not read again, so that the cost of a change does not grow with it.
 */
export async function moveRollups(tx: Tx, orderIds: readonly string[], before: Standing): Promise<void> {
  const after = await standingOf(tx, orderIds, before.identities);
  const joined = after.identities.filter((one) => !before.identities.includes(one));
  // A customer whose first purchase they may be since the change stood before as it stands now without these orders.
  const theirs = joined.length > 0 ? await partsOf(tx, ["new-customers"], { orderIds, identities: joined, without: true }) : [];
  const moved = differences([...before.parts, ...theirs], after.parts);
  if (moved.length > 0) await addParts(tx, moved);
}

async function identitiesOf(tx: Tx, orderIds: readonly string[]): Promise<string[]> {
  return (await tx.often(firstOf(orderIds), orderIds)).map((row) => row.identity);
}

function partsOf(tx: Tx, some: readonly Measure[], narrowed: Narrowed): Promise<Part[]> {
  const each = some.map((measure) => cellsFrom(measure, factSql(measure, narrowed)));
  const about = [...narrowed.orderIds, ...narrowed.identities];
  return tx.often(
    sql<Part>`
    select measure, day, position_id as "positionId", org_unit_id as "unitId", customer_class as "customerClass", value, facts
    from (${sql.join(each, sql` union all `)}) part`,
    about,
  );
}

function differences(before: readonly Part[], after: readonly Part[]): Part[] {
  const cells = new Map<string, Part>();
  const add = (part: Part, sign: 1 | -1): void => {
    const key = [part.measure, part.day, part.positionId, part.unitId, part.customerClass].join(" ");
    const { value, facts } = cells.get(key) ?? { value: 0n, facts: 0 };
    cells.set(key, { ...part, value: value + part.value * BigInt(sign), facts: facts + part.facts * sign });
  };
  for (const part of before) add(part, -1);
  for (const part of after) add(part, 1);
  return [...cells.values()].filter((part) => part.value !== 0n || part.facts !== 0);
}

async function addParts(tx: Tx, parts: readonly Part[]): Promise<void> {
  const cells = sql`unnest(${parts.map((p) => p.measure)}::text[], ${parts.map((p) => p.day)}::date[], ${parts.map((p) => p.positionId)}::uuid[],
    ${parts.map((p) => p.unitId)}::uuid[], ${parts.map((p) => p.customerClass)}::text[]`;
  await tx.run(sql`
    insert into metric_rollups as r (tenant_id, measure, day, position_id, org_unit_id, customer_class, value, facts)
    select current_tenant(), * from ${cells}, ${parts.map((p) => p.value)}::bigint[], ${parts.map((p) => p.facts)}::int[])
    on conflict (tenant_id, measure, position_id, day, org_unit_id, customer_class) do update set value = r.value + excluded.value, facts = r.facts + excluded.facts`);
  await tx.run(sql`
    delete from metric_rollups r using ${cells}) as c(measure, day, position_id, org_unit_id, customer_class)
    where r.tenant_id = current_tenant() and r.measure = c.measure and r.day = c.day and r.position_id = c.position_id
      and r.org_unit_id = c.org_unit_id and r.customer_class = c.customer_class and r.facts = 0`);
}

/** All rollups of a span (or of all time) from the facts, set by set: for bulk imports and repairs. */
export async function rebuildRollups(tx: Tx, span?: Span): Promise<void> {
  for (const measure of measures) await rebuildMeasure(tx, measure, span);
}

/**
 * After a wide change of orders whose days all lie in the span: only these days are computed anew. New customers are the exception;
 * an order brought in for March can take away what counted as new in May.
 */
export async function rebuildDays(tx: Tx, span: Span): Promise<void> {
  for (const measure of measures) await rebuildMeasure(tx, measure, measure === "new-customers" ? undefined : span);
}

async function rebuildMeasure(tx: Tx, measure: Measure, span?: Span): Promise<void> {
  const inSpan = span ? sql`day >= ${span.from}::date and day < ${span.to}::date` : sql`true`;
  await tx.run(sql`delete from metric_rollups where tenant_id = current_tenant() and measure = ${measure} and ${inSpan}`);
  await insertCells(tx, measure, sql`select * from (${factSql(measure)}) f where ${inSpan}`);
}

async function insertCells(tx: Tx, measure: Measure, facts: RawBuilder<unknown>): Promise<void> {
  await tx.run(sql`
    insert into metric_rollups (tenant_id, measure, day, position_id, org_unit_id, customer_class, value, facts)
    ${cellsFrom(measure, facts)}`);
}

/** Facts summed to cells, each stamped with the unit its position belonged to on that day: one join for all, a look-up only where no version holds. */
function cellsFrom(measure: Measure, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select current_tenant() as tenant_id, ${measure}::text as measure, cell.day, cell.position_id, seat.org_unit_id, cell.customer_class, cell.value, cell.facts
    from (select day, position_id, customer_class, sum(value)::bigint as value, count(*)::int as facts from (${facts}) f group by day, position_id, customer_class) cell
    left join position_versions v on v.tenant_id = current_tenant() and v.position_id = cell.position_id
      and v.valid_from <= cell.day and (v.valid_to is null or v.valid_to > cell.day)
    cross join lateral (select coalesce(v.org_unit_id, (select seat.org_unit_id from ${seatOn(sql`cell.position_id`, sql`cell.day`)})) as org_unit_id) seat
    where seat.org_unit_id is not null`;
}

/** Puts the right unit on the rollups of positions whose history was changed. */
export async function restamp(tx: Tx, positionIds: readonly string[]): Promise<void> {
  if (positionIds.length === 0) return;
  await tx.run(sql`
    update metric_rollups r set org_unit_id = stamp.org_unit_id
    from (
      select distinct d.position_id, d.day, seat.org_unit_id from metric_rollups d ${joinSeat(sql`d.position_id`, sql`d.day`)}
      where d.tenant_id = current_tenant() and d.position_id = any(${positionIds as string[]}::uuid[])
    ) stamp
    where r.tenant_id = current_tenant() and r.position_id = stamp.position_id and r.day = stamp.day and r.org_unit_id <> stamp.org_unit_id`);
}

export type Difference = { measure: Measure; day: Day; positionId: string; rollup: bigint | null; facts: bigint | null };

/** Where rollups and facts disagree; nothing when all is well (used by `hengji doctor` and by tests). */
export async function rollupDifferences(tx: Tx, limit = 100): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const measure of measures) {
    const facts = sql`select * from (${factSql(measure)}) f`;
    found.push(
      ...(await tx.rows(sql<Difference>`
      select ${measure}::text as measure, coalesce(r.day, f.day) as day, coalesce(r.position_id, f.position_id) as "positionId", r.value as rollup, f.value as facts
      from (select * from metric_rollups where tenant_id = current_tenant() and measure = ${measure}) r
      full join (${cellsFrom(measure, facts)}) f using (day, position_id, org_unit_id, customer_class)
      where (r.value, r.facts) is distinct from (f.value, f.facts) limit ${limit}`)),
    );
  }
  return found.slice(0, limit);
}
