import { elapsed } from "#core/calendar/compare.ts";
import type { Period } from "#core/calendar/period.ts";
import type { Group } from "#core/kpi/definition.ts";
import { dictionary, factMetricCodes } from "#core/kpi/dictionary.ts";
import { attainment } from "#core/kpi/formulas.ts";
import type { Known } from "#core/kpi/quantity.ts";
import { publishedTargets } from "../targets/published.ts";
import type { Tenant } from "../auth/principal.ts";
import { definitionOf } from "./definitions.ts";
import { paceOf } from "./explain.ts";
import { factOperand, mayHaveTargets, sheetOf, targetOperand, type Asked } from "./sheet.ts";
import { metricValues } from "./store.ts";
import { below, crumbs, type Caller, type Subject } from "./subject.ts";

type Here = { readonly caller: Caller; readonly subject: Subject; readonly period: Period };
const askedOf = ({ caller, subject, period }: Here): Asked => ({ tx: caller.tx, tenant: caller.tenant, subject, period });

export const periodReply = ({ key, from, to }: Period, tenant: Tenant) => ({
  key,
  from,
  to,
  doneTo: elapsed({ from, to }, tenant.today).to,
});

/** The metrics of one group for a subject, with everything they are held against. */
export async function overview(here: Here, group: Group) {
  const { time, ...pace } = await paceOf(askedOf(here));
  const [reached, gap] = [pace.attainment.exact, pace.gap.exact];
  const figures = [];
  for (const code of factMetricCodes.filter((one) => dictionary[one].group === group))
    figures.push(await figureOf(here, (await definitionOf(here.caller.tx, code))!)); // one connection: one after the other
  return {
    subject: here.subject,
    crumbs: await crumbs(here.caller, here.subject),
    below: await below(here.caller, here.subject),
    period: periodReply(here.period, here.caller.tenant),
    time: time.explanation,
    pace: {
      attainment: pace.attainment.explanation,
      gap: pace.gap.explanation,
      needed: pace.needed.explanation,
      expected: reached === null || gap === null ? null : String(reached - gap),
    },
    figures,
  };
}

/** Growth of a rate would be a percentage of a percentage: rates stand beside their earlier values instead. */
async function figureOf(here: Here, metric: Known) {
  const { value, target, attainment: reached, lastPeriod, lastYear, mom, yoy } = await sheetOf(askedOf(here), metric);
  const grows = metric.unit === "amount" || metric.unit === "count" || metric.unit === "minutes";
  const { code } = metric;
  return {
    metric: code,
    value: value.explanation,
    target: mayHaveTargets(code) ? target.explanation : null,
    attainment: mayHaveTargets(code) ? reached.explanation : null,
    lastPeriod: lastPeriod.explanation,
    lastYear: lastYear.explanation,
    mom: grows ? mom.explanation : null,
    yoy: grows ? yoy.explanation : null,
  };
}

/** One metric of each unit and person directly below. */
export async function breakdown(here: Here, metric: Known) {
  const { caller, period } = here;
  const span = elapsed(period, caller.tenant.today);
  const nodes = await below(caller, here.subject);
  const rows = [];
  for (const kind of ["unit", "position"] as const) {
    const some = nodes.filter((node) => node.kind === kind);
    const asked = { kind, ids: some.map((node) => node.id) };
    const values = await metricValues(caller.tx, { metric, nodes: asked, spans: [{ ...span, key: "now" }] });
    const targets = mayHaveTargets(metric.code) ? await publishedTargets(caller.tx, metric.code, asked, period) : null;
    for (const node of some) {
      const value = factOperand({ ...askedOf(here), subject: node }, metric, values.of(node.id, "now"), span);
      const reached = targets && attainment(value, targetOperand(metric.code, targets.get(node.id) ?? null, caller.tenant.currency));
      rows.push({ ...node, value: value.explanation, attainment: reached?.explanation ?? null });
    }
  }
  return { rows };
}
