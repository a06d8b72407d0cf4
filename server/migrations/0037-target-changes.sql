-- A published target changes by request: asked with a reason, decided by the level above, and then a new published version.
create table target_changes (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null,
  kind text not null check (kind in ('adjust', 'hand-over', 'spread')), node_id uuid not null, to_node_id uuid,
  effective_from date not null, amount bigint check (amount >= 0), reason text not null, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id), check ((kind = 'adjust') = (amount is not null)), check ((kind = 'hand-over') = (to_node_id is not null))
);
call protect('target_changes', 'append');
create index target_changes_by_year on target_changes (tenant_id, fiscal_year, metric);
create table target_change_decisions (
  tenant_id bigint not null, change_id uuid not null, kind text not null check (kind in ('approved', 'declined')), reason text not null default '',
  set_id uuid, by_user uuid, at timestamptz not null default now(), -- set_id: the published version it became
  primary key (tenant_id, change_id), foreign key (tenant_id, change_id) references target_changes (tenant_id, id)
);
call protect('target_change_decisions', 'append');
