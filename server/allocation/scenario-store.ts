import { sql } from "kysely";
import type { Assumptions } from "./compute.ts";
import type { Tx } from "../db/tx.ts";
import type { TargetMetric } from "../targets/book.ts";

export type ScenarioRow = {
  id: string;
  metric: TargetMetric;
  year: number;
  rootId: string;
  name: string;
  assumptions: Assumptions;
  createdBy: string | null;
  version: number;
};

const scenarioColumns = sql`s.id, s.metric, s.fiscal_year as year, s.root_id as "rootId", s.name, s.assumptions, u.name as "createdBy", s.version`;
const scenarioTables = sql`allocation_scenarios s left join users u on u.tenant_id = s.tenant_id and u.id = s.created_by`;

export async function scenariosOf(tx: Tx, metric: string, year: number): Promise<ScenarioRow[]> {
  return tx.rows(sql<ScenarioRow>`
    select ${scenarioColumns} from ${scenarioTables}
    where s.tenant_id = current_tenant() and s.metric = ${metric} and s.fiscal_year = ${year} order by s.created_at, s.id`);
}

/** Locked, so that two who change or apply one scenario come one after the other. */
export async function scenarioById(tx: Tx, id: string): Promise<ScenarioRow | undefined> {
  await tx.run(sql`select id from allocation_scenarios where tenant_id = current_tenant() and id = ${id} for update`);
  return tx.row(sql<ScenarioRow>`select ${scenarioColumns} from ${scenarioTables} where s.tenant_id = current_tenant() and s.id = ${id}`);
}

export type NewScenario = Omit<ScenarioRow, "createdBy" | "version"> & { readonly by: string | null };

/** False when the id is taken. */
export async function insertScenario(tx: Tx, s: NewScenario): Promise<boolean> {
  const made = await tx.run(sql`
    insert into allocation_scenarios (tenant_id, id, metric, fiscal_year, root_id, name, assumptions, created_by)
    values (current_tenant(), ${s.id}, ${s.metric}, ${s.year}, ${s.rootId}, ${s.name}, ${JSON.stringify(s.assumptions)}::jsonb, ${s.by}) on conflict do nothing`);
  return made === 1;
}

export async function updateScenario(tx: Tx, id: string, name: string, assumptions: Assumptions): Promise<void> {
  await tx.run(sql`
    update allocation_scenarios set name = ${name}, assumptions = ${JSON.stringify(assumptions)}::jsonb, version = version + 1
    where tenant_id = current_tenant() and id = ${id}`);
}

export async function deleteScenario(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from allocation_applications where tenant_id = current_tenant() and scenario_id = ${id}`);
  await tx.run(sql`delete from allocation_scenarios where tenant_id = current_tenant() and id = ${id}`);
}

/** One month of one node as it stood, kept to be put back. */
export type KeptCell = {
  readonly nodeId: string;
  readonly kind: "unit" | "position";
  readonly period: string;
  readonly amount: string;
  readonly basis: string;
};

export async function keptCells(tx: Tx, setId: string, nodeIds: readonly string[]): Promise<KeptCell[]> {
  return tx.rows(sql<KeptCell>`
    select node_id as "nodeId", node_kind as kind, period, amount::text as amount, basis from targets
    where tenant_id = current_tenant() and set_id = ${setId} and node_id = any(${nodeIds as string[]}::uuid[]) and period ~ '^\\d{4}-\\d{2}$'`);
}

export type ApplicationRow = {
  id: string;
  scenarioId: string;
  scenario: string;
  rootId: string;
  setId: string;
  hasMadeSet: boolean;
  before: KeptCell[];
  nodes: string[];
  stampAfter: number;
  at: string;
  by: string | null;
  undoneAt: string | null;
};

const applicationColumns = sql`a.id, a.scenario_id as "scenarioId", s.name as scenario, s.root_id as "rootId", a.set_id as "setId", a.has_made_set as "hasMadeSet",
  a.before -> 'cells' as before, a.before -> 'nodes' as nodes, a.stamp_after as "stampAfter", a.at, u.name as by, a.undone_at as "undoneAt"`;
const applicationTables = sql`allocation_applications a
  join allocation_scenarios s on s.tenant_id = a.tenant_id and s.id = a.scenario_id
  left join users u on u.tenant_id = a.tenant_id and u.id = a.by_user`;

export async function applicationsOf(tx: Tx, metric: string, year: number): Promise<ApplicationRow[]> {
  return tx.rows(sql<ApplicationRow>`
    select ${applicationColumns} from ${applicationTables}
    where a.tenant_id = current_tenant() and s.metric = ${metric} and s.fiscal_year = ${year} and a.undone_at is null order by a.at desc limit 5`);
}

export async function applicationById(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  await tx.run(sql`select id from allocation_applications where tenant_id = current_tenant() and id = ${id} for update`);
  return tx.row(
    sql<ApplicationRow>`select ${applicationColumns} from ${applicationTables} where a.tenant_id = current_tenant() and a.id = ${id}`,
  );
}

type NewApplication = {
  readonly id: string;
  readonly scenarioId: string;
  readonly setId: string;
  readonly hasMadeSet: boolean;
  readonly before: { readonly cells: readonly KeptCell[]; readonly nodes: readonly string[] };
  readonly stampAfter: number;
  readonly by: string | null;
};

export async function insertApplication(tx: Tx, a: NewApplication): Promise<void> {
  await tx.run(sql`
    insert into allocation_applications (tenant_id, id, scenario_id, set_id, has_made_set, before, stamp_after, by_user)
    values (current_tenant(), ${a.id}, ${a.scenarioId}, ${a.setId}, ${a.hasMadeSet}, ${JSON.stringify(a.before)}::jsonb, ${a.stampAfter}, ${a.by})`);
}

export async function markUndone(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update allocation_applications set undone_at = now() where tenant_id = current_tenant() and id = ${id}`);
}
