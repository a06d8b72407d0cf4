import { sql, type RawBuilder } from "kysely";
import { facts, inSpan, localTime, one } from "./shape.ts";

type Sql = RawBuilder<unknown>;

/** A seat while somebody holds it, cut to the span: pieces between a move, a joining and a leaving. */
const held = (condition: Sql): Sql => sql`
    from position_versions v
    join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id
    join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    cross join lateral (select greatest(v.valid_from, a.valid_from, span.from_day) as from_day,
      least(coalesce(v.valid_to, 'infinity'), coalesce(a.valid_to, 'infinity'), span.to_day) as to_day) piece
    where v.tenant_id = current_tenant() and piece.from_day < piece.to_day and ${condition}`;
const seat = {
  day: sql`piece.from_day`,
  position: sql`v.position_id`,
  unit: sql`v.org_unit_id`,
  source: sql`p.id`,
  code: sql`p.code || ' ' || piece.from_day`,
};
/** Those who carry a number of their own: selling seats that do not head a unit. */
const sells = sql`v.is_selling and not v.is_head`;

const talks = sql`
    from one_on_ones t join persons p on p.tenant_id = t.tenant_id and p.id = t.member_person_id
    where t.tenant_id = current_tenant() and ${inSpan(sql`t.held_on`)} and t.notes <> ''
      and exists (select from actions x where x.tenant_id = t.tenant_id and x.one_on_one_id = t.id)`;

const actions = (condition: Sql): Sql =>
  facts(
    { day: sql`x.due_on`, position: sql`a.position_id`, source: sql`x.id`, code: sql`x.id::text`, value: one },
    sql`from actions x
    join assignments a on a.tenant_id = x.tenant_id and a.person_id = x.owner_person_id and a.valid_from <= x.due_on and (a.valid_to is null or a.valid_to > x.due_on)
    where x.tenant_id = current_tenant() and ${inSpan(sql`x.due_on`)} and ${condition}`,
  );

export const peopleMeasures = {
  reps: facts({ ...seat, value: one, key: sql`v.position_id::text` }, held(sells)),
  heads: facts(
    { ...seat, value: sql`round((piece.to_day - piece.from_day) * 1000000.0 / (span.to_day - span.from_day))::bigint` },
    held(sells),
  ),
  "head-years": facts({ ...seat, value: sql`round((piece.to_day - piece.from_day) * 1000000.0 / 365)::bigint` }, held(sql`v.is_selling`)),
  leavers: facts(
    { ...seat, day: sql`p.left_on - 1`, unit: sql`null::uuid`, code: sql`p.code`, value: one },
    sql`from persons p
    join assignments a on a.tenant_id = p.tenant_id and a.person_id = p.id and a.valid_from < p.left_on and (a.valid_to is null or a.valid_to >= p.left_on)
    join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and v.valid_from < p.left_on and (v.valid_to is null or v.valid_to >= p.left_on)
    where p.tenant_id = current_tenant() and v.is_selling and ${inSpan(sql`p.left_on - 1`)}`,
  ),
  "coached-reps": facts(
    {
      day: sql`t.held_on`,
      position: sql`t.member_position_id`,
      source: sql`t.id`,
      code: sql`p.code || ' ' || t.id`,
      value: one,
      key: sql`t.member_position_id::text`,
    },
    talks,
  ),
  "actions-due": actions(sql`true`),
  "actions-on-time": actions(sql`x.result <> '' and ${localTime(sql`x.done_at`)}::date <= x.due_on`),
};
