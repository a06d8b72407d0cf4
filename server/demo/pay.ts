import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { periodOf } from "#core/calendar/period.ts";
import { addScheme, publishScorecards } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import { installPlan } from "../compensation/commands.ts";
import { runPeriod } from "../compensation/run.ts";
import { enterTenant, type Tx } from "../db/tx.ts";

const IN_FORCE = "2025-01-01";
/** Closed months have published scorecards; May is computed and waits for its publication, June runs. */
const PUBLISHED = ["2026-03", "2026-04"];
const COMPUTED = [...PUBLISHED, "2026-05"];

/** Scheme, plan, and what HR and finance have done by the demo's day. Enters the tenant as the pay role. */
export async function settlePay(tx: Tx, tenantId: bigint, hr: string): Promise<void> {
  await enterTenant(tx, tenantId, "pay");
  const scheme = await addScheme(tx, { text: await demoFile("scheme"), validFrom: IN_FORCE, by: null });
  if (scheme.kind === "refused") throw new Error(`demo scheme: ${JSON.stringify(scheme.problems)}`);
  await installPlan(tx, { text: await demoFile("plan"), validFrom: IN_FORCE });
  const env = envOf(await tenantOf(tx, new Date()));
  for (const key of PUBLISHED) await publishScorecards(tx, env, periodOf(key, env.fiscal)!, hr);
  for (const key of COMPUTED) await runPeriod(tx, env, periodOf(key, env.fiscal)!, hr);
  // All facts are in these statements: nothing is waiting for a recompute.
  await tx.run(sql`delete from statement_dirt where tenant_id = current_tenant()`);
}

const demoFile = (name: string): Promise<string> => readFile(new URL(`../../data/demo/${name}.yaml`, import.meta.url), "utf8");
