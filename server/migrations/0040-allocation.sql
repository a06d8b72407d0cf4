-- Assumptions of an allocation, saved to be compared: what comes out is always computed anew from today's facts.
create table allocation_scenarios (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null,
  root_id uuid not null, name text not null, assumptions jsonb not null,
  created_by uuid, created_at timestamptz not null default now(), version int not null default 1,
  primary key (tenant_id, id), foreign key (tenant_id, root_id) references org_units (tenant_id, id)
);
call protect('allocation_scenarios');
create index allocation_scenarios_by_year on allocation_scenarios (tenant_id, metric, fiscal_year);
-- A scenario written into a draft, with what stood there before, so that it can be taken back as long as nobody went on from it.
create table allocation_applications (
  tenant_id bigint not null, id uuid not null, scenario_id uuid not null, set_id uuid not null, has_made_set boolean not null,
  before jsonb not null, stamp_after int not null, by_user uuid, at timestamptz not null default now(), undone_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, scenario_id) references allocation_scenarios (tenant_id, id) on delete cascade,
  foreign key (tenant_id, set_id) references target_sets (tenant_id, id) on delete cascade
);
call protect('allocation_applications');
create index allocation_applications_by_set on allocation_applications (tenant_id, set_id);
