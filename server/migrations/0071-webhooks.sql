-- Addresses of other programs that want to hear when something has happened. What they hear names it; amounts they fetch with rights of their own.
create table webhooks (
  tenant_id bigint not null references tenants, id uuid not null, name text not null, address text not null, events text[] not null,
  sealed bytea not null,                        -- the key that signs, AES-256-GCM
  is_paused boolean not null default false, version int not null default 1, made_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect('webhooks');
-- Written with the change itself: what did not happen is never told, what happened is told even after a crash.
create table webhook_deliveries (
  tenant_id bigint not null, id uuid not null, webhook_id uuid not null, event text not null, body text not null, at timestamptz not null,
  due_at timestamptz not null, tries int not null default 0, answered int, error text not null default '', sent_at timestamptz, failed_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade
);
call protect('webhook_deliveries');
create index webhook_deliveries_due on webhook_deliveries (tenant_id, due_at) where sent_at is null and failed_at is null;
create index webhook_deliveries_of on webhook_deliveries (tenant_id, webhook_id, at);
