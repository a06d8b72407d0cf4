import { sql } from "kysely";
import type { Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";
import type { Extra } from "#core/compensation/payable.ts";

type Row = { kind: Extra["kind"]; id: string; positionId: string; amount: Amount; reason: string; period: string };

/**
 * What is added to a statement beside the rules: approved adjustments; corrections of closed periods, in the period they were booked in,
 * else in the first one that is not closed; and, in a period that was opened again, what corrections of it have already paid elsewhere.
 */
export async function extrasOf(tx: Tx, positionIds: readonly string[], period: Span & { key: string }): Promise<Map<string, Extra[]>> {
  const ids = positionIds as string[];
  const rows = await tx.often(
    sql<Row>`
    with closed as (select max(period_to) as to from pay_periods where tenant_id = current_tenant() and state = 'closed')
    select 'adjustment' as kind, id, position_id as "positionId", amount, reason, period from pay_adjustments
      where tenant_id = current_tenant() and state = 'approved' and period = ${period.key} and position_id = any(${ids}::uuid[])
    union all
    select 'correction', c.id, c.position_id, c.after - c.before, '', c.period from pay_corrections c
      where c.tenant_id = current_tenant() and c.position_id = any(${ids}::uuid[]) and c.period <> ${period.key} and c.after <> c.before
        and (c.booked_in = ${period.key} or c.booked_in is null and exists (select 1 from closed where ${period.from}::date <= closed.to and ${period.to}::date > closed.to))
    union all
    select 'correction', c.id, c.position_id, c.before - c.after, '', c.booked_in from pay_corrections c
      where c.tenant_id = current_tenant() and c.position_id = any(${ids}::uuid[]) and c.period = ${period.key} and c.booked_in is not null
    order by kind, period, id`,
    ids,
  );
  const extras = rows.map(({ positionId, amount, ...row }) => [positionId, { ...row, amount: formatAmount(amount) }] as const);
  return new Map([...Map.groupBy(extras, ([positionId]) => positionId)].map(([id, list]) => [id, list.map(([, extra]) => extra)]));
}
