import { randomUUIDv7 } from "node:crypto";
import { addScheme } from "#server/appraisal/commands.ts";
import { draftPlan, publishPlan } from "#server/compensation/commands.ts";
import { keepFormat } from "#server/pay-periods/format-store.ts";
import { assignPlan } from "#server/compensation/plans.ts";
import { deliveryRows, insertWebhook, queueEvent } from "#server/webhooks/store.ts";
import type { Tx } from "#server/db/tx.ts";
import type { Company } from "#test/support/company.ts";

const plan = `plan: 矩阵方案
period: month
components:
  - { name: 提成, accumulate: month, of: 金额, tiers: [{ from: 0%, rate: 7.3% }] }
`;
const scheme = `scheme: 矩阵考核
period: month
tie: upper
missing: reweight
rounding: { digits: 2, mode: half-up, level: line }
kpis:
  - { code: signed, name: 签约额, metric: signed-amount, weight: 100, target: "9000000", scoring: { kind: linear, cap: 1000% } }
grades:
  - { grade: D, from: 0, coefficient: 0.6 }
  - { grade: A, from: 90, coefficient: 1.1 }
`;

/** Scheme and plan in force for everybody, and a plan version waiting for its second person. */
export async function rules(
  tx: Tx,
  company: Company,
): Promise<{ planDraft: string; planInForce: string; exportFormat: string; webhook: string; told: string }> {
  const [hr, finance] = [company.people["E002"]!.userId, company.people["E003"]!.userId];
  await addScheme(tx, { text: scheme, validFrom: "2026-01-01", by: null });
  const first = await draftPlan(tx, { text: plan, validFrom: "2026-01-01", by: hr });
  const next = await draftPlan(tx, { text: plan, validFrom: "2027-01-01", by: hr });
  if (first.kind !== "drafted" || next.kind !== "drafted") throw new Error(JSON.stringify(first));
  await publishPlan(tx, first.id, finance);
  await assignPlan(
    tx,
    first.name,
    Object.values(company.people).map((one) => one.positionId),
    "2026-01-01",
  );
  const exportFormat = randomUUIDv7();
  const layout = {
    source: "pay" as const,
    columns: [{ title: "工号", field: "employee" as const, text: "" }],
    unit: "major" as const,
    accounts: {},
  };
  await keepFormat(tx, { id: exportFormat, name: "工资表", layout, file: { kind: "csv", encoding: "gbk" }, version: 0 }, finance);
  return { planDraft: next.id, planInForce: first.id, exportFormat, ...(await told(tx)) };
}

/** Somebody outside who listens, and what he was told. */
async function told(tx: Tx): Promise<{ webhook: string; told: string }> {
  const webhook = randomUUIDv7();
  await insertWebhook(
    tx,
    { id: webhook, name: "财务系统", address: "https://erp.example.com/hook", events: ["pay-period.close"] },
    Buffer.from("sealed"),
  );
  await queueEvent(tx, "ping", { kind: "webhook", id: webhook }, new Date(), webhook);
  const [delivery] = await deliveryRows(tx, webhook);
  return { webhook, told: delivery!.id };
}
