import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Day } from "#core/base/date.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";

type Get = Contract["GET /api/pay-notices"];
type Ctx = Context<Get>;
type Rows = Exclude<Reply<Get>, { code: string }>["rows"];
type Kind = Rows[number]["kind"];

/** GET /api/pay-notices: the workbench shows them beside what else waits; the general role of the database reads no pay. */
export async function payNotices(ctx: Ctx): Promise<Reply<Get>> {
  const roles = ctx.user.grants.map(({ role }) => role);
  return {
    rows: [
      ...(await toSign(ctx)),
      ...(await toCheck(ctx)),
      ...(may(roles, "statements", "write") ? await toAnswer(ctx) : []),
      ...(may(roles, "statements", "publish") ? await toApprove(ctx) : []),
    ],
  };
}

const notice = (kind: Kind, id: string, values: Record<string, string | number>): Rows[number] => ({
  kind,
  id,
  title: "",
  dueOn: null,
  values,
  version: null,
});

/** The version in force of each plan that pays an own seat, while it is not accepted. */
async function toSign({ tx, user, today }: Ctx): Promise<Rows> {
  if (user.personId === null) return [];
  const rows = await tx.rows(sql<{ id: string; name: string; version: number }>`
    select distinct on (p.name) p.id, p.name, p.version from plans p
    where p.tenant_id = current_tenant() and p.published_at is not null and p.valid_from <= ${today}::date
      and exists (select 1 from plan_assignments a where a.tenant_id = p.tenant_id and a.plan_name = p.name and a.position_id = any(${user.positionIds as string[]}::uuid[]) and (a.valid_to is null or a.valid_to > ${today}::date))
      and not exists (select 1 from plan_signatures s where s.tenant_id = p.tenant_id and s.plan_id = p.id and s.person_id = ${user.personId}::uuid)
      and not exists (select 1 from plans n where n.tenant_id = p.tenant_id and n.name = p.name and n.published_at is not null and n.valid_from <= ${today}::date and (n.valid_from, n.version) > (p.valid_from, p.version))
    order by p.name, p.valid_from desc, p.version desc`);
  return rows.map(({ id, name, version }) => notice("plan-to-sign", id, { name, version }));
} // prettier-ignore

/** The own statement, published and still open to questions. */
async function toCheck({ tx, user, today }: Ctx): Promise<Rows> {
  if (user.personId === null) return [];
  const rows = await tx.rows(sql<{ period: string; until: Day }>`
    select p.key as period, p.dispute_until as until from pay_periods p
    join published_statements s on s.tenant_id = p.tenant_id and s.period = p.key and s.publication = p.publication and s.person_id = ${user.personId}::uuid
    where p.tenant_id = current_tenant() and p.state = 'published' and p.dispute_until >= ${today}::date order by p.period_from`);
  return rows.map(({ period, until }) => notice("statement-published", period, { period, until }));
}

/** Questions and amounts by hand that wait for somebody else than the reader. */
async function toAnswer({ tx, user }: Ctx): Promise<Rows> {
  const disputes = await tx.rows(sql<{ period: string; count: number }>`
    select period, count(*)::int as count from pay_disputes where tenant_id = current_tenant() and state = 'open' and opened_by <> ${user.userId}::uuid group by period order by period`);
  const adjustments = await tx.rows(sql<{ period: string; count: number }>`
    select period, count(*)::int as count from pay_adjustments where tenant_id = current_tenant() and state = 'proposed' and made_by is distinct from ${user.userId}::uuid
      and not exists (select 1 from pay_periods p where p.tenant_id = pay_adjustments.tenant_id and p.key = pay_adjustments.period and p.state <> 'open') group by period order by period`);
  return [
    ...disputes.map(({ period, count }) => notice("disputes-open", period, { period, count })),
    ...adjustments.map(({ period, count }) => notice("adjustments-waiting", period, { period, count })),
  ];
} // prettier-ignore

/** Published by somebody else, and nothing open any more. */
async function toApprove({ tx, user }: Ctx): Promise<Rows> {
  const rows = await tx.rows(sql<{ period: string }>`
    select p.key as period from pay_periods p where p.tenant_id = current_tenant() and p.state = 'published' and p.published_by <> ${user.userId}::uuid
      and not exists (select 1 from pay_disputes d where d.tenant_id = p.tenant_id and d.period = p.key and d.state = 'open') order by p.period_from`);
  return rows.map(({ period }) => notice("pay-to-approve", period, { period }));
}
