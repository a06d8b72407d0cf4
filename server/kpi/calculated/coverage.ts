import { sql } from "kysely";
import { addDays } from "#core/base/date.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { exactOf, explainFact, known, shownIn } from "#core/kpi/quantity.ts";
import { coverage, coverageRequired } from "#core/kpi/receivables.ts";
import { publishedTargets } from "../../targets/published.ts";
import { factsWithin } from "../compile.ts";
import { targetOperand, type Asked } from "../sheet.ts";
import { metricValues } from "../store.ts";
import { figure, notBegun, part, shown, within } from "./figure.ts";

/** How far what is open and expected to close in the period covers what is missing, beside the coverage one's own win rate asks for. */
export async function pipelineCoverage(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun, span } = within(asked);
  if (!hasBegun) return notBegun("coverage");
  const { tx, tenant, subject, period } = asked;
  const open = await tx.row(sql<{ amount: bigint | null }>`
    select sum(f.value)::bigint as amount from (${factsWithin("open-amount", asking)}) f
    join deals d on d.tenant_id = current_tenant() and d.id = f.source_id
    where d.expected_on >= ${period.from}::date and d.expected_on < ${period.to}::date`);
  const signed = (await metricValues(tx, { metric: "signed-amount", ...asking })).of(subject.id, "now").numerator;
  const target = (await publishedTargets(tx, "signed-amount", asking.nodes, period)).get(subject.id) ?? null;
  const year = { from: addDays(span.to, -365), to: span.to, key: "year" };
  const rate = (await metricValues(tx, { metric: "win-rate-value", nodes: asking.nodes, spans: [year] })).of(subject.id, "year");
  const required = coverageRequired(exactOf(known("win-rate-value"), rate));
  const now = coverage(open?.amount ?? 0n, target, signed);
  const { currency } = tenant;
  return figure("coverage", shown(now, "times", currency, target === null ? "missing" : "undefined"), {
    combine: "steps",
    parts: [
      part("open-in-period", { key: "metrics.name.open-in-period" }, shownIn("amount", open?.amount ?? 0n, currency)),
      targetOperand("signed-amount", target, currency).explanation,
      part("signed-amount", { key: "metrics.name.signed-amount" }, shownIn("amount", signed, currency)),
      part("coverage-required", { key: "metrics.name.coverage-required" }, shown(required, "times", currency)),
      explainFact("win-rate-value", rate, currency, undefined, [{ key: "metrics.note.last-year-days" }]),
    ],
    ...(now !== null && required !== null && { notes: [{ key: now >= required ? "metrics.note.covered" : "metrics.note.not-covered" }] }),
  });
}
