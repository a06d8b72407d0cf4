import type { Explanation } from "#core/explain/explanation.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { factIn, frameOf, periodAsked, progressOf, type Node } from "../home/progress.ts";

/** What a talk starts from, so that nobody types it: this quarter's pace and this month's results, each explained. */
export async function memberFacts(
  { tx, tenant }: { tx: Tx; tenant: Tenant },
  positionId: string,
): Promise<{ period: string; facts: Explanation[] }> {
  const node: Node = { kind: "position", id: positionId };
  const frame = await frameOf(tx, tenant, periodAsked(tenant, undefined, "quarter"));
  const progress = (await progressOf(tx, frame, "signed-amount", [node])).get(positionId)!;
  const others = [];
  for (const metric of ["collected-amount", "collection-rate-plan", "new-customers"] as const) {
    others.push(await factIn(tx, frame, metric, node));
  }
  const { actual, target, attainment, gap, needed } = progress;
  return { period: frame.period.key, facts: [...[attainment, gap, actual, target, needed].map((one) => one.explanation), ...others] };
}
