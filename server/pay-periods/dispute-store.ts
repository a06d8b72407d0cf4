import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import { inForce } from "../kpi/subject.ts";
import type { Tx } from "../db/tx.ts";

export type DisputeRow = {
  id: string; positionId: string; personId: string | null; personName: string | null; unitName: string; period: string; subject: string | null; question: string;
  openedBy: string; openedAt: string; dueOn: Day; state: "open" | "accepted" | "rejected" | "withdrawn"; answer: string | null; answeredBy: string | null; answeredAt: string | null;
}; // prettier-ignore

const columns = sql`d.id, d.position_id as "positionId", d.person_id as "personId", h.name as "personName", coalesce(u.name, '') as "unitName", d.period, d.subject, d.question,
  d.opened_by as "openedBy", d.opened_at as "openedAt", d.due_on as "dueOn", d.state, d.answer, (select n.name from users n where n.tenant_id = d.tenant_id and n.id = d.answered_by) as "answeredBy", d.answered_at as "answeredAt"`;
const from = (day: Day) => sql`pay_disputes d
  left join persons h on h.tenant_id = d.tenant_id and h.id = d.person_id
  left join position_versions v on v.tenant_id = d.tenant_id and v.position_id = d.position_id and ${inForce("v", day)}
  left join org_unit_versions u on u.tenant_id = v.tenant_id and u.org_unit_id = v.org_unit_id and ${inForce("u", day)}`;

/** A question belongs to the person who asked: whoever holds the seat later does not see it. */
export async function disputesIn(tx: Tx, scope: Scope, day: Day, asked: { period?: string | undefined; positionId?: string | undefined }): Promise<DisputeRow[]> {
  return tx.rows(sql<DisputeRow>`
    select ${columns} from ${from(day)} where d.tenant_id = current_tenant() and ${within(scope, { person: sql.ref("d.person_id") })}
      and ${asked.period ? sql`d.period = ${asked.period}` : sql`true`} and ${asked.positionId ? sql`d.position_id = ${asked.positionId}::uuid` : sql`true`}
    order by d.state = 'open' desc, d.due_on, d.opened_at limit 200`);
} // prettier-ignore

export async function disputeOf(tx: Tx, id: string, day: Day): Promise<DisputeRow | undefined> {
  return tx.row(sql<DisputeRow>`select ${columns} from ${from(day)} where d.tenant_id = current_tenant() and d.id = ${id}::uuid`);
}

export async function openDisputes(tx: Tx, period: string): Promise<number> {
  const row = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from pay_disputes where tenant_id = current_tenant() and period = ${period} and state = 'open'`);
  return row!.count;
}

export async function isAsked(tx: Tx, positionId: string, period: string, subject: string | null): Promise<boolean> {
  const row = await tx.row(sql`
    select 1 from pay_disputes where tenant_id = current_tenant() and position_id = ${positionId}::uuid and period = ${period} and subject is not distinct from ${subject} and state = 'open'`);
  return row !== undefined;
}

type New = {
  positionId: string;
  personId: string | null;
  period: string;
  subject: string | null;
  question: string;
  by: string;
  dueOn: Day;
};

export async function insertDispute(tx: Tx, given: New): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into pay_disputes (tenant_id, id, position_id, person_id, period, subject, question, opened_by, due_on)
    values (current_tenant(), ${id}, ${given.positionId}::uuid, ${given.personId}::uuid, ${given.period}, ${given.subject}, ${given.question}, ${given.by}, ${given.dueOn}::date)`);
  return id;
}

/** False when it was closed meanwhile. */
export async function closeDispute(tx: Tx, id: string, state: "accepted" | "rejected" | "withdrawn", answer: string | null, by: string): Promise<boolean> {
  return (
    (await tx.run(sql`
      update pay_disputes set state = ${state}, answer = ${answer}, answered_by = ${by}, answered_at = now()
      where tenant_id = current_tenant() and id = ${id}::uuid and state = 'open'`)) === 1
  );
} // prettier-ignore
