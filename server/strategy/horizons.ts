import type { Contract } from "#api/index.ts";
import { divide, formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { fiscalYear, periodOf } from "#core/calendar/period.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import { pathTo, type InYear } from "#core/targets/long-term.ts";
import { scopeOf } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { metricValues } from "../kpi/store.ts";
import { fiscalOf, inTargetUnits, type TargetMetric } from "../targets/book.ts";
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
  const wanted = goals.map(({ year, amount }) => ({ year, amount: parseAmount(amount)! }));
  const now = fiscalYear(of.today, fiscalOf(of.tenant));
  const last = Math.max(now, ...wanted.map(({ year }) => year));
  const years = Array.from({ length: last - now + 2 }, (_, i) => now - 1 + i); // from the last finished one
  const { actual, target } = await knownOf(of, metric, years, now);
  const first = [now - 1, now].map((year) => ({ year, amount: actual(year) ?? target(year) })).find(isKnown);
  const rounded = dictionary[metric].unit === "count" ? whole : (amount: Amount) => amount;
  const path = new Map(of.reaches && first ? pathTo(first, wanted).map((one) => [one.year, rounded(one.amount)]) : []);
  const goal = new Map(wanted.map((one) => [one.year, one.amount]));
  const rows = years.map((year) => {
    const [planned, due] = [target(year), path.get(year) ?? null];
    const gap = planned === null || due === null ? null : planned - due;
    return { year, actual: text(of.reaches ? actual(year) : null), target: text(planned), goal: text(goal.get(year) ?? null), path: text(due), gap: text(gap) };
  }); // prettier-ignore
  const shown = rows.filter((row) => row.actual ?? row.target ?? row.goal ?? row.path);
  return { metric, unit: dictionary[metric].unit === "count" ? ("count" as const) : ("amount" as const), years: shown };
}

type Start = { readonly year: number; readonly amount: Amount | null };
const isKnown = (start: Start): start is InYear => start.amount !== null;
const whole = (amount: Amount): Amount => divide(amount, 10_000n, "half-even") * 10_000n;

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
