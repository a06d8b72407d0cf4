-- How the files of a pay period look that payroll and bookkeeping read; no amounts stand here.
create table export_formats (
  tenant_id bigint not null references tenants, id uuid not null, name text not null, layout jsonb not null, file jsonb not null,
  version int not null default 1, changed_by uuid not null, changed_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, name)
);
call protect('export_formats');
