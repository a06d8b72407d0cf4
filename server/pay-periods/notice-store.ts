import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

/** Published periods that hold a statement of the person and are still open to questions. */
export async function periodsToCheck(tx: Tx, personId: string, today: Day): Promise<{ period: string; until: Day }[]> {
  return tx.rows(sql<{ period: string; until: Day }>`
    select p.key as period, p.dispute_until as until from pay_periods p
    join published_statements s on s.tenant_id = p.tenant_id and s.period = p.key and s.publication = p.publication and s.person_id = ${personId}::uuid
    where p.tenant_id = current_tenant() and p.state = 'published' and p.dispute_until >= ${today}::date order by p.period_from`);
}

type Count = { period: string; count: number };

/** Open questions by period, but the reader's own. */
export async function disputesFor(tx: Tx, userId: string): Promise<Count[]> {
  return tx.rows(sql<Count>`
    select period, count(*)::int as count from pay_disputes where tenant_id = current_tenant() and state = 'open' and opened_by <> ${userId}::uuid
    group by period order by period`);
}

/** Amounts by hand in open periods that wait for somebody else than their maker. */
export async function adjustmentsFor(tx: Tx, userId: string): Promise<Count[]> {
  return tx.rows(sql<Count>`
    select a.period, count(*)::int as count from pay_adjustments a left join pay_periods p on p.tenant_id = a.tenant_id and p.key = a.period
    where a.tenant_id = current_tenant() and a.state = 'proposed' and a.made_by is distinct from ${userId}::uuid and coalesce(p.state, 'open') = 'open'
    group by a.period order by a.period`);
}

/** Published by somebody else, and no question open any more. */
export async function periodsToApprove(tx: Tx, userId: string): Promise<{ period: string }[]> {
  return tx.rows(sql<{ period: string }>`
    select p.key as period from pay_periods p where p.tenant_id = current_tenant() and p.state = 'published' and p.published_by <> ${userId}::uuid
      and not exists (select 1 from pay_disputes d where d.tenant_id = p.tenant_id and d.period = p.key and d.state = 'open') order by p.period_from`);
}
