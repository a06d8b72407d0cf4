import { createHash, randomUUIDv7 } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Amount, Ppm } from "#core/base/money.ts";
import { checkPlan, type Plan } from "#core/compensation/plan.ts";
import type { Facts } from "#core/compensation/facts.ts";
import type { Period } from "#core/calendar/period.ts";
import { ppmOf } from "#core/formula/document.ts";
import type { Tx } from "../db/tx.ts";

export type StoredPlan = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly source: string;
  readonly plan: Plan;
};
export type PlanRow = {
  id: string;
  name: string;
  version: number;
  validFrom: Day;
  source: string;
  document: unknown;
  publishedAt: string | null;
  createdBy: string | null;
};
export type Assigned = { readonly plan: StoredPlan; readonly rate: Ppm | null };

const planColumns = sql`p.id, p.name, p.version, p.valid_from as "validFrom", p.source, p.document, p.published_at as "publishedAt", p.created_by as "createdBy"`;

export async function planRows(tx: Tx, id?: string): Promise<PlanRow[]> {
  return tx.rows(sql<PlanRow>`
    select ${planColumns} from plans p where p.tenant_id = current_tenant() and ${id ? sql`p.id = ${id}::uuid` : sql`true`}
    order by p.valid_from desc, p.version desc`);
}

/** The published plan version and personal values of each position on a day; who has none is absent. */
export async function plansOf(tx: Tx, positionIds: readonly string[], day: Day): Promise<Map<string, Assigned>> {
  const rows = await tx.rows(sql<PlanRow & { positionId: string; personal: { rate?: string } }>`
    select a.position_id as "positionId", a.personal, ${planColumns}
    from plan_assignments a
    join lateral (
      select * from plans v where v.tenant_id = a.tenant_id and v.name = a.plan_name and v.published_at is not null and v.valid_from <= ${day}::date
      order by v.valid_from desc, v.version desc limit 1) p on true
    where a.tenant_id = current_tenant() and a.position_id = any(${positionIds as string[]}::uuid[])
      and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)`);
  const read = new Map<string, StoredPlan>();
  const planFor = (row: PlanRow) => read.get(row.id) ?? read.set(row.id, readPlan(row)).get(row.id)!;
  return new Map(
    rows.map((row) => [row.positionId, { plan: planFor(row), rate: row.personal.rate === undefined ? null : ppmOf(row.personal.rate) }]),
  );
}

export function readPlan({ id, name, version, validFrom, source, document }: PlanRow): StoredPlan {
  const checked = checkPlan(document);
  if (checked.kind === "refused") throw new Error(`plan ${name} v${version} was stored unchecked`);
  return { id, name, version, validFrom, source, plan: checked.plan };
}

export async function insertPlan(
  tx: Tx,
  plan: { name: string; source: string; document: unknown; validFrom: Day; by: string | null },
): Promise<{ id: string; version: number }> {
  const id = randomUUIDv7();
  const row = await tx.row(sql<{ version: number }>`
    insert into plans (tenant_id, id, name, version, source, document, valid_from, created_by)
    select current_tenant(), ${id}, ${plan.name}, coalesce(max(version), 0) + 1, ${plan.source}, ${JSON.stringify(plan.document)}::jsonb, ${plan.validFrom}::date, ${plan.by}::uuid
    from plans where tenant_id = current_tenant() and name = ${plan.name} returning version`);
  return { id, version: row!.version };
}

/** False when it was published already. */
export async function markPublished(tx: Tx, planId: string): Promise<boolean> {
  return (
    (await tx.run(
      sql`update plans set published_at = now() where tenant_id = current_tenant() and id = ${planId}::uuid and published_at is null`,
    )) === 1
  );
}

export async function assignPlan(
  tx: Tx,
  planName: string,
  positionIds: readonly string[],
  from: Day,
  personal: { rate?: string } = {},
): Promise<void> {
  await tx.run(sql`
    insert into plan_assignments (tenant_id, plan_name, position_id, valid_from, personal)
    select current_tenant(), ${planName}, id, ${from}::date, ${JSON.stringify(personal)}::jsonb from unnest(${positionIds as string[]}::uuid[]) as t(id)
    on conflict (tenant_id, position_id, valid_from) do update set plan_name = excluded.plan_name, personal = excluded.personal`);
}

const factSources: Record<Plan["base"], { day: RawBuilder<unknown>; from: RawBuilder<unknown> }> = {
  signed: {
    day: sql`f.signed_on`,
    from: sql`order_credits c join orders f on f.tenant_id = c.tenant_id and f.id = c.order_id and f.status = 'effective'`,
  },
  delivered: {
    day: sql`f.delivered_on`,
    from: sql`order_credits c join orders f on f.tenant_id = c.tenant_id and f.id = c.order_id and f.status = 'effective'`,
  },
  collected: { day: sql`f.received_on`, from: sql`receipt_credits c join receipts f on f.tenant_id = c.tenant_id and f.id = c.receipt_id` },
};
const BATCH = 20_000;

/**
 * Facts of many positions in business order, streamed in large batches into column arrays. Amounts travel as float8: they are
 * safe integers, and nothing is lost or allocated for them. Without ids where only sums are wanted.
 */
export async function factsOf(
  tx: Tx,
  base: Plan["base"],
  positionIds: readonly string[],
  span: Span,
  withIds: boolean,
): Promise<Map<string, Facts>> {
  const { day, from } = factSources[base];
  const id = withIds ? sql`f.id::text` : sql`''`;
  const everyone = positionIds.length > 200 ? sql`true` : sql`c.position_id = any(${positionIds as string[]}::uuid[])`;
  await tx.run(sql`
    declare facts no scroll cursor for select c.position_id::text, ${day}::text, c.amount::float8, ${id}
    from ${from} where c.tenant_id = current_tenant() and ${everyone} and ${day} >= ${span.from}::date and ${day} < ${span.to}::date
    order by c.position_id, ${day}, f.id`);
  const found = new Map<string, Columns>(positionIds.map((position) => [position, { ids: [], days: [], amounts: [] }]));
  for (;;) {
    const { rows } = await tx.client.query<[string, Day, number, string]>({ text: `fetch ${BATCH} from facts`, rowMode: "array" });
    for (const row of rows) add(found.get(row[0]), row, withIds);
    if (rows.length < BATCH) break;
  }
  await tx.client.query("close facts");
  return new Map(
    [...found].map(([position, c]) => [
      position,
      { ids: c.ids, days: c.days, amounts: Float64Array.from(c.amounts), count: c.amounts.length },
    ]),
  );
}

type Columns = { ids: string[]; days: Day[]; amounts: number[] };

function add(columns: Columns | undefined, [, day, amount, id]: [string, Day, number, string], withIds: boolean): void {
  if (!columns) return;
  columns.days.push(day);
  columns.amounts.push(amount);
  if (withIds) columns.ids.push(id);
}

export type Behind = { factId: string; orderId: string; code: string; customer: string | null };

/** What a line shows of its order or receipt. */
export async function behind(tx: Tx, base: Plan["base"], ids: readonly string[]): Promise<Map<string, Behind>> {
  const orders =
    base === "collected"
      ? sql`receipts f join orders o on o.tenant_id = f.tenant_id and o.id = f.order_id`
      : sql`orders f join orders o on o.tenant_id = f.tenant_id and o.id = f.id`;
  const rows = await tx.rows(sql<Behind>`
    select f.id as "factId", o.id as "orderId", f.code, k.name as customer from ${orders}
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where f.tenant_id = current_tenant() and f.id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.factId, row]));
}

export type OpenDeal = { id: string; name: string; amount: Amount | null; expectedOn: Day | null };

/** Open deals of a position, the nearest first: what a what-if may add. */
export async function openDeals(tx: Tx, positionId: string, dealId?: string): Promise<OpenDeal[]> {
  return tx.rows(sql<OpenDeal>`
    select id, coalesce(nullif(name, ''), code) as name, amount, expected_on as "expectedOn" from deals
    where tenant_id = current_tenant() and owner_position_id = ${positionId}::uuid and outcome = 'open' and ${dealId ? sql`id = ${dealId}::uuid` : sql`amount is not null`}
    order by expected_on nulls last, amount desc limit 30`);
}

export type StatementRow = { positionId: string; personId: string | null; planId: string; payout: Amount; document: unknown };

export async function keepStatements(
  tx: Tx,
  period: Period,
  currency: string,
  runId: string | null,
  rows: readonly StatementRow[],
): Promise<void> {
  const texts = rows.map((row) => JSON.stringify(row.document));
  await tx.run(sql`
    insert into statements (tenant_id, id, position_id, person_id, plan_id, period, period_from, period_to, currency, payout, document, result_hash, run_id)
    select current_tenant(), s.id, s.position_id, s.person_id, s.plan_id, ${period.key}, ${period.from}::date, ${period.to}::date, ${currency}, s.payout, s.document::jsonb, s.hash, ${runId}::uuid
    from unnest(${rows.map(() => randomUUIDv7())}::uuid[], ${rows.map((r) => r.positionId)}::uuid[], ${rows.map((r) => r.personId)}::uuid[], ${rows.map((r) => r.planId)}::uuid[],
      ${rows.map((r) => r.payout)}::bigint[], ${texts}::text[], ${texts.map((text) => createHash("sha256").update(text).digest())}::bytea[])
      as s(id, position_id, person_id, plan_id, payout, document, hash)
    on conflict (tenant_id, position_id, period) do update set person_id = excluded.person_id, plan_id = excluded.plan_id, payout = excluded.payout,
      document = excluded.document, result_hash = excluded.result_hash, run_id = coalesce(excluded.run_id, statements.run_id), computed_at = now()`);
}

/** Takes the notes of changed facts away; later calculations in this transaction see those facts. */
export async function takeDirt(tx: Tx): Promise<{ positionId: string; day: Day }[]> {
  return tx.rows(sql<{ positionId: string; day: Day }>`
    with taken as (delete from statement_dirt where tenant_id = current_tenant() returning position_id, day)
    select position_id as "positionId", min(day) as day from taken group by position_id`);
}

/** Kept statements that changed facts may reach: those of the position whose period ends after the day. */
export async function touchedPeriods(
  tx: Tx,
  dirt: readonly { positionId: string; day: Day }[],
): Promise<{ positionId: string; period: string }[]> {
  return tx.rows(sql<{ positionId: string; period: string }>`
    select s.position_id as "positionId", s.period from statements s
    join unnest(${dirt.map((d) => d.positionId)}::uuid[], ${dirt.map((d) => d.day)}::date[]) as d(position_id, day) on d.position_id = s.position_id and s.period_to > d.day
    where s.tenant_id = current_tenant()`);
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
