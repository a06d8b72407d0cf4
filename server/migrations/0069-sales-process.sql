-- What must be true before a deal may stand in a stage, in the company's words.
alter table deal_stages add column criteria text not null default '';
-- Every saving of a sales process, whole: who changed what and why can be read years later. What was frozen in forecasts stays as it was.
create table sales_process_versions (
  tenant_id bigint not null references tenants, pipeline text not null, version int not null, stages jsonb not null, note text not null,
  saved_by uuid not null, saved_at timestamptz not null default now(),
  primary key (tenant_id, pipeline, version), foreign key (tenant_id, saved_by) references users (tenant_id, id)
);
call protect('sales_process_versions', 'append');
