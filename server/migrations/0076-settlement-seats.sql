-- Who has left may still be owed, and somebody else may sit on the seat he left: from then on he has one of his own in pay, and nowhere else.
create table settlement_seats (
  tenant_id bigint not null, position_id uuid not null, person_id uuid not null,
  primary key (tenant_id, position_id), unique (tenant_id, person_id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id), foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
call protect('settlement_seats');
-- With the seat he left. No version of a position stands behind it: it is no part of the organisation.
create view leavers with (security_invoker = true) as
  select s.tenant_id, s.position_id, s.person_id, h.name as person_name, h.left_on, last.position_id as last_position_id, last.org_unit_id, last.title
  from settlement_seats s
  join persons h on h.tenant_id = s.tenant_id and h.id = s.person_id and h.left_on is not null
  cross join lateral (select a.position_id, v.org_unit_id, v.title from assignments a
    join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and v.valid_from < h.left_on and v.is_selling
    where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_from < h.left_on
    order by a.valid_from desc, v.valid_from desc limit 1) last;
grant select on leavers to hengji_app, hengji_pay;

-- The owner of the tables stands behind the tenant wall too, unless it is taken down while all companies are filled in.
alter table persons no force row level security;
alter table positions no force row level security;
alter table settlement_seats no force row level security;
create temporary table gone as select tenant_id, id as person_id, gen_random_uuid() as position_id, code from persons where left_on is not null;
insert into positions (tenant_id, id, code) select tenant_id, position_id, code || '·离职' from gone;
insert into settlement_seats (tenant_id, position_id, person_id) select tenant_id, position_id, person_id from gone;
drop table gone;
alter table persons force row level security;
alter table positions force row level security;
alter table settlement_seats force row level security;
