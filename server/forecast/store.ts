import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { FrozenDeal } from "#core/pipeline/changes.ts";
import type { Tx } from "../db/tx.ts";

export type CallRow = {
  nodeId: string;
  seq: number;
  kind: "submission" | "override";
  personId: string | null;
  commit: bigint | null;
  best: bigint | null;
  note: string;
  by: string | null;
  madeOn: Day;
  madeAt: string;
};
const call = sql`c.node_id as "nodeId", c.seq::int as seq, c.kind, c.person_id as "personId", c.commit_amount as "commit", c.best_amount as best, c.note,
  u.name as by, c.made_on as "madeOn", c.made_at as "madeAt"`;
const callers = sql`forecast_calls c left join users u on u.tenant_id = c.tenant_id and u.id = c.by_user`;

/** Everything said about some places for a period, oldest first. */
export const callsOf = (tx: Tx, period: string, nodeIds: readonly string[]): Promise<CallRow[]> =>
  tx.rows(sql<CallRow>`
    select ${call} from ${callers}
    where c.tenant_id = current_tenant() and c.period = ${period} and c.node_id = any(${nodeIds as string[]}::uuid[]) order by c.made_on, c.seq`);

/** Submissions about some places for several periods. */
export const submissionsOf = (tx: Tx, periods: readonly string[], nodeIds: readonly string[]): Promise<(CallRow & { period: string })[]> =>
  tx.rows(sql<CallRow & { period: string }>`
    select c.period, ${call} from ${callers}
    where c.tenant_id = current_tenant() and c.kind = 'submission' and c.period = any(${periods as string[]}::text[])
      and c.node_id = any(${nodeIds as string[]}::uuid[])`);

export type NewCall = {
  readonly id: string;
  readonly period: Span & { readonly key: string };
  readonly kind: "submission" | "override";
  readonly node: { readonly kind: "unit" | "position"; readonly id: string };
  readonly commit: bigint | null;
  readonly best: bigint | null;
  readonly note: string;
  readonly by: string;
  readonly on: Day;
};

/** False when the same id was written before. The holder of the place, or the head of the unit, goes with it. */
export async function insertCall(tx: Tx, { id, period, kind, node, commit, best, note, by, on }: NewCall): Promise<boolean> {
  const inForce = (of: string) =>
    sql`${sql.ref(`${of}.valid_from`)} <= ${on}::date and (${sql.ref(`${of}.valid_to`)} is null or ${sql.ref(`${of}.valid_to`)} > ${on}::date)`;
  const made = await tx.rows(sql<{ id: string }>`
    insert into forecast_calls (tenant_id, id, period, period_from, period_to, kind, node_kind, node_id, person_id, commit_amount, best_amount, note, by_user, made_on)
    select current_tenant(), ${id}, ${period.key}, ${period.from}, ${period.to}, ${kind}, ${node.kind}, ${node.id},
      (select a.person_id from position_versions v
        join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and ${inForce("a")}
        where v.tenant_id = current_tenant() and ${inForce("v")}
          and case when ${node.kind} = 'position' then v.position_id = ${node.id}::uuid else v.org_unit_id = ${node.id}::uuid and v.is_head end limit 1),
      ${commit}, ${best}, ${note}, ${by}, ${on}
    on conflict do nothing returning id`);
  return made.length > 0;
}

export type Owners = { readonly unitIds: readonly string[]; readonly positionIds: readonly string[] };

/** Whose deals: by the owner's position, or by the unit it stood in that day. */
export const ownedBy = ({ unitIds, positionIds }: Owners, unit: RawBuilder<unknown>, position: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${unit} = any(${unitIds as string[]}::uuid[]) or ${position} = any(${positionIds as string[]}::uuid[]))`;

export type OpenDeal = {
  id: string;
  code: string;
  name: string;
  customer: string;
  owner: string;
  ownerPositionId: string | null;
  unitId: string | null;
  stage: string;
  category: "omitted" | "pipeline" | "best-case" | "commit";
  amount: bigint | null;
  expectedOn: Day | null;
  pushes: number;
  version: number;
};

const seatThen = (today: Day) => sql`
    left join position_versions v on v.tenant_id = d.tenant_id and v.position_id = d.owner_position_id and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)`;
const isExpected = (owners: Owners, span: Span) => sql`
    d.tenant_id = current_tenant() and d.outcome = 'open' and d.expected_on >= ${span.from}::date and d.expected_on < ${span.to}::date
      and ${ownedBy(owners, sql`v.org_unit_id`, sql`d.owner_position_id`)}`;

export type OpenSum = Pick<OpenDeal, "ownerPositionId" | "unitId" | "stage" | "category"> & {
  readonly amount: bigint;
  readonly count: number;
};

/** Open deals expected in a span, added up by owner, stage and category: as many rows as people and stages, however many deals. */
export const openSums = (tx: Tx, owners: Owners, span: Span, today: Day): Promise<OpenSum[]> =>
  tx.rows(sql<OpenSum>`
    select d.owner_position_id as "ownerPositionId", v.org_unit_id as "unitId", d.stage, d.category, coalesce(sum(d.amount), 0)::bigint as amount, count(*)::int as count
    from deals d ${seatThen(today)} where ${isExpected(owners, span)} group by 1, 2, 3, 4`);

/** The largest of them. */
export const openDeals = (tx: Tx, owners: Owners, span: Span, today: Day, limit: number): Promise<OpenDeal[]> =>
  tx.rows(sql<OpenDeal>`
    with largest as (
      select d.*, v.title, v.org_unit_id from deals d ${seatThen(today)} where ${isExpected(owners, span)} order by d.amount desc nulls last, d.code limit ${limit})
    select d.id, d.code, d.name, coalesce(k.name, d.customer_text, '') as customer, coalesce(h.name, d.title, '') as owner,
      d.owner_position_id as "ownerPositionId", d.org_unit_id as "unitId", d.stage, d.category, d.amount, d.expected_on as "expectedOn",
      (select count(*) from deal_changes c where ${isPush})::int as pushes, d.version
    from largest d
    left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id
    left join assignments a on a.tenant_id = d.tenant_id and a.position_id = d.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
    left join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id
    order by d.amount desc nulls last, d.code`);

/** A later expected day than before. */
const isPush = sql`c.tenant_id = d.tenant_id and c.deal_id = d.id and c.field = 'expected_on' and c.after > c.before`;

/** How often the deals expected in a span were put off, and how many they are. */
export async function pushesOf(tx: Tx, owners: Owners, span: Span, today: Day): Promise<{ pushes: number; deals: number }> {
  const row = await tx.row(sql<{ pushes: number; deals: number }>`
    select count(c.deal_id)::int as pushes, count(distinct d.id)::int as deals
    from deals d ${seatThen(today)} left join deal_changes c on ${isPush} where ${isExpected(owners, span)}`);
  return row!;
}

export type SnapshotRow = { id: string; takenOn: Day };

/** Snapshots of the whole company in a span of days, oldest first. */
export const snapshotsIn = (tx: Tx, from: Day, to: Day): Promise<SnapshotRow[]> =>
  tx.rows(sql<SnapshotRow>`
    select id, taken_on as "takenOn" from forecast_snapshots
    where tenant_id = current_tenant() and reason = 'daily' and taken_on >= ${from}::date and taken_on < ${to}::date order by taken_on`);

export type FrozenRow = FrozenDeal & { readonly code: string; readonly name: string; readonly owner: string };

/** The deals of a snapshot within a subtree as it stood that day; names are those of today. */
export const frozenDeals = (tx: Tx, snapshotId: string, owners: Owners, today: Day): Promise<FrozenRow[]> =>
  tx.rows(sql<FrozenRow>`
    select s.deal_id as id, s.amount, s.expected_on as "expectedOn", s.outcome, s.created_on as "createdOn", coalesce(d.code, '') as code,
      coalesce(d.name, '') as name, coalesce(h.name, '') as owner
    from forecast_snapshot_deals s
    left join deals d on d.tenant_id = s.tenant_id and d.id = s.deal_id
    left join assignments a on a.tenant_id = s.tenant_id and a.position_id = s.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
    left join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id
    where s.tenant_id = current_tenant() and s.snapshot_id = ${snapshotId} and ${ownedBy(owners, sql`s.org_unit_id`, sql`s.owner_position_id`)}`);

/** The units below some units on a day, themselves included. */
export async function unitsThen(tx: Tx, rootIds: readonly string[], day: Day): Promise<string[]> {
  if (rootIds.length === 0) return [];
  const rows = await tx.rows(sql<{ id: string }>`
    select distinct descendant_id as id from org_closure where tenant_id = current_tenant() and ancestor_id = any(${rootIds as string[]}::uuid[])
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`);
  return rows.map(({ id }) => id);
}

/** What was given to each closed deal so many days before its close or the last time before that, and how it ended. */
export const givenProbabilities = (tx: Tx, owners: Owners, span: Span, leadDays: number): Promise<{ ppm: number; isWon: boolean }[]> =>
  tx.rows(sql<{ ppm: number; isWon: boolean }>`
    select given.ppm, d.outcome = 'won' as "isWon" from deals d
    cross join lateral (
      select s.probability_ppm as ppm, s.owner_position_id, s.org_unit_id from forecast_snapshot_deals s
      join forecast_snapshots t on t.tenant_id = s.tenant_id and t.id = s.snapshot_id and t.reason = 'daily'
      where s.tenant_id = d.tenant_id and s.deal_id = d.id and s.outcome = 'open' and t.taken_on <= d.closed_on - ${leadDays}::int
      order by t.taken_on desc limit 1) given
    where d.tenant_id = current_tenant() and d.outcome <> 'open' and d.closed_on >= ${span.from}::date and d.closed_on < ${span.to}::date
      and given.ppm is not null and ${ownedBy(owners, sql`given.org_unit_id`, sql`given.owner_position_id`)}`);

/** Who holds the positions today. */
export async function holdersOf(tx: Tx, positionIds: readonly string[], day: Day): Promise<Map<string, string>> {
  const rows = await tx.rows(sql<{ positionId: string; personId: string }>`
    select position_id as "positionId", person_id as "personId" from assignments
    where tenant_id = current_tenant() and position_id = any(${positionIds as string[]}::uuid[]) and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`);
  return new Map(rows.map(({ positionId, personId }) => [positionId, personId]));
}
