import { addDays } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { fiscalYear, periodOf } from "#core/calendar/period.ts";
import { envOf } from "../appraisal/env.ts";
import { computedOf } from "../compensation/compute.ts";
import { noteCorrections, payableOf } from "../compensation/corrections.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import type { Contract } from "#api/index.ts";
import { decide, proposeAdjustment } from "./adjustments.ts";
import { approvePeriod, askReopening, closePeriod, confirmReopening, publishPeriod, withdrawPeriod } from "./commands.ts";
import { answerDispute, askDispute, disputeList, withdrawDispute } from "./disputes.ts";
import { sendPeriod } from "./file.ts";
import { dropFormat, formatList, previewFormat, saveFormat } from "./formats.ts";
import { documentsOf, sha256, type KeptInput } from "./freeze.ts";
import { payNotices } from "./notices.ts";
import { periodPage } from "./page.ts";
import { inputsOf, periodRow, periodRows, publishedAs } from "./store.ts";
import { allPaid } from "../compensation/leavers.ts";

export function payPeriods(server: Server): void {
  implement(server, "GET /api/pay-periods", periodList);
  implement(server, "GET /api/pay-periods/:key", periodPage);
  implement(server, "POST /api/pay-periods/:key/publication", publishPeriod);
  implement(server, "POST /api/pay-periods/:key/withdrawal", withdrawPeriod);
  implement(server, "POST /api/pay-periods/:key/approval", approvePeriod);
  implement(server, "POST /api/pay-periods/:key/closing", closePeriod);
  implement(server, "POST /api/pay-periods/:key/reopening", askReopening);
  implement(server, "POST /api/pay-periods/:key/reopening-confirmation", confirmReopening);
  implement(server, "GET /api/pay-periods/:key/replay", replay);
  implement(server, "GET /api/pay-periods/:key/export", sendPeriod);
  implement(server, "GET /api/export-formats", formatList);
  implement(server, "PUT /api/export-formats/:id", saveFormat);
  implement(server, "DELETE /api/export-formats/:id", dropFormat);
  implement(server, "POST /api/pay-periods/:key/export-preview", previewFormat);
  implement(server, "POST /api/pay-corrections", checkClosed);
  implement(server, "POST /api/pay-adjustments", proposeAdjustment);
  implement(server, "POST /api/pay-adjustments/:id/decision", decide);
  implement(server, "GET /api/pay-notices", payNotices);
  implement(server, "GET /api/pay-disputes", disputeList);
  implement(server, "POST /api/pay-disputes", askDispute);
  implement(server, "POST /api/pay-disputes/:id/answer", answerDispute);
  implement(server, "POST /api/pay-disputes/:id/withdrawal", withdrawDispute);
}

async function periodList({ tx }: Context<Contract["GET /api/pay-periods"]>) {
  const rows = await periodRows(tx);
  return {
    rows: rows.map(({ key, from, to, state, publication, publishedAt, disputeUntil, payout }) => ({
      key, from, to, payout: payout === null ? null : formatAmount(payout), life: { state, publication, publishedAt, disputeUntil },
    })),
  }; // prettier-ignore
}

/** Every published statement made again from what was kept with it, compared byte for byte. */
async function replay({ tx, params }: Context<Contract["GET /api/pay-periods/:key/replay"]>) {
  const row = await periodRow(tx, params.key);
  if (!row || row.publication === 0) return refuse("pay-period-state");
  const again = new Map<string, string>();
  for await (const input of inputsOf(tx, row.key, row.publication)) for (const { code, document } of documentsOf(input as KeptInput)) again.set(code, sha256(document));
  const kept = await publishedAs(tx, row.key, row.publication, ({ code, document, hash }) => ({ code, isSame: again.get(code) === hash && sha256(document) === hash }));
  const different = kept.filter(({ isSame }) => !isSame);
  return { publication: row.publication, statements: kept.length, same: kept.length - different.length, different: different.map(({ code }) => code) };
} // prettier-ignore

/** Facts, published targets and scores, plan versions are noted when they change; what came in another way is found here: the closed periods of the year are looked through. */
async function checkClosed({ tx, tenant, audit }: Context<Contract["POST /api/pay-corrections"]>) {
  const env = envOf(tenant);
  const year = periodOf(String(fiscalYear(env.today, env.fiscal)), env.fiscal)!;
  const closed = (await periodRows(tx)).filter(({ state, from }) => state === "closed" && from >= year.from);
  let corrections = 0;
  for (const { key, to } of closed) {
    const period = periodOf(key, env.fiscal)!;
    const paid = (await computedOf(tx, env, await allPaid(tx, addDays(to, -1)), period, { detail: "sums" }, payableOf)).filter((one) => one.period === key);
    corrections += await noteCorrections(tx, key, paid);
  }
  await audit({ action: "pay-period.check-closed", subjectKind: "pay-period", subjectId: year.key, after: { periods: closed.length, corrections } });
  return { periods: closed.length, corrections };
} // prettier-ignore
