-- Plan versions are typed text (core/compensation/plan); statements live where only the pay role reads.
create table plans (
  tenant_id bigint not null references tenants, id uuid not null, name text not null, version int not null,
  source text not null, document jsonb not null, valid_from date not null, valid_to date,
  created_by uuid, created_at timestamptz not null default now(), published_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, name, version)
);
call protect('plans', 'pay');
create table plan_assignments (
  tenant_id bigint not null, plan_name text not null, position_id uuid not null, valid_from date not null, valid_to date,
  personal jsonb not null default '{}', -- per-position values such as a personal rate
  primary key (tenant_id, position_id, valid_from),
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('plan_assignments', 'pay');
create table statements (
  tenant_id bigint not null, id uuid not null, position_id uuid not null, person_id uuid, plan_id uuid not null,
  period text not null, period_from date not null, period_to date not null, currency text not null,
  payout bigint not null, document jsonb not null, result_hash bytea not null, run_id uuid,
  computed_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, position_id, period),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);
call protect('statements', 'pay');
create index statements_by_period on statements (tenant_id, period);
-- Payee-periods whose facts changed; written in the fact's own transaction, emptied by the recompute.
create table statement_dirt (
  tenant_id bigint not null, position_id uuid not null, day date not null, marked_at timestamptz not null default now(),
  primary key (tenant_id, position_id, day)
);
call protect('statement_dirt');
create table calculation_runs (
  tenant_id bigint not null references tenants, id uuid not null, period text not null, started_at timestamptz not null default now(),
  finished_at timestamptz, payees int not null default 0, facts bigint not null default 0, payout bigint not null default 0,
  manifest jsonb not null default '{}', by_user uuid,
  primary key (tenant_id, id)
);
call protect('calculation_runs', 'pay');
