import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import { asLanguage } from "#core/compensation/language/former.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import type { Tx } from "../db/tx.ts";

/** A plan version as it is kept. `document` is the text, read. */
export type PlanRow = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly source: string;
  readonly document: unknown;
  readonly publishedAt: string | null;
  readonly createdBy: string | null;
  readonly authorName: string | null;
};

const planColumns = sql`p.id, p.name, p.version, p.valid_from as "validFrom", p.source, p.document, p.published_at as "publishedAt", p.created_by as "createdBy",
  (select u.name from users u where u.tenant_id = p.tenant_id and u.id = p.created_by) as "authorName"`;

export async function planRows(tx: Tx, id?: string): Promise<PlanRow[]> {
  return tx.often(sql<PlanRow>`
    select ${planColumns} from plans p where p.tenant_id = current_tenant() and ${id ? sql`p.id = ${id}::uuid` : sql`true`}
    order by p.valid_from desc, p.version desc`);
}

/** The typed plan of a version. Years start with the company's fiscal year unless the text says otherwise. */
export function planOf({ name, version, document }: Pick<PlanRow, "name" | "version" | "document">, fiscalStart: number): Plan {
  const read = readPlan(asLanguage(document));
  if (read.kind === "refused") throw new Error(`plan ${name} v${version} was stored unchecked: ${JSON.stringify(read.problems)}`);
  const isSaid = typeof document === "object" && document !== null && Object.hasOwn(document, "year-start");
  return isSaid ? read.plan : { ...read.plan, yearStart: fiscalStart };
}

/** Values of one participant that stand in no fact: a personal rate, a target bonus; by the name the plan asks for. */
export type Personal = Readonly<Record<string, string>>;
type AssignmentRow = { positionId: string; planName: string; from: Day; to: Day | null; personal: Personal };
export type InForce = { readonly row: PlanRow; readonly personal: Personal };

/** Who is under which plan when. A period is paid by what is in force on its last day. */
export class PlanBook {
  private readonly versions: ReadonlyMap<string, readonly PlanRow[]>;
  private readonly assignments: ReadonlyMap<string, readonly AssignmentRow[]>;

  constructor(versions: readonly PlanRow[], assignments: readonly AssignmentRow[]) {
    this.versions = Map.groupBy(versions, (one) => one.name);
    this.assignments = Map.groupBy(assignments, (one) => one.positionId);
  }

  on(positionId: string, day: Day): InForce | null {
    const given = this.assignments.get(positionId)?.find(({ from, to }) => from <= day && (to === null || day < to));
    const row = given && this.versions.get(given.planName)?.find(({ validFrom }) => validFrom <= day);
    return given && row ? { row, personal: given.personal } : null;
  }

  /** Everybody whose plan on the day is this version. */
  under(planId: string, day: Day): string[] {
    return [...this.assignments.keys()].filter((positionId) => this.on(positionId, day)?.row.id === planId);
  }

  /** First day of any plan of the position. */
  since(positionId: string): Day | null {
    return this.assignments.get(positionId)?.reduce<Day | null>((first, { from }) => (first === null || from < first ? from : first), null) ?? null;
  }
} // prettier-ignore

/** Who is settled apart stays under what he was under on the last day on the seat he left. */
const apart = sql`select tenant_id, position_id, plan_name, valid_from, valid_to, personal from settlement_plans`;

/** Published versions, the latest first, and the assignments of some positions or of all. */
export async function planBook(tx: Tx, positionIds: readonly string[] | null): Promise<PlanBook> {
  const versions = await planRows(tx);
  const assignments = await tx.often(
    sql<AssignmentRow>`
    select position_id as "positionId", plan_name as "planName", valid_from as "from", valid_to as "to", personal
    from (select tenant_id, position_id, plan_name, valid_from, valid_to, personal from plan_holdings union all ${apart}) as assigned where tenant_id = current_tenant() and ${positionIds ? sql`position_id = any(${positionIds as string[]}::uuid[])` : sql`true`}
    order by position_id, valid_from desc`,
    positionIds ?? [],
  );
  return new PlanBook(
    versions.filter(({ publishedAt }) => publishedAt !== null),
    assignments,
  );
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

export async function assignPlan(tx: Tx, planName: string, positionIds: readonly string[], from: Day, personal: Personal = {}): Promise<void> {
  await tx.run(sql`
    insert into plan_assignments (tenant_id, plan_name, position_id, valid_from, personal)
    select current_tenant(), ${planName}, id, ${from}::date, ${JSON.stringify(personal)}::jsonb from unnest(${positionIds as string[]}::uuid[]) as t(id)
    on conflict (tenant_id, position_id, valid_from) do update set plan_name = excluded.plan_name, personal = excluded.personal`);
} // prettier-ignore

/** Seats a plan pays on or after a day. */
export async function paidBy(tx: Tx, planName: string, from: Day): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    select distinct position_id as id from plan_holdings
    where tenant_id = current_tenant() and plan_name = ${planName} and (valid_to is null or valid_to > ${from}::date)`);
  return rows.map(({ id }) => id);
}
