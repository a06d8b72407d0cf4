-- Who has read and accepted which version of the plan that pays him.
create table plan_signatures (
  tenant_id bigint not null references tenants, plan_id uuid not null, person_id uuid not null, position_id uuid not null,
  hash text not null, signed_by uuid not null, signed_at timestamptz not null default now(),
  primary key (tenant_id, plan_id, person_id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);
call protect('plan_signatures', 'pay append');
