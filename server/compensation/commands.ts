import type { Day } from "#core/base/date.ts";
import { testOutcomes, type Outcome } from "#core/compensation/engine/tests.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { readText } from "../appraisal/text.ts";
import type { TextChecked } from "../appraisal/commands.ts";
import { sellingPositions } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { assignPlan, insertPlan, markPublished, planRows, type PlanRow } from "./plans.ts";

/** Everything that is wrong with a plan text, by line. */
export function checkPlanText(text: string): TextChecked {
  const read = readText(text);
  if (read.problems.length > 0) return { problems: read.problems, warnings: [] };
  const checked = readPlan(read.value);
  return checked.kind === "refused"
    ? { problems: read.lined(checked.problems), warnings: [] }
    : { problems: [], warnings: read.lined(checked.warnings) };
}

/** A new version as a draft: nothing is paid by it before somebody else has published it. */
export async function draftPlan(tx: Tx, given: { text: string; validFrom: Day; by: string | null }) {
  const { problems } = checkPlanText(given.text);
  if (problems.length > 0) return { kind: "refused", problems } as const;
  const document = readText(given.text).value;
  const checked = readPlan(document);
  if (checked.kind === "refused") throw new Error("checked just above");
  const { name } = checked.plan;
  const added = await insertPlan(tx, { name, source: given.text, document, validFrom: given.validFrom, by: given.by });
  return { kind: "drafted", name, ...added } as const;
}

/** Maker is not checker: the author of a version never publishes it. A plan whose own tests fail is published by nobody. */
export async function publishPlan(tx: Tx, planId: string, by: string) {
  const plan: PlanRow | undefined = (await planRows(tx, planId))[0];
  if (!plan) return { kind: "not-found" } as const;
  if (plan.createdBy === by) return { kind: "own-draft" } as const;
  const failed = failedTests(plan);
  if (failed.length > 0) return { kind: "plan-tests-failed", values: { count: failed.length, first: failed[0]!.test } } as const;
  if (!(await markPublished(tx, planId))) return { kind: "plan-published" } as const;
  return { kind: "published", plan } as const;
}

function failedTests({ document }: PlanRow): Outcome[] {
  const checked = readPlan(document);
  return checked.kind === "plan" ? testOutcomes(checked.plan, checked.tests).filter(({ misses }) => misses.length > 0) : [];
}

/** First set-up of a tenant (the demo, a test, the command line): one published plan for every seat that ever sold and headed no unit. */
export async function installPlan(tx: Tx, given: { text: string; validFrom: Day }): Promise<number> {
  const outcome = await draftPlan(tx, { ...given, by: null });
  if (outcome.kind === "refused") throw new Error(`plan refused: ${JSON.stringify(outcome.problems)}`);
  await markPublished(tx, outcome.id);
  const sellers = await sellingPositions(tx);
  await assignPlan(tx, outcome.name, sellers, given.validFrom);
  return sellers.length;
}
