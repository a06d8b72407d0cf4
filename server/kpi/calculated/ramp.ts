import { sql } from "kysely";
import { addDays, addMonths, type Day } from "#core/base/date.ts";
import type { Explanation, Value } from "#core/explain/explanation.ts";
import { rampShare, rampWaits, type Newcomer } from "#core/kpi/ramp.ts";
import { curveOf, quantile } from "#core/survival/curve.ts";
import { joinNodes } from "../compile.ts";
import { joinSeat } from "../facts.ts";
import type { Asked } from "../sheet.ts";
import { figure, notBegun, part, within } from "./figure.ts";

/** Who started within this time before the end of the period; earlier ones say little about newcomers of today. */
const MONTHS = 24;

type Month = { personId: string; month: Day; actual: bigint; target: bigint | null };

/** Median months to the first month at 80 % of the full target, over those who started in two years; not yet ramped is censored. */
export async function rampTime(asked: Asked): Promise<Explanation> {
  const { hasBegun, asOf } = within(asked);
  if (!hasBegun) return notBegun("ramp-time");
  const newcomers = await newcomersOf(asked, addDays(asOf, 1));
  const curve = curveOf(rampWaits(newcomers));
  const { day, low, high } = quantile(curve, 0.5);
  const value: Value = day === null ? { kind: "none", why: "undefined" } : { kind: "number", value: String(day), unit: "months" };
  const counted = (of: string, n: number) => part(of, { key: `ramp.${of}` }, { kind: "number", value: String(n) });
  return figure("ramp-time", value, {
    combine: "steps",
    parts: [counted("started", curve.n), counted("reached", curve.events), counted("not-yet", curve.open)],
    sample: { count: curve.n, min: 10 },
    notes: [
      { key: "ramp.rule", values: { share: String(rampShare), months: MONTHS } },
      ...(day === null ? [] : [{ key: "ramp.interval", values: { low: low ?? "—", high: high ?? "—" } }]),
    ],
  });
}

/** Whole months of everybody who took up a first selling seat in the nodes, with what the seat signed and its published target. */
async function newcomersOf({ tx, subject }: Asked, until: Day): Promise<Newcomer[]> {
  const nodes = { kind: subject.kind, ids: [subject.id] };
  const rows = await tx.rows(sql<Month>`
    with started as (
      select distinct on (a.person_id) a.person_id, a.position_id, coalesce(p.hired_on, a.valid_from) as start
      from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() order by a.person_id, a.valid_from),
    fresh as (
      select f.* from started f
      ${joinSeat(sql`f.position_id`, sql`f.start`)}
      ${joinNodes(nodes, { position: sql`f.position_id`, unit: sql`seat.org_unit_id`, day: sql`f.start` })}
      where f.start >= ${addMonths(until, -MONTHS)}::date and f.start < ${until}::date
        and exists (select from position_versions v where v.tenant_id = current_tenant() and v.position_id = f.position_id and v.is_selling)),
    latest as (
      select distinct on (s.fiscal_year) s.id from target_sets s
      join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
      where s.tenant_id = current_tenant() and s.metric = 'signed-amount' order by s.fiscal_year, s.version desc)
    select f.person_id as "personId", m.month::date as month,
      coalesce((select sum(r.value) from metric_rollups r join assignments a on a.tenant_id = r.tenant_id and a.position_id = r.position_id and a.person_id = f.person_id
          and a.valid_from <= r.day and (a.valid_to is null or a.valid_to > r.day)
        where r.tenant_id = current_tenant() and r.measure = 'signed-amount' and r.day >= m.month and r.day < m.month + interval '1 month'), 0)::bigint as actual,
      (select sum(t.amount) from targets t join latest l on l.id = t.set_id join assignments a on a.tenant_id = t.tenant_id and a.position_id = t.node_id and a.person_id = f.person_id
          and a.valid_from < t.period_to and (a.valid_to is null or a.valid_to > t.period_from)
        where t.tenant_id = current_tenant() and t.node_kind = 'position' and t.period_from = m.month and t.period = to_char(m.month, 'YYYY-MM'))::bigint as target
    from fresh f
    cross join lateral (select max(a.valid_to) filter (where not exists (select from assignments b where b.tenant_id = a.tenant_id and b.person_id = a.person_id and b.valid_to is null)) as left_on
      from assignments a where a.tenant_id = current_tenant() and a.person_id = f.person_id) gone
    cross join lateral generate_series(date_trunc('month', f.start), least(${until}::date, coalesce(gone.left_on, ${until}::date)) - interval '1 month', interval '1 month') as m(month)
    order by f.person_id, m.month`);
  const byPerson = Map.groupBy(rows, (row) => row.personId);
  return [...byPerson].map(([id, months]) => ({ id, months: months.map(({ actual, target }) => ({ actual, target })) }));
}
