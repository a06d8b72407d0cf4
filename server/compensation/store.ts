import { createHash, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";

/** `products`: names by line, of the orders whose lines are asked for. */
export type Behind = { code: string; orderId: string; customer: string | null; products?: Readonly<Record<string, string>> };

/** What a line shows of its order or receipt, by code. */
export async function behind(tx: Tx, base: "signed" | "delivered" | "collected", codes: readonly string[], isByLine: boolean): Promise<Map<string, Behind>> {
  const orders = base === "collected" ? sql`receipts f join orders o on o.tenant_id = f.tenant_id and o.id = f.order_id` : sql`orders f join orders o on o.tenant_id = f.tenant_id and o.id = f.id`;
  const rows = await tx.rows(sql<Behind>`
    select f.code, o.id as "orderId", k.name as customer ${isByLine ? products : sql``} from ${orders}
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where f.tenant_id = current_tenant() and f.code = any(${codes as string[]}::text[])`);
  return new Map(rows.map((row) => [row.code, row]));
} // prettier-ignore

const products = sql`, (select jsonb_object_agg(l.line_no, p.name) from order_lines l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
      where l.tenant_id = o.tenant_id and l.order_id = o.id) as products`;

export type OpenDeal = {
  id: string;
  name: string;
  amount: Amount | null;
  expectedOn: Day | null;
  customer: string | null;
  customerClass: string;
};

/** Open deals of a position, the nearest first: what a what-if may add. */
export async function openDeals(tx: Tx, positionId: string, dealId?: string): Promise<OpenDeal[]> {
  return tx.rows(sql<OpenDeal>`
    select d.id, coalesce(nullif(d.name, ''), d.code) as name, d.amount, d.expected_on as "expectedOn", k.code as customer, coalesce(k.class, '') as "customerClass"
    from deals d left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id
    where d.tenant_id = current_tenant() and d.owner_position_id = ${positionId}::uuid and d.outcome = 'open' and ${dealId ? sql`d.id = ${dealId}::uuid` : sql`d.amount is not null`}
    order by d.expected_on nulls last, d.amount desc limit 30`);
} // prettier-ignore

export type StatementRow = { positionId: string; personId: string | null; planId: string; payout: Amount; document: unknown };

export async function keepStatements(
  tx: Tx,
  period: Span & { readonly key: string },
  currency: string,
  runId: string | null,
  rows: readonly StatementRow[],
): Promise<void> {
  const texts = rows.map((row) => JSON.stringify(row.document));
  await tx.often(
    sql`
    insert into statements (tenant_id, id, position_id, person_id, plan_id, period, period_from, period_to, currency, payout, document, result_hash, run_id)
    select current_tenant(), s.id, s.position_id, s.person_id, s.plan_id, ${period.key}, ${period.from}::date, ${period.to}::date, ${currency}, s.payout, s.document::jsonb, s.hash, ${runId}::uuid
    from unnest(${rows.map(() => randomUUIDv7())}::uuid[], ${rows.map((r) => r.positionId)}::uuid[], ${rows.map((r) => r.personId)}::uuid[], ${rows.map((r) => r.planId)}::uuid[],
      ${rows.map((r) => r.payout)}::bigint[], ${texts}::text[], ${texts.map((text) => createHash("sha256").update(text).digest())}::bytea[])
      as s(id, position_id, person_id, plan_id, payout, document, hash)
    on conflict (tenant_id, position_id, period) do update set person_id = excluded.person_id, plan_id = excluded.plan_id, payout = excluded.payout,
      document = excluded.document, result_hash = excluded.result_hash, run_id = coalesce(excluded.run_id, statements.run_id), computed_at = now()`,
    rows,
  );
}

/** Takes the notes of changed facts away; later calculations in this transaction see those facts. What a seat brings may be owed to who held it once. */
export async function takeDirt(tx: Tx): Promise<{ positionId: string; day: Day }[]> {
  return tx.often(sql<{ positionId: string; day: Day }>`
    with taken as (delete from statement_dirt where tenant_id = current_tenant() returning position_id, day)
    , concerned as (
      select position_id, day from taken union all
      select b.position_id, t.day from taken t join assignments a on a.tenant_id = current_tenant() and a.position_id = t.position_id and a.valid_to is not null
      join (select tenant_id, person_id, position_id from assignments where valid_to is null union all select tenant_id, person_id, position_id from settlement_seats) b on b.tenant_id = a.tenant_id and b.person_id = a.person_id)
    select position_id as "positionId", min(day) as day from concerned group by position_id`);
}

export type Touched = { positionId: string; period: string; isClosed: boolean };

/** Kept statements that changed facts may reach: those of the position whose period ends after the day. */
export async function touchedPeriods(tx: Tx, dirt: readonly { positionId: string; day: Day }[]): Promise<Touched[]> {
  return tx.often(
    sql<Touched>`
    select s.position_id as "positionId", s.period, coalesce(p.state = 'closed', false) as "isClosed" from statements s
    join unnest(${dirt.map((d) => d.positionId)}::uuid[], ${dirt.map((d) => d.day)}::date[]) as d(position_id, day) on d.position_id = s.position_id and s.period_to > d.day
    left join pay_periods p on p.tenant_id = s.tenant_id and p.key = s.period
    where s.tenant_id = current_tenant()`,
    dirt,
  );
}

export type RunRow = {
  id: string;
  period: string;
  startedAt: string;
  finishedAt: string | null;
  payees: number;
  facts: bigint;
  payout: Amount;
  manifest: { hash?: string };
};

export async function insertRun(
  tx: Tx,
  run: Omit<RunRow, "finishedAt" | "startedAt"> & { startedAt: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`
    insert into calculation_runs (tenant_id, id, period, started_at, finished_at, payees, facts, payout, manifest, by_user)
    values (current_tenant(), ${run.id}, ${run.period}, ${run.startedAt.toISOString()}, clock_timestamp(), ${run.payees}, ${run.facts}, ${run.payout}, ${JSON.stringify(run.manifest)}::jsonb, ${run.by})`);
}

export async function runs(tx: Tx, limit: number): Promise<RunRow[]> {
  return tx.rows(sql<RunRow>`
    select id, period, started_at as "startedAt", finished_at as "finishedAt", payees, facts, payout, manifest from calculation_runs
    where tenant_id = current_tenant() order by started_at desc limit ${limit}`);
}
