-- What people said a period will bring, and what the pipeline looked like on each day. Both are added to, never changed:
-- accuracy, bias and slippage are computed from here and never from what the deals say today.

-- A submission is about the own place, an override about one below. Both amounts null: taken back. The latest by made_on, then seq, counts.
create table forecast_calls (
  tenant_id bigint not null references tenants, id uuid not null, seq bigint generated always as identity,
  period text not null, period_from date not null, period_to date not null,
  kind text not null check (kind in ('submission', 'override')),
  node_kind text not null check (node_kind in ('unit', 'position')), node_id uuid not null,
  person_id uuid, -- who held the place when it was said
  commit_amount bigint, best_amount bigint, note text not null default '',
  by_user uuid, made_on date not null, made_at timestamptz not null default now(),
  primary key (tenant_id, id), check ((commit_amount is null) = (best_amount is null)), check (best_amount >= commit_amount)
);
call protect('forecast_calls', 'append');
create index forecast_calls_by_period on forecast_calls (tenant_id, period, node_id, made_on, seq);
create index forecast_calls_by_person on forecast_calls (tenant_id, person_id, period_from);

-- One of the whole company a day, and one of a place at each submission. The calls of the moment are those made until taken_at.
create table forecast_snapshots (
  tenant_id bigint not null references tenants, id uuid not null, taken_on date not null, taken_at timestamptz not null default now(),
  reason text not null check (reason in ('daily', 'submission')), call_id uuid,
  primary key (tenant_id, id), check ((reason = 'submission') = (call_id is not null)),
  foreign key (tenant_id, call_id) references forecast_calls (tenant_id, id)
);
call protect('forecast_snapshots', 'append');
create unique index forecast_snapshots_daily on forecast_snapshots (tenant_id, taken_on) where reason = 'daily';

-- Open deals, and those closed since the fiscal quarter began, as they stood; whose they were that day goes with them.
create table forecast_snapshot_deals (
  tenant_id bigint not null, snapshot_id uuid not null, deal_id uuid not null,
  owner_position_id uuid, org_unit_id uuid, stage text not null, category text not null, outcome text not null,
  amount bigint not null, expected_on date, created_on date, closed_on date, probability_ppm int,
  primary key (tenant_id, snapshot_id, deal_id),
  foreign key (tenant_id, snapshot_id) references forecast_snapshots (tenant_id, id)
);
call protect('forecast_snapshot_deals', 'append');
create index forecast_snapshot_deals_by_deal on forecast_snapshot_deals (tenant_id, deal_id);
