import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { periodOf } from "#core/calendar/period.ts";
import { addScheme, publishScorecards } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import { installPlan } from "../compensation/commands.ts";
import { approvePeriod, closePeriod, publishPeriod } from "../pay-periods/commands.ts";
import { runPeriod } from "../compensation/run.ts";
import { enterTenant, type Tx } from "../db/tx.ts";

const IN_FORCE = "2025-01-01";
/** Closed months have published scorecards; May is computed and waits for its publication, June runs. */
const PUBLISHED = ["2026-03", "2026-04"];
const COMPUTED = [...PUBLISHED, "2026-05"];
/** Paid and closed; April waits for finance and HR to go through it together. */
const CLOSED = ["2026-03"];

/** Scheme, plan, and what HR and finance have done by the demo's day. Enters the tenant as the pay role. */
export async function settlePay(tx: Tx, tenantId: bigint, { hr, finance }: { hr: string; finance: string }): Promise<void> {
  await enterTenant(tx, tenantId, "pay");
  const scheme = await addScheme(tx, { text: await demoFile("scheme"), validFrom: IN_FORCE, by: null });
  if (scheme.kind === "refused") throw new Error(`demo scheme: ${JSON.stringify(scheme.problems)}`);
  await installPlan(tx, { text: await demoFile("plan"), validFrom: IN_FORCE });
  const env = envOf(await tenantOf(tx, new Date()));
  for (const key of PUBLISHED) await publishScorecards(tx, env, periodOf(key, env.fiscal)!, hr);
  for (const key of COMPUTED) await runPeriod(tx, env, periodOf(key, env.fiscal)!, hr);
  await signPlan(tx);
  await closePeriods(tx, hr, finance);
  // All facts are in these statements: nothing is waiting for a recompute.
  await tx.run(sql`delete from statement_dirt where tenant_id = current_tenant()`);
}

/** Everybody has accepted the plan but the demo's own rep: his workbench asks him to. */
async function signPlan(tx: Tx): Promise<void> {
  await tx.run(sql`
    insert into plan_signatures (tenant_id, plan_id, person_id, position_id, hash, signed_by, signed_at)
    select current_tenant(), p.id, h.person_id, a.position_id, encode(sha256(convert_to(p.source, 'UTF8')), 'hex'), u.id, '2025-01-06T02:00:00Z' from plans p
    join plan_holdings a on a.tenant_id = p.tenant_id and a.plan_name = p.name
    join assignments h on h.tenant_id = a.tenant_id and h.position_id = a.position_id and h.valid_to is null
    join users u on u.tenant_id = h.tenant_id and u.person_id = h.person_id
    where p.tenant_id = current_tenant() and not exists (select 1 from logins l where l.tenant_id = u.tenant_id and l.user_id = u.id and l.login = 'rep@demo')
    on conflict do nothing`);
}

/** HR has published, finance has approved and closed. */
async function closePeriods(tx: Tx, hr: string, finance: string): Promise<void> {
  const tenant = await tenantOf(tx, new Date());
  const audit = async () => undefined;
  for (const key of CLOSED) {
    const step = (userId: string) => ({ tx, tenant, audit, params: { key }, user: { userId, personId: null } });
    const done = await publishPeriod({ ...step(hr), body: { disputeDays: 3, version: 1 } });
    if ("code" in done) throw new Error(`demo pay period ${key}: ${done.code}`);
    await approvePeriod({ ...step(finance), body: { hash: done.hash!, version: 2 } });
    await closePeriod({ ...step(finance), body: { version: 3 } });
    await tx.run(sql`
      update pay_periods set published_at = period_to + time '10:00' + interval '2 days', approved_at = period_to + time '15:30' + interval '7 days', closed_at = period_to + time '16:00' + interval '7 days'
      where tenant_id = current_tenant() and key = ${key}`);
  }
}

const demoFile = (name: string): Promise<string> => readFile(new URL(`../../data/demo/${name}.yaml`, import.meta.url), "utf8");
