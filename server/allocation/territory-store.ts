import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";

export type AccountRow = {
  id: string;
  code: string;
  name: string;
  ownerId: string;
  class: string;
  industry: string;
  region: string;
  bought: bigint;
  pipeline: bigint;
  activities: number;
};

/** Accounts of these seats, the largest buyers first. Open deals are those of the present owner, whole. */
export async function territoryAccounts(
  tx: Tx,
  seats: readonly string[],
  span: Span,
  limit: number,
): Promise<{ rows: AccountRow[]; all: number }> {
  const mine = sql`k.tenant_id = current_tenant() and k.owner_position_id = any(${seats as string[]}::uuid[])`;
  const rows = await tx.rows(sql<AccountRow>`
    select k.id, k.code, k.name, k.owner_position_id as "ownerId", k.class, k.industry, k.region,
      coalesce(o.bought, 0)::bigint as bought, coalesce(d.pipeline, 0)::bigint as pipeline, coalesce(a.n, 0)::int as activities
    from customers k
    left join lateral (select sum(amount) as bought from orders o
      where o.tenant_id = k.tenant_id and o.customer_id = k.id and o.status = 'effective' and o.signed_on >= ${span.from}::date and o.signed_on < ${span.to}::date) o on true
    left join lateral (select sum(amount) as pipeline from deals d
      where d.tenant_id = k.tenant_id and d.customer_id = k.id and d.outcome = 'open' and d.owner_position_id = k.owner_position_id) d on true
    left join lateral (select count(*) as n from activities a
      where a.tenant_id = k.tenant_id and a.customer_id = k.id and a.done_on >= ${span.from}::date and a.done_on < ${span.to}::date) a on true
    where ${mine} order by bought desc, k.code limit ${limit}`);
  const count = await tx.row(sql<{ n: number }>`select count(*)::int as n from customers k where ${mine}`);
  return { rows, all: count!.n };
}

export type Ahead = { positionId: string; from: Day; amount: bigint };

/** Published monthly targets of signed amount from a day on. */
export async function targetsAhead(tx: Tx, seats: readonly string[], from: Day): Promise<Ahead[]> {
  return tx.rows(sql<Ahead>`
    with latest as (
      select distinct on (s.fiscal_year) s.id from target_sets s
      join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
      where s.tenant_id = current_tenant() and s.metric = 'signed-amount' order by s.fiscal_year, s.version desc)
    select t.node_id as "positionId", t.period_from as "from", t.amount from targets t join latest l on l.id = t.set_id
    where t.tenant_id = current_tenant() and t.node_id = any(${seats as string[]}::uuid[]) and t.period ~ '^\\d{4}-\\d{2}$' and t.period_from >= ${from}::date
    order by 1, 2`);
}

export type PlannedMove = { readonly accountId: string; readonly fromId: string; readonly toId: string };
export type PlanRow = {
  id: string;
  rootId: string;
  name: string;
  effectiveOn: Day;
  moves: PlannedMove[];
  createdBy: string | null;
  appliedAt: string | null;
  version: number;
};

const columns = sql`p.id, p.root_id as "rootId", p.name, p.effective_on as "effectiveOn", p.moves, u.name as "createdBy", a.at as "appliedAt", p.version`;
const tables = sql`territory_plans p
  left join users u on u.tenant_id = p.tenant_id and u.id = p.created_by
  left join territory_plan_applications a on a.tenant_id = p.tenant_id and a.plan_id = p.id`;

export async function territoryPlans(tx: Tx, rootId: string): Promise<PlanRow[]> {
  return tx.rows(
    sql<PlanRow>`select ${columns} from ${tables} where p.tenant_id = current_tenant() and p.root_id = ${rootId} order by p.created_at desc limit 50`,
  );
}

/** Locked, so that it is carried out once. */
export async function territoryPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  await tx.run(sql`select id from territory_plans where tenant_id = current_tenant() and id = ${id} for update`);
  return tx.row(sql<PlanRow>`select ${columns} from ${tables} where p.tenant_id = current_tenant() and p.id = ${id}`);
}

type NewPlan = Pick<PlanRow, "id" | "rootId" | "name" | "effectiveOn" | "moves"> & { readonly by: string | null };

/** False when the id is taken. */
export async function insertTerritoryPlan(tx: Tx, p: NewPlan): Promise<boolean> {
  const made = await tx.run(sql`
    insert into territory_plans (tenant_id, id, root_id, name, effective_on, moves, created_by)
    values (current_tenant(), ${p.id}, ${p.rootId}, ${p.name}, ${p.effectiveOn}, ${JSON.stringify(p.moves)}::jsonb, ${p.by}) on conflict do nothing`);
  return made === 1;
}

export async function updateTerritoryPlan(tx: Tx, id: string, p: Pick<PlanRow, "name" | "effectiveOn" | "moves">): Promise<void> {
  await tx.run(sql`
    update territory_plans set name = ${p.name}, effective_on = ${p.effectiveOn}, moves = ${JSON.stringify(p.moves)}::jsonb, version = version + 1
    where tenant_id = current_tenant() and id = ${id}`);
}

export async function deleteTerritoryPlan(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from territory_plans where tenant_id = current_tenant() and id = ${id}`);
}

/** Present owners, locked until the accounts have changed hands. */
export async function ownersOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, { ownerId: string | null; name: string }>> {
  const rows = await tx.rows(sql<{ id: string; ownerId: string | null; name: string }>`
    select id, owner_position_id as "ownerId", name from customers where tenant_id = current_tenant() and id = any(${accountIds as string[]}::uuid[]) order by id for update`);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

type Handover = { readonly planId: string; readonly on: Day; readonly moves: readonly PlannedMove[]; readonly by: string };

/** Accounts and the giver's open deals with them change hands; each change leaves its row. Answers how many deals went along. */
export async function handOver(tx: Tx, { planId, on, moves, by }: Handover): Promise<number> {
  const lists = [moves.map((m) => m.accountId), moves.map((m) => m.fromId), moves.map((m) => m.toId)] as const;
  const moved = sql`unnest(${lists[0]}::uuid[], ${lists[1]}::uuid[], ${lists[2]}::uuid[]) as m(account, giver, receiver)`;
  await tx.run(
    sql`update customers k set owner_position_id = m.receiver, version = k.version + 1 from ${moved} where k.tenant_id = current_tenant() and k.id = m.account`,
  );
  await tx.run(sql`
    insert into customer_owner_changes (tenant_id, customer_id, changed_on, seq, from_position_id, to_position_id, plan_id, by_user)
    select current_tenant(), m.account, ${on}::date,
      coalesce((select max(seq) from customer_owner_changes c where c.tenant_id = current_tenant() and c.customer_id = m.account and c.changed_on = ${on}::date), 0) + 1,
      m.giver, m.receiver, ${planId}, ${by} from ${moved}`);
  const deals = await tx.rows(sql<{ id: string; giver: string; receiver: string }>`
    update deals d set owner_position_id = m.receiver, version = d.version + 1 from ${moved}
    where d.tenant_id = current_tenant() and d.customer_id = m.account and d.outcome = 'open' and d.owner_position_id = m.giver
    returning d.id, m.giver, m.receiver`);
  await tx.run(sql`
    insert into deal_changes (tenant_id, deal_id, seq, changed_on, field, before, after)
    select current_tenant(), c.id, coalesce((select max(seq) from deal_changes x where x.tenant_id = current_tenant() and x.deal_id = c.id), 0) + 1,
      ${on}::date, 'owner', c.giver::text, c.receiver::text
    from unnest(${deals.map((d) => d.id)}::uuid[], ${deals.map((d) => d.giver)}::uuid[], ${deals.map((d) => d.receiver)}::uuid[]) as c(id, giver, receiver)`);
  await insertRows(tx, "territory_plan_applications", { plan_id: "uuid", by_user: "uuid" }, [[planId, by]]);
  return deals.length;
}
