-- Where the company wants to go and by which themes; each save is a version, the last one counts.
create table strategies (
  tenant_id bigint not null references tenants, fiscal_year int not null, version int not null, vision text not null, themes jsonb not null,
  by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, fiscal_year, version)
);
call protect('strategies', 'append');
