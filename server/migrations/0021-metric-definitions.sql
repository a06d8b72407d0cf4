-- Metrics a company has written itself. A definition is a row of versions: one draft that is edited, published ones that never are;
-- each published version counts from a day on.
create table metric_definitions (
  tenant_id bigint not null references tenants, code text not null check (code ~ '^x-[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 40),
  created_by uuid, created_at timestamptz not null default now(),
  primary key (tenant_id, code)
);
call protect('metric_definitions');
create table metric_versions (
  tenant_id bigint not null, code text not null, no int not null, written jsonb not null,
  valid_from date, published_by uuid, published_at timestamptz, edited_by uuid, version int not null default 1,
  primary key (tenant_id, code, no), foreign key (tenant_id, code) references metric_definitions (tenant_id, code) on delete cascade,
  check ((published_at is null) = (valid_from is null))
);
call protect('metric_versions');
create unique index metric_drafts on metric_versions (tenant_id, code) where published_at is null;
create unique index metric_versions_by_day on metric_versions (tenant_id, code, valid_from) where published_at is not null;
create function keep_published_metric() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then raise exception 'append-only: % on a published version is refused', tg_op using errcode = 'HJ001'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger metric_versions_kept before update or delete on metric_versions for each row execute function keep_published_metric();
