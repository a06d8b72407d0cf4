import { readFile } from "node:fs/promises";
import { FACTS_FROM } from "#data/demo/company.ts";
import { addScheme } from "../appraisal/commands.ts";
import { installPlan } from "../compensation/commands.ts";
import type { Tx } from "../db/tx.ts";

const text = (name: string) => readFile(new URL(`../../data/demo/${name}.yaml`, import.meta.url), "utf8");

/** The demo's appraisal scheme and incentive plan, in force since its first order. Plans are pay: the rest of the transaction has that role. */
export async function installRules(tx: Tx): Promise<void> {
  await tx.client.query("set local role hengji_pay");
  const scheme = await addScheme(tx, { text: await text("scheme"), validFrom: FACTS_FROM, by: null });
  if (scheme.kind === "refused") throw new Error(`demo scheme: ${JSON.stringify(scheme.problems[0])}`);
  await installPlan(tx, { text: await text("plan"), validFrom: FACTS_FROM });
}
