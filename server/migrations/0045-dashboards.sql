-- Boards people make for themselves; the ready-made ones are part of the program. Tiles are a checked document (core/boards/tile).
create table dashboards (
  tenant_id bigint not null references tenants, id uuid not null, owner_user_id uuid not null, name text not null, tiles jsonb not null,
  version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_user_id) references users (tenant_id, id)
);
call protect('dashboards');
create index dashboards_by_owner on dashboards (tenant_id, owner_user_id);
-- What was saved stays: an earlier version can be looked at and saved again.
create table dashboard_versions (
  tenant_id bigint not null, dashboard_id uuid not null, version int not null, name text not null, tiles jsonb not null,
  saved_by uuid not null, saved_at timestamptz not null default now(),
  primary key (tenant_id, dashboard_id, version),
  foreign key (tenant_id, dashboard_id) references dashboards (tenant_id, id) on delete cascade
);
call protect('dashboard_versions');
-- Shared to read: with everybody in a unit and below, or with a role. What they see is their own reach, not the owner's.
create table dashboard_shares (
  tenant_id bigint not null, dashboard_id uuid not null, place int not null, unit_id uuid, role text,
  primary key (tenant_id, dashboard_id, place), check ((unit_id is null) <> (role is null)),
  foreign key (tenant_id, dashboard_id) references dashboards (tenant_id, id) on delete cascade,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id)
);
call protect('dashboard_shares');
create index dashboard_shares_by_unit on dashboard_shares (tenant_id, unit_id);
create table dashboard_defaults (
  tenant_id bigint not null, user_id uuid not null, board text not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('dashboard_defaults');
