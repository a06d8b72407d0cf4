-- Target sets are versions: a draft is edited, a published one is never changed, a new draft copies it.
create table target_sets (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null,
  version int not null, based_on uuid, note text not null default '',
  created_by uuid, created_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, metric, fiscal_year, version)
);
call protect('target_sets');
create table target_set_publications (
  tenant_id bigint not null, set_id uuid not null, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, set_id), foreign key (tenant_id, set_id) references target_sets (tenant_id, id)
);
call protect('target_set_publications');
-- One node × period. node_kind 'unit' is the sum of a subtree, 'position' a personal target.
create table targets (
  tenant_id bigint not null, set_id uuid not null, node_kind text not null check (node_kind in ('unit', 'position')),
  node_id uuid not null, period text not null, -- '2026', '2026-Q1', '2026-03' of the fiscal calendar
  period_from date not null, period_to date not null,
  amount bigint not null, basis text not null default 'manual', is_locked boolean not null default false,
  reason text not null default '', version int not null default 1,
  primary key (tenant_id, set_id, node_kind, node_id, period),
  foreign key (tenant_id, set_id) references target_sets (tenant_id, id)
);
call protect('targets');
create index targets_by_node on targets (tenant_id, node_id, period);
-- Declared over-assignment per node, in ppm of the node's own target.
create table target_over_assignments (
  tenant_id bigint not null, set_id uuid not null, node_id uuid not null, ppm int not null default 0,
  primary key (tenant_id, set_id, node_id), foreign key (tenant_id, set_id) references target_sets (tenant_id, id)
);
call protect('target_over_assignments');
