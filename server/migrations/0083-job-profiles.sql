-- What a title is there for: its duties, the metrics that show each, the norms of work and the documents they stand in. Every version is kept.
create table job_profiles (
  tenant_id bigint not null references tenants, title text not null, version int not null, document jsonb not null,
  by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, title, version)
);
call protect('job_profiles', 'append');
