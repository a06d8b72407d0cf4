-- What a comparison is held against beyond the company's own rows: a number somebody found, with where and when.
create table benchmarks (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, name text not null, source text not null,
  as_of date not null, value bigint not null, -- exact, in the metric's own unit
  created_by uuid not null, created_at timestamptz not null default now(),
  primary key (tenant_id, id), foreign key (tenant_id, created_by) references users (tenant_id, id)
);
call protect('benchmarks');
-- Abilities are rated, never edited: the latest rating of each kind counts, the earlier ones show the way.
create table ability_ratings (
  tenant_id bigint not null references tenants, id uuid not null, person_id uuid not null, ability text not null,
  kind text not null check (kind in ('self', 'manager')), level smallint not null check (level between 1 and 5),
  evidence text not null, rated_on date not null, rater_person_id uuid not null, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id),
  foreign key (tenant_id, rater_person_id) references persons (tenant_id, id)
);
call protect('ability_ratings', 'append');
create index ability_ratings_by_person on ability_ratings (tenant_id, person_id, rated_on);
-- What people and customers said, tied to the cause it speaks for or against.
create table diagnosis_notes (
  tenant_id bigint not null references tenants, id uuid not null,
  subject_kind text not null check (subject_kind in ('unit', 'position')), subject_id uuid not null,
  problem text not null, kind text not null check (kind in ('interview', 'customer', 'observation', 'resource')),
  stance text not null check (stance in ('for', 'against', 'open')), note text not null, noted_on date not null,
  author_person_id uuid not null, version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id), foreign key (tenant_id, author_person_id) references persons (tenant_id, id)
);
call protect('diagnosis_notes');
create index diagnosis_notes_by_subject on diagnosis_notes (tenant_id, subject_id);
-- A question worth asking again: where it stands in the address, never what came out.
create table saved_analyses (
  tenant_id bigint not null references tenants, id uuid not null, user_id uuid not null, name text not null, filters jsonb not null,
  is_shared boolean not null default false, created_at timestamptz not null default now(),
  primary key (tenant_id, id), foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('saved_analyses');
create index saved_analyses_by_user on saved_analyses (tenant_id, user_id);
-- The cause of the catalogue a plan is made for, so that what comes back again and again can be counted.
alter table improvement_plans add column problem text;
