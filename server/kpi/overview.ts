import { elapsed } from "#core/calendar/compare.ts";
import type { Period } from "#core/calendar/period.ts";
import { dictionary, factMetricCodes, type FactMetricCode } from "#core/kpi/dictionary.ts";
import { attainment } from "#core/kpi/formulas.ts";
import { publishedTargets } from "../targets/published.ts";
import type { Tenant } from "../auth/principal.ts";
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

/** All metrics of a subject at once, with everything they are held against. */
export async function overview(here: Here) {
  const { time, ...pace } = await paceOf(askedOf(here));
  const [reached, gap] = [pace.attainment.exact, pace.gap.exact];
  const figures = [];
  for (const metric of factMetricCodes) figures.push(await figureOf(here, metric)); // one connection: one after the other
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
async function figureOf(here: Here, metric: FactMetricCode) {
  const { value, target, attainment: reached, lastPeriod, lastYear, mom, yoy } = await sheetOf(askedOf(here), metric);
  const isRate = dictionary[metric].unit === "rate";
  return {
    metric,
    value: value.explanation,
    target: mayHaveTargets(metric) ? target.explanation : null,
    attainment: mayHaveTargets(metric) ? reached.explanation : null,
    lastPeriod: lastPeriod.explanation,
    lastYear: lastYear.explanation,
    mom: isRate ? null : mom.explanation,
    yoy: isRate ? null : yoy.explanation,
  };
}

/** One metric of each unit and person directly below. */
export async function breakdown(here: Here, metric: FactMetricCode) {
  const { caller, period } = here;
  const span = elapsed(period, caller.tenant.today);
  const nodes = await below(caller, here.subject);
  const rows = [];
  for (const kind of ["unit", "position"] as const) {
    const some = nodes.filter((node) => node.kind === kind);
    const asked = { kind, ids: some.map((node) => node.id) };
    const values = await metricValues(caller.tx, { metric, nodes: asked, spans: [{ ...span, key: "now" }] });
    const targets = mayHaveTargets(metric) ? await publishedTargets(caller.tx, metric, asked, period) : null;
    for (const node of some) {
      const value = factOperand({ ...askedOf(here), subject: node }, metric, values.of(node.id, "now"), span);
      const reached = targets && attainment(value, targetOperand(metric, targets.get(node.id) ?? null, caller.tenant.currency));
      rows.push({ ...node, value: value.explanation, attainment: reached?.explanation ?? null });
    }
  }
  return { rows };
}
