-- Targets that do not add up from below (CAC ≤ ¥500, collection rate ≥ 90 %): one node, metric and period, with a comparison.
-- Values in the metric's own exact unit (ten-thousandths or millionths). Each save is a row, the last one counts; null takes it back.
create table single_targets (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, period text not null,
  node_kind text not null check (node_kind in ('unit', 'position')), node_id uuid not null, version int not null,
  comparison text not null check (comparison in ('at-least', 'at-most', 'between')),
  value bigint, upper bigint, stretch bigint, note text not null default '', by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, metric, period, node_id, version), check (comparison <> 'between' or value is null or upper >= value)
);
call protect('single_targets', 'append');
create index single_targets_by_node on single_targets (tenant_id, node_id, period);
