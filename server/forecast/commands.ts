import { sql } from "kysely";
import { parseAmount } from "#core/base/money.ts";
import type { Contract } from "#api/index.ts";
import type { Context, Reply } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { below, treeOn } from "../targets/tree.ts";
import { callKind, forecastPeriod } from "./board.ts";
import { ownersOf } from "./ground.ts";
import { probabilitiesOn, takeSnapshot } from "./snapshot-store.ts";
import { insertCall, ownedBy } from "./store.ts";

type Route = Contract["POST /api/forecast-calls"];

/** POST /api/forecast-calls: what is said stays said; the deals behind it are frozen in the same transaction. */
export async function makeCall(ctx: Context<Route>): Promise<Reply<Route>> {
  const { tx, tenant, body, user } = ctx;
  const nodes = await treeOn(tx, tenant.today);
  const node = nodes.find(({ id, kind }) => id === body.nodeId && kind === body.nodeKind);
  const kind = node && callKind(node, ctx.scope, user);
  if (!node || !kind) return refuse("not-found");
  const period = forecastPeriod(body.period, ctx);
  if (isRefusal(period)) return period;
  if (period.to <= tenant.today) return refuse("forecast-over", { period: period.key });
  const [commit, best] = [amountOf(body.commit), amountOf(body.best)];
  if ((commit === null) !== (best === null) || (commit !== null && (commit < 0n || best! < commit))) return refuse("forecast-figures");

  const call = { id: body.id, period, kind, node, commit, best, note: body.note, by: user.userId, on: tenant.today };
  if (!(await insertCall(tx, call))) return refuse("forecast-taken");
  const owners = ownedBy(ownersOf(node, below(nodes, node.id)), sql`v.org_unit_id`, sql`d.owner_position_id`);
  const probabilities = await probabilitiesOn(tx, tenant.today);
  await takeSnapshot(tx, { on: tenant.today, fiscal: fiscalOf(tenant), reason: "submission", callId: body.id, owners, probabilities });
  await ctx.audit({
    action: `forecast.${kind}`,
    subjectKind: "forecast",
    subjectId: node.id,
    subjectLabel: `${node.name || node.detail} ${period.key}`,
    after: { commit: body.commit, best: body.best, note: body.note },
  });
  return { kind };
}

const amountOf = (text: string | null) => (text === null ? null : parseAmount(text));
