import { periodAt } from "#core/calendar/period.ts";
import { compare, exactOf } from "#core/formula/exact.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { reachesPosition, scopeOf, type Principal } from "../access/door.ts";
import { envOf } from "../appraisal/env.ts";
import { explained, scoring } from "../appraisal/live.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import type { Seat } from "./store.ts";

/**
 * The score line a talk should touch: the calculable one with the lowest factor. Shown to those who may read this
 * scorecard, and never frozen with the talk, since talks stand in general tables and scores do not.
 */
export async function weakestLine(tx: Tx, user: Principal, tenant: Tenant, seat: Seat): Promise<Explanation | null> {
  const scope = await scopeOf(tx, user, "scorecards", "read", tenant.today);
  if (!scope || !(await reachesPosition(tx, scope, seat.positionId, tenant.today))) return null;
  const env = envOf(tenant);
  await tx.client.query("set local role hengji_pay");
  const made = await scoring(
    tx,
    env,
    [{ positionId: seat.positionId, unitId: seat.unitId, isHead: seat.isHead }],
    periodAt(tenant.today, "quarter", env.fiscal),
  );
  await tx.client.query("set local role hengji_app");
  const [scored] = made?.scored ?? [];
  if (!made || !scored) return null;
  const factors = scored.card.lines.map((line) => (line.factor === null ? null : exactOf(line.factor)));
  const calculable = factors.flatMap((factor, i) => (factor === null ? [] : [{ factor, i }]));
  const [lowest] = calculable.sort((a, b) => compare(a.factor, b.factor));
  return (lowest && explained(made, scored, env).parts?.[lowest.i]) ?? null;
}
