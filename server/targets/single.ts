import { randomUUIDv7 } from "node:crypto";
import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import { elapsed } from "#core/calendar/compare.ts";
import { periodAt, periodOf } from "#core/calendar/period.ts";
import { dictionary, factMetricCodes } from "#core/kpi/dictionary.ts";
import { exactOf, known, shownIn, valueOf, type Known } from "#core/kpi/quantity.ts";
import { comparedAttainment, outcome, type Compared } from "#core/targets/comparison.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import type { Tx } from "../db/tx.ts";
import { customLabel, unitOf } from "../kpi/custom/known.ts";
import { inForce } from "../kpi/custom/store.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { metricValue } from "../kpi/store.ts";
import { fiscalOf } from "./book.ts";
import { insertSingle, lockSingle, singlesOf, type SingleRow } from "./single-store.ts";
import { isAbove } from "./standing.ts";
import { inScope, treeOn, type TreeNode } from "./tree.ts";

type List = Contract["GET /api/single-targets"];
type Put = Context<Contract["PUT /api/single-targets"]>;
type Shown = Extract<Reply<List>, { rows: unknown }>;

/** GET /api/single-targets */
export async function singlesPage(ctx: Context<List>): Promise<Reply<List>> {
  const fiscal = fiscalOf(ctx.tenant);
  const period = ctx.query.period ? periodOf(ctx.query.period, fiscal) : periodAt(ctx.today, "year", fiscal);
  if (!period) return refuse("not-a-period", { period: ctx.query.period ?? "" });
  const nodes = (await treeOn(ctx.tx, ctx.today)).filter((node) => inScope(node, ctx.scope));
  const mayWrite = may(ctx.user.grants.map((grant) => grant.role), "targets", "write"); // prettier-ignore
  const rows: Shown["rows"] = [];
  for (const row of await singlesOf(ctx.tx, [period.key])) {
    const [node, metric] = [nodes.find((one) => one.id === row.nodeId), await definitionOf(ctx.tx, row.metric, addDays(period.to, -1))];
    if (!node || !metric || row.value === null) continue;
    const quantity = await metricValue(ctx.tx, metric, node, elapsed(period, ctx.today));
    rows.push(shown(ctx, { row: { ...row, value: row.value }, node, metric, actual: exactOf(metric, quantity), value: valueOf(metric, quantity, ctx.tenant.currency), mayWrite })); // prettier-ignore
  }
  const writable = mayWrite ? nodes.filter((node) => isAbove(node, ctx)) : [];
  return {
    period: period.key,
    metrics: writable.length > 0 ? await choices(ctx.tx) : [],
    nodes: writable.map((node) => ({ id: node.id, name: node.name || node.detail })),
    rows,
  };
}

/** Everything that can be read from facts, the company's own metrics first. */
async function choices(tx: Tx): Promise<Shown["metrics"]> {
  const own = (await inForce(tx, null)).map(({ code, written }) => ({ code, label: customLabel(written), unit: unitOf(written) }));
  return [...own, ...factMetricCodes.map((code) => ({ code, label: known(code).label, unit: dictionary[code].unit }))];
}

type Found = {
  readonly row: SingleRow & { readonly value: bigint }; readonly node: TreeNode; readonly metric: Known; readonly actual: bigint | null;
  readonly value: Shown["rows"][number]["actual"]; readonly mayWrite: boolean;
}; // prettier-ignore

function shown(ctx: Context<List>, { row, node, metric, actual, value, mayWrite }: Found): Shown["rows"][number] {
  const target: Compared = row;
  const show = (exact: bigint | null) => (exact === null ? null : shownIn(metric.unit, exact, ctx.tenant.currency));
  const attainment = comparedAttainment(target, actual);
  return {
    metric: row.metric,
    label: metric.label,
    period: row.period,
    nodeId: node.id,
    name: node.name || node.detail,
    version: row.version,
    comparison: row.comparison,
    value: show(row.value)!,
    upper: show(row.upper),
    stretch: show(row.stretch),
    note: row.note,
    by: row.by,
    actual: value,
    attainment: attainment === null ? null : String(attainment),
    outcome: outcome(target, actual),
    mayWrite: mayWrite && isAbove(node, ctx),
  };
}

/** PUT /api/single-targets */
export async function setSingle(ctx: Put): Promise<Record<never, never> | Refusal> {
  const { tx, body, user } = ctx;
  const node = (await treeOn(tx, ctx.today)).find((one) => one.id === body.nodeId);
  if (!node || !isAbove(node, ctx)) return refuse("not-found");
  const period = periodOf(body.period, fiscalOf(ctx.tenant));
  if (!period || period.grain === "day") return refuse("not-a-period", { period: body.period });
  if (!(await definitionOf(tx, body.metric))) return refuse("no-such-metric", { metric: body.metric });
  const wrong = wrongBounds(body);
  if (wrong) return wrong;
  await lockSingle(tx, { metric: body.metric, period: body.period, nodeId: node.id });
  const before = (await singlesOf(tx, [body.period])).find((one) => one.metric === body.metric && one.nodeId === node.id);
  if ((before?.version ?? 0) !== body.version) return refuse("version-moved", {}, before ? { ...before, value: text(before.value), upper: text(before.upper), stretch: text(before.stretch) } : undefined); // prettier-ignore
  const number = (given: string | null) => (given === null ? null : BigInt(given));
  const saved = { ...body, value: number(body.value), upper: number(body.upper), stretch: number(body.stretch) };
  await insertSingle(tx, { ...saved, id: randomUUIDv7(), nodeKind: node.kind, version: body.version + 1, by: user.userId });
  const after = { comparison: body.comparison, value: body.value, upper: body.upper, stretch: body.stretch };
  await ctx.audit({ action: "target.set-single", subjectKind: "target", subjectId: node.id, subjectLabel: `${node.name || node.detail} ${body.metric} ${body.period}`, after }); // prettier-ignore
  return {};
}

const text = (exact: bigint | null): string | null => (exact === null ? null : String(exact));

function wrongBounds({ comparison, value, upper, stretch }: Put["body"]): Refusal | null {
  if (value === null) return null;
  if (comparison === "between" && (upper === null || BigInt(upper) < BigInt(value))) return refuse("range-turned");
  if (stretch === null) return null;
  const isHarder =
    comparison === "at-least" ? BigInt(stretch) > BigInt(value) : comparison === "at-most" && BigInt(stretch) < BigInt(value);
  return isHarder ? null : refuse("stretch-easier");
}
