import type { Contract } from "#api/index.ts";
import { divide, formatAmount, PPM } from "#core/base/money.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { targetMetricCodes } from "#core/kpi/dictionary.ts";
import { decimalText } from "#core/formula/exact.ts";
import { schemeOn } from "../appraisal/store.ts";
import { may, scopeOf, type Scope } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { actualsOf, bookOf, fiscalOf, yearOf, unitOf, type Book, type TargetMetric } from "../targets/book.ts";
import { isOwn, upwards } from "../targets/standing.ts";
import { setsOf } from "../targets/store.ts";
import { below, inScope, type TreeNode } from "../targets/tree.ts";
import { horizonsOf } from "./horizons.ts";
import { insertStrategy, strategyOf, type Goal } from "./store.ts";

type Read = Contract["GET /api/strategy"];
type Write = Contract["PUT /api/strategy"];
type Ctx = Pick<Context<Read>, "tx" | "tenant" | "user" | "today">;
type Shown = Extract<Reply<Read>, { cascade: unknown }>;

/** GET /api/strategy */
export const strategyPage = (ctx: Context<Read>): Promise<Shown> =>
  shown(ctx, ctx.query.year ?? fiscalYear(ctx.today, fiscalOf(ctx.tenant)));

async function shown(ctx: Ctx, year: number): Promise<Shown> {
  const row = await strategyOf(ctx.tx, year);
  const themes = row?.themes.items ?? [];
  const named = new Set<string>(["signed-amount", ...themes.flatMap((theme) => theme.metrics.map((one) => one.metric))]);
  return {
    year,
    version: row?.version ?? 0,
    vision: row?.vision ?? "",
    themes: themes.map((theme) => ({ ...theme, metrics: [...theme.metrics] })),
    goals: row?.themes.goals ?? [],
    horizons: await horizonsOf(ctx, row?.themes.goals ?? []),
    by: row?.by ?? null,
    at: row?.at ?? null,
    mayWrite: may(ctx.user.grants.map((grant) => grant.role), "strategy", "write"), // prettier-ignore
    scheme: await schemeTouched(ctx),
    cascade: await cascade(ctx, year, targetMetricCodes.filter((metric) => named.has(metric))), // prettier-ignore
  };
}

/** What a changed theme would have to change in the scorecards, for who may read schemes. */
async function schemeTouched({ tx, user, today }: Ctx): Promise<Shown["scheme"]> {
  const mayRead = may(user.grants.map((grant) => grant.role), "schemes", "read"); // prettier-ignore
  const stored = mayRead ? await schemeOn(tx, today) : null;
  if (!stored) return null;
  const kpis = stored.scheme.kpis.map(({ metric, name, weight }) => ({ metric, name, weight: decimalText(weight) }));
  return { name: stored.name, version: stored.version, kpis };
}

/** The reader's own line for each metric that has published targets; nobody's own line is the company. */
async function cascade(ctx: Ctx, year: number, metrics: readonly TargetMetric[]): Promise<Shown["cascade"]> {
  const scope = await scopeOf(ctx.tx, ctx.user, "targets", "read", ctx.today);
  if (!scope) return [];
  const found: Shown["cascade"] = [];
  for (const metric of metrics) {
    const set = (await setsOf(ctx.tx, metric, year)).find((one) => one.state === "published");
    if (!set) continue;
    const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set);
    const start = lineStart(book.nodes, ctx, scope);
    if (!start) continue;
    const line = upwards(book.nodes, start);
    const actuals = await actualsOf(ctx.tx, book, line, ctx.today);
    const levels = line.map((node) => levelOf({ book, scope, ctx }, node, actuals.get(node.id) ?? null));
    found.push({ metric, unit: unitOf(metric), levels });
  }
  return found;
}

const lineStart = (nodes: readonly TreeNode[], { user }: Ctx, scope: Scope): TreeNode | undefined =>
  nodes.find((node) => node.kind === "position" && isOwn(node, user) && inScope(node, scope)) ??
  nodes.find((node) => node.kind === "unit" && isOwn(node, user)) ??
  (scope.all ? nodes[0] : undefined);

type Of = { readonly book: Book; readonly scope: Scope; readonly ctx: Ctx };
const SELLERS_MIN = 3;

function levelOf({ book, scope, ctx }: Of, node: TreeNode, actual: bigint | null): Shown["cascade"][number]["levels"][number] {
  const target = yearOf(book.entry(node.id).months);
  const exact = target !== null && target > 0n && actual !== null ? divide(actual * PPM, target, "half-even") : null;
  const sellers = below(book.nodes, node.id).filter((one) => one.kind === "position").length;
  const isReached = inScope(node, scope);
  const attainment = exact === null || isReached ? exact : sellers >= SELLERS_MIN ? divide(exact, 10_000n, "half-even") * 10_000n : null;
  const { id, kind, name, detail } = node;
  return { id, kind, name: name || detail, target: target === null ? null : formatAmount(target), attainment: attainment === null ? null : String(attainment), isMine: isOwn(node, ctx.user) }; // prettier-ignore
}

/** PUT /api/strategy: weights of all themes together make a hundred, so that the order of importance is said. */
export async function writeStrategy(ctx: Context<Write>): Promise<Reply<Write>> {
  const { body, tx, user } = ctx;
  const total = body.themes.flatMap((theme) => theme.metrics).reduce((sum, one) => sum + one.weight, 0);
  if (body.themes.length > 0 && total !== 100) return refuse("weights-not-whole", { total });
  const twice = repeated(body.goals);
  if (twice) return refuse("goal-twice", { year: String(twice.year) });
  const last = await strategyOf(tx, body.year);
  const isWritten =
    (last?.version ?? 0) === body.version && (await insertStrategy(tx, { ...body, version: body.version + 1, by: user.userId }));
  if (!isWritten) return refuse("version-moved", {}, await shown(ctx, body.year));
  await ctx.audit({ action: "strategy.write", subjectKind: "strategy", subjectId: String(body.year), subjectLabel: String(body.year), after: { version: body.version + 1, themes: body.themes.map((theme) => theme.name) } }); // prettier-ignore
  return shown(ctx, body.year);
}

const repeated = (goals: readonly Goal[]): Goal | undefined =>
  goals.find((one, i) => goals.findIndex((other) => other.metric === one.metric && other.year === one.year) < i);
