-- Accounts to change hands from a day on: a plan first, looked at from all sides, then applied.
create table territory_plans (
  tenant_id bigint not null references tenants, id uuid not null, root_id uuid not null, name text not null, effective_on date not null,
  moves jsonb not null, -- [{ accountId, fromId, toId }]
  created_by uuid, created_at timestamptz not null default now(), version int not null default 1,
  primary key (tenant_id, id), foreign key (tenant_id, root_id) references org_units (tenant_id, id)
);
call protect('territory_plans');
create table territory_plan_applications (
  tenant_id bigint not null, plan_id uuid not null, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, plan_id), foreign key (tenant_id, plan_id) references territory_plans (tenant_id, id)
);
call protect('territory_plan_applications', 'append');
-- Who served an account until when: one row a change of hands.
create table customer_owner_changes (
  tenant_id bigint not null, customer_id uuid not null, changed_on date not null, seq int not null, from_position_id uuid, to_position_id uuid not null,
  plan_id uuid, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, customer_id, changed_on, seq),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id) on delete cascade,
  foreign key (tenant_id, to_position_id) references positions (tenant_id, id)
);
call protect('customer_owner_changes');
