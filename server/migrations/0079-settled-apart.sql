-- Business belongs to who held the seat on its day. Whoever holds no seat under a plan any more, for having left the company or for having gone to
-- a seat that no plan pays, is settled on a seat of his own in pay.
drop view leavers;
-- Everybody settled apart on a day, with the selling seat held last and until when.
create function settled_apart(day date) returns table (
  tenant_id bigint, position_id uuid, person_id uuid, person_name text, left_on date, last_position_id uuid, org_unit_id uuid, title text
) language sql stable as $$
  select s.tenant_id, s.position_id, s.person_id, h.name, last.until, last.position_id, last.org_unit_id, last.title
  from settlement_seats s
  join persons h on h.tenant_id = s.tenant_id and h.id = s.person_id
  cross join lateral (select a.position_id, v.org_unit_id, v.title, least(a.valid_to, h.left_on) as until from assignments a
    join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and v.valid_from < least(a.valid_to, h.left_on) and v.is_selling
    where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_from < least(a.valid_to, h.left_on) and least(a.valid_to, h.left_on) <= day
    order by a.valid_from desc, v.valid_from desc limit 1) last
  where not exists (select from assignments a
    join plan_assignments p on p.tenant_id = a.tenant_id and p.position_id = a.position_id and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
    where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_from <= day and (a.valid_to is null or a.valid_to > day) and (h.left_on is null or h.left_on > day))
$$;

-- The plans a person was under, seat after seat; the last one of a seat goes on until the next seat under a plan.
create view settlement_plans with (security_invoker = true) as
  select tenant_id, position_id, plan_name, personal, valid_from,
    case when plan_to < until then plan_to else lead(valid_from) over (partition by tenant_id, position_id order by valid_from) end as valid_to
  from (select s.tenant_id, s.position_id, p.plan_name, p.personal, greatest(p.valid_from, a.valid_from) as valid_from, p.valid_to as plan_to,
      least(a.valid_to, h.left_on) as until
    from settlement_seats s
    join persons h on h.tenant_id = s.tenant_id and h.id = s.person_id
    join assignments a on a.tenant_id = h.tenant_id and a.person_id = h.id
    join plan_assignments p on p.tenant_id = a.tenant_id and p.position_id = a.position_id
      and p.valid_from < coalesce(least(a.valid_to, h.left_on), 'infinity') and coalesce(p.valid_to, 'infinity') > a.valid_from) as held;
grant select on settlement_plans to hengji_app, hengji_pay;

alter table persons no force row level security;
alter table positions no force row level security;
alter table settlement_seats no force row level security;
alter table assignments no force row level security;
update positions p set code = h.code || '·结算' from settlement_seats s join persons h on h.tenant_id = s.tenant_id and h.id = s.person_id
where p.tenant_id = s.tenant_id and p.id = s.position_id;
create temporary table gone as select h.tenant_id, h.id as person_id, gen_random_uuid() as position_id, h.code from persons h
  where not exists (select from settlement_seats s where s.tenant_id = h.tenant_id and s.person_id = h.id)
    and exists (select from assignments a where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_to is not null);
insert into positions (tenant_id, id, code) select tenant_id, position_id, code || '·结算' from gone;
insert into settlement_seats (tenant_id, position_id, person_id) select tenant_id, position_id, person_id from gone;
drop table gone;
alter table persons force row level security;
alter table positions force row level security;
alter table settlement_seats force row level security;
alter table assignments force row level security;
