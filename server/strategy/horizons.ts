import type { Contract } from "#api/index.ts";
import { formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { fiscalYear, periodOf } from "#core/calendar/period.ts";
import { towards, type Step } from "#core/targets/long-term.ts";
import { scopeOf } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { metricValues } from "../kpi/store.ts";
import { fiscalOf, inTargetUnits, unitOf, type TargetMetric } from "../targets/book.ts";
import { publishedTargetsOf } from "../targets/published.ts";
import { inScope, treeOn } from "../targets/tree.ts";
import type { Goal } from "./store.ts";

type Ctx = Pick<Context<Contract["GET /api/strategy"]>, "tx" | "tenant" | "user" | "today">;

/**
 * Goals some years away beside what was reached and what is published. Two statements for each metric with a goal, whatever the
 * number of people. What was reached, and the path that could be turned back into it, are for who reaches the whole company.
 */
export async function horizonsOf(ctx: Ctx, goals: readonly Goal[]) {
  const company = (await treeOn(ctx.tx, ctx.today)).find((node) => node.parentId === null);
  if (!company) return [];
  const scope = await scopeOf(ctx.tx, ctx.user, "targets", "read", ctx.today);
  const of = { ...ctx, id: company.id, reaches: scope !== null && inScope(company, scope) };
  const found = [];
  for (const [metric, mine] of Map.groupBy(goals, (one) => one.metric)) found.push(await horizonOf(of, metric, mine));
  return found;
}

type Of = Ctx & { readonly id: string; readonly reaches: boolean };

async function horizonOf(of: Of, metric: TargetMetric, goals: readonly Goal[]) {
  const goal = new Map(goals.map(({ year, amount }) => [year, parseAmount(amount)!]));
  const now = fiscalYear(of.today, fiscalOf(of.tenant));
  const last = Math.max(now, ...goal.keys());
  const years = Array.from({ length: last - now + 2 }, (_, i) => now - 1 + i); // from the last finished one
  const { actual, target } = await knownOf(of, metric, years, now);
  const unit = unitOf(metric);
  const known = years.map((year) => ({ year, actual: actual(year), target: target(year), goal: goal.get(year) ?? null }));
  const made = towards(known, unit === "count");
  const rows = made.years.map((one) => ({
    year: one.year, target: text(one.target), goal: text(one.goal),
    ...(of.reaches ? { actual: text(one.actual), path: text(one.path), gap: text(one.gap) } : { actual: null, path: null, gap: null }),
  })); // prettier-ignore
  const shown = rows.filter((row) => row.actual ?? row.target ?? row.goal ?? row.path);
  return { metric, unit, years: shown, step: of.reaches && made.step ? stepText(made.step) : null };
}

const stepText = ({ from, to, each }: Step) => ({
  from: { year: from.year, amount: formatAmount(from.amount) },
  to: { year: to.year, amount: formatAmount(to.amount) },
  each: formatAmount(each),
});

type In = (year: number) => Amount | null;

/** What the company reached in finished years and what is published for each. */
async function knownOf({ tx, tenant, id }: Of, metric: TargetMetric, years: readonly number[], now: number) {
  const spans = years.map((year) => periodOf(String(year), fiscalOf(tenant))!);
  const nodes = { kind: "unit" as const, ids: [id] };
  const values = await metricValues(tx, { metric, nodes, spans: spans.filter(({ key }) => Number(key) < now) });
  const targets = await publishedTargetsOf(tx, metric, nodes, spans);
  const reached = (year: number) => (year < now ? inTargetUnits(metric, values.of(id, String(year)).numerator) : 0n);
  const actual: In = (year) => reached(year) || null; // a year without a fact is not known
  const target: In = (year) => targets(id, String(year)) ?? null;
  return { actual, target };
}

const text = (amount: Amount | null): string | null => (amount === null ? null : formatAmount(amount));
