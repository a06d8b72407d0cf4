-- What comes out of a diagnosis: an agreement of two with its evidence, the metric that will prove it, and its closing.
create table improvement_plans (
  tenant_id bigint not null references tenants, id uuid not null, question text not null, title text not null,
  subject_kind text not null check (subject_kind in ('unit', 'position')), subject_id uuid not null, period text not null,
  owner_person_id uuid not null, owner_position_id uuid not null, created_by_person_id uuid,
  metric text not null, baseline bigint, baseline_from date not null, baseline_to date not null, baseline_proof jsonb not null,
  expected bigint not null, start_on date not null, review_on date not null, -- exact, in the metric's own unit
  evidence jsonb not null, actions jsonb not null, -- actions become rows of their own once both have signed
  version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id), check (review_on > start_on),
  foreign key (tenant_id, owner_person_id) references persons (tenant_id, id),
  foreign key (tenant_id, owner_position_id) references positions (tenant_id, id)
);
call protect('improvement_plans');
create index improvement_plans_by_owner on improvement_plans (tenant_id, owner_person_id);
-- Who signs signs a hash: what was agreed cannot change under a signature.
create table improvement_plan_signatures (
  tenant_id bigint not null, plan_id uuid not null, role text not null check (role in ('owner', 'manager')), person_id uuid not null,
  payload_hash text not null, signed_at timestamptz not null,
  primary key (tenant_id, plan_id, role),
  foreign key (tenant_id, plan_id) references improvement_plans (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
call protect('improvement_plan_signatures', 'append');
create table improvement_plan_closings (
  tenant_id bigint not null, plan_id uuid not null, person_id uuid, note text not null, effect jsonb not null, closed_at timestamptz not null,
  primary key (tenant_id, plan_id),
  foreign key (tenant_id, plan_id) references improvement_plans (tenant_id, id)
);
call protect('improvement_plan_closings', 'append');
alter table actions add column improvement_plan_id uuid,
  add foreign key (tenant_id, improvement_plan_id) references improvement_plans (tenant_id, id);
create index actions_by_plan on actions (tenant_id, improvement_plan_id) where improvement_plan_id is not null;
