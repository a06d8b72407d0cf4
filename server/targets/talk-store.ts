import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

/** What a talk is about: one metric and fiscal year. */
export type About = { readonly metric: string; readonly year: number };
export type ProposalRow = {
  id: string; metric: string; year: number; nodeKind: "unit" | "position"; nodeId: string; period: string; amount: bigint;
  side: "up" | "down"; reason: string; evidence: string; byUser: string | null; by: string; at: string; outcome: string | null;
}; // prettier-ignore

const proposals = sql`
  select p.id, p.metric, p.fiscal_year as year, p.node_kind as "nodeKind", p.node_id as "nodeId", p.period, p.amount, p.side, p.reason, p.evidence,
    p.by_user as "byUser", coalesce(u.name, '') as by, p.at, o.kind as outcome
  from target_proposals p
  left join target_proposal_outcomes o on o.tenant_id = p.tenant_id and o.proposal_id = p.id
  left join users u on u.tenant_id = p.tenant_id and u.id = p.by_user
  where p.tenant_id = current_tenant()`;

/** Proposals that wait for an answer. */
export const openProposals = (tx: Tx, { metric, year }: About): Promise<ProposalRow[]> =>
  tx.rows(sql<ProposalRow>`${proposals} and p.metric = ${metric} and p.fiscal_year = ${year} and o.kind is null order by p.at`);

/** Locked, so that two answers to the same proposal come one after the other. */
export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 35))`);
  return tx.row(sql<ProposalRow>`${proposals} and p.id = ${id}`);
}

/** `at` is given where something is told of the past. */
export type NewProposal = Pick<ProposalRow, "id" | "metric" | "year" | "nodeKind" | "nodeId" | "period" | "amount" | "side" | "reason" | "evidence"> & { readonly by: string; readonly at?: string }; // prettier-ignore

/** False when a proposal of that id is already there. */
export async function insertProposal(tx: Tx, p: NewProposal): Promise<boolean> {
  const count = await tx.run(sql`
    insert into target_proposals (tenant_id, id, metric, fiscal_year, node_kind, node_id, period, amount, side, reason, evidence, by_user, at)
    values (current_tenant(), ${p.id}, ${p.metric}, ${p.year}, ${p.nodeKind}, ${p.nodeId}, ${p.period}, ${p.amount}, ${p.side}, ${p.reason}, ${p.evidence}, ${p.by}, coalesce(${p.at ?? null}::timestamptz, now()))
    on conflict do nothing`);
  return count === 1;
}

type Outcome = { readonly kind: "accepted" | "declined" | "withdrawn" | "answered"; readonly reason: string; readonly by: string };

export async function settleProposal(tx: Tx, id: string, { kind, reason, by }: Outcome): Promise<void> {
  await tx.run(
    sql`insert into target_proposal_outcomes (tenant_id, proposal_id, kind, reason, by_user) values (current_tenant(), ${id}, ${kind}, ${reason}, ${by})`,
  );
}

type Remark = About & {
  readonly id: string;
  readonly nodeId: string;
  readonly kind: string;
  readonly text: string;
  readonly by: string;
  readonly at?: string;
};

export async function insertRemark(tx: Tx, { id, metric, year, nodeId, kind, text, by, at }: Remark): Promise<void> {
  await tx.run(sql`
    insert into target_remarks (tenant_id, id, metric, fiscal_year, node_id, kind, text, by_user, at)
    values (current_tenant(), ${id}, ${metric}, ${year}, ${nodeId}, ${kind}, ${text}, ${by}, coalesce(${at ?? null}::timestamptz, now())) on conflict do nothing`);
}

export type TrailRow = {
  id: string; kind: string; at: string; by: string; period: string | null; amount: bigint | null; text: string; evidence: string;
}; // prettier-ignore

/** Everything about one node, oldest first: proposals and their outcomes, remarks, submissions and decisions. */
export async function trailOf(tx: Tx, { metric, year }: About, nodeId: string): Promise<TrailRow[]> {
  return tx.rows(sql<TrailRow>`
    select e.id, e.kind, e.at, coalesce(u.name, '') as by, e.period, e.amount, e.text, e.evidence from (
      select p.id::text, case p.side when 'up' then 'proposal' else 'counter' end as kind, p.at, p.by_user, p.period, p.amount, p.reason as text, p.evidence
      from target_proposals p where p.tenant_id = current_tenant() and p.metric = ${metric} and p.fiscal_year = ${year} and p.node_id = ${nodeId}
      union all
      select o.proposal_id || '-outcome', o.kind, o.at, o.by_user, p.period, p.amount, o.reason, ''
      from target_proposal_outcomes o join target_proposals p on p.tenant_id = o.tenant_id and p.id = o.proposal_id
      where o.tenant_id = current_tenant() and p.metric = ${metric} and p.fiscal_year = ${year} and p.node_id = ${nodeId} and o.kind <> 'answered'
      union all
      select r.id::text, r.kind, r.at, r.by_user, null, null, r.text, ''
      from target_remarks r where r.tenant_id = current_tenant() and r.metric = ${metric} and r.fiscal_year = ${year} and r.node_id = ${nodeId}
      union all
      select b.id::text, 'submitted', b.at, b.by_user, null, null, b.note, ''
      from target_submissions b join target_sets s on s.tenant_id = b.tenant_id and s.id = b.set_id
      where b.tenant_id = current_tenant() and s.metric = ${metric} and s.fiscal_year = ${year} and b.node_id = ${nodeId}
      union all
      select d.submission_id || '-decision', d.kind, d.at, d.by_user, null, null, d.reason, ''
      from target_decisions d join target_submissions b on b.tenant_id = d.tenant_id and b.id = d.submission_id
      join target_sets s on s.tenant_id = b.tenant_id and s.id = b.set_id
      where d.tenant_id = current_tenant() and s.metric = ${metric} and s.fiscal_year = ${year} and b.node_id = ${nodeId}
      union all
      select c.id::text, 'change-asked', c.at, c.by_user, to_char(c.effective_from, 'YYYY-MM'), c.amount, c.reason, ''
      from target_changes c where c.tenant_id = current_tenant() and c.metric = ${metric} and c.fiscal_year = ${year} and c.node_id = ${nodeId}
      union all
      select d.change_id || '-decision', 'change-' || d.kind, d.at, d.by_user, to_char(c.effective_from, 'YYYY-MM'), c.amount, d.reason, ''
      from target_change_decisions d join target_changes c on c.tenant_id = d.tenant_id and c.id = d.change_id
      where d.tenant_id = current_tenant() and c.metric = ${metric} and c.fiscal_year = ${year} and c.node_id = ${nodeId}
    ) e left join users u on u.tenant_id = current_tenant() and u.id = e.by_user order by e.at, e.id`);
}
