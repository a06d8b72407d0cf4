-- What from outside speaks for or against a target: market research, a customer's plan. With a small file, or without. Nothing is edited.
create table target_evidence (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null, node_id uuid not null,
  text text not null, source text not null default '', file_name text, file_type text, file_size int,
  by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect('target_evidence', 'append');
create index target_evidence_by_node on target_evidence (tenant_id, node_id, metric, fiscal_year);
-- The bytes stand apart: lists never read them.
create table target_evidence_files (
  tenant_id bigint not null, evidence_id uuid not null, bytes bytea not null check (length(bytes) <= 524288),
  primary key (tenant_id, evidence_id), foreign key (tenant_id, evidence_id) references target_evidence (tenant_id, id)
);
call protect('target_evidence_files', 'append');
