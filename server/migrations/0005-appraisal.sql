-- Scheme versions are documents (core/appraisal); a version in use is never edited.
create table schemes (
  tenant_id bigint not null references tenants, id uuid not null, name text not null, version int not null,
  document jsonb not null, valid_from date not null, valid_to date, created_by uuid, created_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, name, version)
);
call protect('schemes');
-- Scores are crown jewels: published scorecards are read by the pay role only.
create table scorecards (
  tenant_id bigint not null, id uuid not null, position_id uuid not null, person_id uuid, scheme_id uuid not null,
  period text not null, period_from date not null, period_to date not null, document jsonb not null,
  computed_at timestamptz not null default now(), published_by uuid, published_at timestamptz,
  primary key (tenant_id, id), unique (tenant_id, position_id, scheme_id, period),
  foreign key (tenant_id, scheme_id) references schemes (tenant_id, id)
);
call protect('scorecards', 'pay');
