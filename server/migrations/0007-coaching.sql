create table one_on_ones (
  tenant_id bigint not null references tenants, id uuid not null, member_position_id uuid not null, member_person_id uuid not null,
  manager_person_id uuid not null, held_on date not null, facts jsonb not null default '{}', -- frozen when saved
  notes text not null default '', version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, member_person_id) references persons (tenant_id, id),
  foreign key (tenant_id, manager_person_id) references persons (tenant_id, id)
);
call protect('one_on_ones');
create index one_on_ones_by_member on one_on_ones (tenant_id, member_person_id, held_on);
create table actions (
  tenant_id bigint not null references tenants, id uuid not null, one_on_one_id uuid, owner_person_id uuid not null,
  title text not null, due_on date not null, done_at timestamptz, result text not null default '',
  created_by_person_id uuid, version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_person_id) references persons (tenant_id, id),
  foreign key (tenant_id, one_on_one_id) references one_on_ones (tenant_id, id)
);
call protect('actions');
create index actions_by_owner on actions (tenant_id, owner_person_id, due_on);
