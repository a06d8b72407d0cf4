import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { addDays, addMonths, daysBetween, type Day } from "#core/base/date.ts";
import { divide } from "#core/base/money.ts";
import { periodAt, type Fiscal, type Period } from "#core/calendar/period.ts";
import { DEMO_TODAY } from "#data/demo/company.ts";
import { monthCalls, type DemoCall } from "#data/demo/forecasts.ts";
import { DEMO_SEED } from "#data/demo/index.ts";
import { teams } from "#data/demo/organisation.ts";
import { random } from "#data/demo/random.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";
import { probabilitiesOn, takeSnapshot } from "../forecast/snapshot-store.ts";

const WEEKS = 52;
const FISCAL: Fiscal = { startMonth: 1, weekStart: 1 };
type Held = { positionId: string; unitId: string; unit: string; personId: string | null; month: Day; signed: bigint };

/** A year of weekly snapshots, put together from the dated history of the deals, and what people said month by month. */
export async function bookForecasts(tx: Tx): Promise<void> {
  let probabilities = new Map<string, number>();
  for (let week = WEEKS; week >= 0; week -= 1) {
    const on = addDays(DEMO_TODAY, -7 * week);
    if (week % 4 === 0) probabilities = await probabilitiesOn(tx, on);
    await takeSnapshot(tx, { on, fiscal: FISCAL, reason: "daily", callId: null, probabilities });
  }
  await bookCalls(tx);
}

const columns = {
  id: "uuid",
  period: "text",
  period_from: "date",
  period_to: "date",
  kind: "text",
  node_kind: "text",
  node_id: "uuid",
  person_id: "uuid",
  commit_amount: "bigint",
  best_amount: "bigint",
  note: "text",
  made_on: "date",
  made_at: "timestamptz",
};

async function bookCalls(tx: Tx): Promise<void> {
  const present = periodAt(DEMO_TODAY, "month", FISCAL);
  const held = await signedByHolder(tx, addMonths(present.from, -12), present.to);
  const rnd = random(`${DEMO_SEED}/forecast`);
  const rows = held.flatMap((one) => {
    const line = teams.find(({ unit }) => unit === one.unit)?.line;
    const month = periodAt(one.month, "month", FISCAL);
    if (!line || one.signed <= 0n) return [];
    return monthCalls(line, month.from, expected(one.signed, month), rnd.fork(`${one.positionId.slice(-6)} ${month.key}`)).map((call) =>
      rowOf(call, month, one.positionId, one.personId),
    );
  });
  await insertRows(tx, "forecast_calls", columns, rows);
}

/** The running month at the pace so far. */
function expected(signed: bigint, { from, to }: Period): bigint {
  const elapsed = Math.min(daysBetween(from, to), daysBetween(from, DEMO_TODAY) + 1);
  return divide(signed * BigInt(daysBetween(from, to)), BigInt(elapsed), "half-up");
}

const rowOf = ({ madeOn, commit, best, note }: DemoCall, month: Period, positionId: string, personId: string | null) => [
  randomUUIDv7(),
  month.key,
  month.from,
  month.to,
  "submission",
  "position",
  positionId,
  personId,
  commit,
  best,
  note,
  madeOn,
  `${madeOn}T09:30:00+08:00`,
];

/** What each selling seat signed in each month, with the unit and the holder of its first day. */
async function signedByHolder(tx: Tx, from: Day, to: Day): Promise<Held[]> {
  return tx.rows(sql<Held>`
    select v.position_id as "positionId", v.org_unit_id as "unitId", u.code as unit, a.person_id as "personId", m.month::date as month,
      coalesce((select sum(r.value) from metric_rollups r where r.tenant_id = v.tenant_id and r.measure = 'signed-amount' and r.position_id = v.position_id
        and r.day >= m.month and r.day < m.month + interval '1 month'), 0)::bigint as signed
    from generate_series(${from}::date, ${to}::date - 1, interval '1 month') as m(month)
    join position_versions v on v.tenant_id = current_tenant() and v.is_selling and v.valid_from <= m.month and (v.valid_to is null or v.valid_to > m.month)
    join org_units u on u.tenant_id = v.tenant_id and u.id = v.org_unit_id
    left join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and a.valid_from <= m.month and (a.valid_to is null or a.valid_to > m.month)
    order by u.code, v.position_id, m.month`);
}
