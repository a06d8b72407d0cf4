-- A plan given to a title pays whoever holds a seat of that title; what is said of one seat goes before it, day by day and value by value.
create table plan_titles (
  tenant_id bigint not null references tenants, title text not null, plan_name text not null, valid_from date not null, valid_to date,
  personal jsonb not null default '{}',
  primary key (tenant_id, title, valid_from)
);
call protect('plan_titles', 'pay');

-- Which plan each seat has by its title, on which days.
create view plans_by_title with (security_invoker = true) as
  select v.tenant_id, v.position_id, t.plan_name, t.personal, daterange(v.valid_from, v.valid_to) * daterange(t.valid_from, t.valid_to) as span
  from plan_titles t
  join position_versions v on v.tenant_id = t.tenant_id and v.title = t.title and daterange(v.valid_from, v.valid_to) && daterange(t.valid_from, t.valid_to);

-- What is in force: said of the seat, with the values of its title beneath where both speak of the same plan; else by the title.
create view plan_holdings with (security_invoker = true) as
  select tenant_id, position_id, plan_name, lower(span) as valid_from, upper(span) as valid_to, personal, by
  from (
    select o.tenant_id, o.position_id, o.plan_name, daterange(o.valid_from, o.valid_to) * t.span as span, t.personal || o.personal as personal, 'position' as by
    from plan_assignments o
    join plans_by_title t on t.tenant_id = o.tenant_id and t.position_id = o.position_id and t.plan_name = o.plan_name and t.span && daterange(o.valid_from, o.valid_to)
    union all
    select o.tenant_id, o.position_id, o.plan_name, daterange(o.valid_from, o.valid_to), o.personal, 'position'
    from plan_assignments o where not exists (select from plan_titles t where t.tenant_id = o.tenant_id and t.plan_name = o.plan_name)
    union all
    select o.tenant_id, o.position_id, o.plan_name, rest.span, o.personal, 'position'
    from (select * from plan_assignments p where exists (select from plan_titles t where t.tenant_id = p.tenant_id and t.plan_name = p.plan_name)) o
    cross join lateral unnest(datemultirange(daterange(o.valid_from, o.valid_to)) - coalesce((select range_agg(t.span) from plans_by_title t
      where t.tenant_id = o.tenant_id and t.position_id = o.position_id and t.plan_name = o.plan_name), '{}')) as rest(span)
    union all
    select t.tenant_id, t.position_id, t.plan_name, rest.span, t.personal, 'title'
    from plans_by_title t
    cross join lateral unnest(datemultirange(t.span) - coalesce((select range_agg(daterange(o.valid_from, o.valid_to)) from plan_assignments o
      where o.tenant_id = t.tenant_id and o.position_id = t.position_id), '{}')) as rest(span)
  ) as held;
grant select on plans_by_title, plan_holdings to hengji_app, hengji_pay;

-- The same as before, by what is in force.
create or replace function settled_apart(day date) returns table (
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
    join plan_holdings p on p.tenant_id = a.tenant_id and p.position_id = a.position_id and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
    where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_from <= day and (a.valid_to is null or a.valid_to > day) and (h.left_on is null or h.left_on > day))
$$;

create or replace view settlement_plans with (security_invoker = true) as
  select tenant_id, position_id, plan_name, personal, valid_from,
    case when plan_to < until then plan_to else lead(valid_from) over (partition by tenant_id, position_id order by valid_from) end as valid_to
  from (select s.tenant_id, s.position_id, p.plan_name, p.personal, greatest(p.valid_from, a.valid_from) as valid_from, p.valid_to as plan_to,
      least(a.valid_to, h.left_on) as until
    from settlement_seats s
    join persons h on h.tenant_id = s.tenant_id and h.id = s.person_id
    join assignments a on a.tenant_id = h.tenant_id and a.person_id = h.id
    join plan_holdings p on p.tenant_id = a.tenant_id and p.position_id = a.position_id
      and p.valid_from < coalesce(least(a.valid_to, h.left_on), 'infinity') and coalesce(p.valid_to, 'infinity') > a.valid_from) as held;
