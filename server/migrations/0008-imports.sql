create table imports (
  tenant_id bigint not null references tenants, id uuid not null, kind text not null, file_name text not null,
  file_hash bytea not null, file bytea, encoding text not null default 'utf-8', mapping jsonb not null default '{}',
  mode text not null default 'all-or-nothing' check (mode in ('all-or-nothing', 'good-rows')),
  state text not null default 'uploaded'
    check (state in ('uploaded', 'previewed', 'running', 'done', 'failed', 'cancelled', 'undone')),
  rows_total int not null default 0, rows_done int not null default 0, rows_new int not null default 0,
  rows_changed int not null default 0, rows_same int not null default 0, rows_refused int not null default 0,
  warnings int not null default 0, message jsonb, created_by uuid, created_at timestamptz not null default now(),
  finished_at timestamptz, undone_at timestamptz, version int not null default 1,
  primary key (tenant_id, id)
);
call protect('imports');
create index imports_by_time on imports (tenant_id, created_at);
create table import_problems (
  tenant_id bigint not null, import_id uuid not null, seq int not null, row_no int not null, severity text not null check (severity in ('refused', 'warning')),
  field text not null default '', excerpt text not null default '', code text not null, "values" jsonb not null default '{}', raw jsonb,
  primary key (tenant_id, import_id, seq),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);
call protect('import_problems');
-- What each row did, so that an import can be undone: before null = inserted.
create table import_changes (
  tenant_id bigint not null, import_id uuid not null, seq int not null, table_name text not null, row_key jsonb not null,
  before jsonb, after jsonb,
  primary key (tenant_id, import_id, seq),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);
call protect('import_changes');
