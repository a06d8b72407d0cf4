import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import { dayFromNumber, type Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import type { Because } from "#core/win-probability/win-probability.ts";
import type { Tx } from "../db/tx.ts";
import { groundOf, subjectFrom, wayTo } from "../forecast/ground.ts";
import { ownedBy, type Owners } from "../forecast/store.ts";
import { implement, type Context, type Reply, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { keepToday, modelOf, type Model } from "./keep.ts";

type Route = Contract["GET /api/forecast/odds"];
const WEIGHTS = 12;
const DEALS = 200;

/** How likely the open deals of a place are to be won, with what that rests on. */
export function winProbabilities(server: Server): void {
  implement(server, "GET /api/forecast/odds", page);
}

async function page(ctx: Context<Route>): Promise<Reply<Route>> {
  const ground = await groundOf(ctx, ctx.query);
  if (!ground) return refuse("not-found");
  const { today } = ctx.tenant;
  await keepToday(ctx.tx, today);
  const { madeOn, document } = (await modelOf(ctx.tx))!;
  const { count, expected, deals } = await scored(ctx.tx, ground.owners, today);
  return {
    subject: subjectFrom(ground.node),
    crumbs: wayTo(ground, ctx.scope),
    model: shown(madeOn, document),
    deals: deals.map(({ ppm, amount, ...deal }) => ({
      ...deal,
      probability: String(ppm),
      amount: amount === null ? null : formatAmount(amount),
    })),
    count,
    expected: formatAmount(expected),
  };
}

const millionths = (share: number): string => String(Math.round(share * 1e6));

function shown(madeOn: Day, { verdict, deals, days, baseRate, split, quality, used, leftOut, weights }: Model) {
  const since = split.by === "time" ? dayFromNumber(split.from) : null;
  const bins = (quality?.bins ?? []).map(({ n, predicted, rate, low, high }) => ({ n, predicted: millionths(predicted), rate: millionths(rate), low: millionths(low), high: millionths(high) }));
  return {
    madeOn, verdict, deals, from: days.first, to: days.last, baseRate: millionths(baseRate),
    check: quality && { since, n: quality.n, won: quality.won, auc: quality.auc, aucLow: quality.aucLow, aucHigh: quality.aucHigh, brier: quality.brier, brierOfBase: quality.brierOfBase, bins },
    used: [...used], leftOut: leftOut.map(({ name, why }) => ({ name, why })),
    weights: weights.slice(0, WEIGHTS).map(({ name, said, weight }) => ({ name, said, moves: weight })),
  };
} // prettier-ignore

type Row = Omit<Reply200["deals"][number], "probability" | "amount"> & { ppm: number; amount: bigint | null; because: Because[] };
type Reply200 = Exclude<Reply<Route>, { code: unknown }>;

async function scored(tx: Tx, owners: Owners, today: Day): Promise<{ count: number; expected: bigint; deals: Row[] }> {
  const within = sql`from win_scores w join deals d on d.tenant_id = w.tenant_id and d.id = w.deal_id and d.outcome = 'open'
    left join position_versions v on v.tenant_id = d.tenant_id and v.position_id = d.owner_position_id and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)
    where w.tenant_id = current_tenant() and ${ownedBy(owners, sql`v.org_unit_id`, sql`d.owner_position_id`)}`;
  const sums = (await tx.row(sql<{ count: number; expected: bigint }>`
    select count(*)::int as count, coalesce(sum(d.amount::numeric * w.ppm / 1000000), 0)::bigint as expected ${within}`))!;
  const deals = await tx.rows(sql<Row>`
    with likely as (select d.*, w.ppm, w.because, v.title ${within} order by w.ppm desc, d.code limit ${DEALS})
    select d.id, d.code, d.name, coalesce(k.name, d.customer_text, '') as customer, coalesce(h.name, d.title, '') as owner, d.stage, d.category, d.amount,
      d.expected_on as "expectedOn", d.ppm, d.because
    from likely d
    left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id
    left join assignments a on a.tenant_id = d.tenant_id and a.position_id = d.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
    left join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id
    order by d.ppm desc, d.code`);
  return { ...sums, deals };
}
