-- What a person wants to hear of, when, and by which way. Nothing here says more than its reader may see on the page:
-- every message is made in the reader's own scope at the moment it is made.
create table notification_settings (
  tenant_id bigint not null, user_id uuid not null, mail text not null default '',
  quiet_from smallint, quiet_to smallint, -- minutes of the day; from > to reaches over midnight
  working_days_only boolean not null default false, version int not null default 1,
  primary key (tenant_id, user_id), foreign key (tenant_id, user_id) references users (tenant_id, id),
  check ((quiet_from is null) = (quiet_to is null)),
  check (quiet_from between 0 and 1439 and quiet_to between 0 and 1439)
);
call protect('notification_settings');
create table alert_rules (
  tenant_id bigint not null, id uuid not null, user_id uuid not null, metric text not null,
  node_kind text not null check (node_kind in ('unit', 'position')), node_id uuid not null,
  grain text not null check (grain in ('month', 'quarter', 'year')),
  comparison text not null check (comparison in ('below', 'above')),
  threshold text not null, by_mail boolean not null default false, is_paused boolean not null default false,
  version int not null default 1, created_at timestamptz not null default now(),
  primary key (tenant_id, id), foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('alert_rules');
create index alert_rules_by_user on alert_rules (tenant_id, user_id);
-- Fires when the threshold is crossed, once; again only after it has been back.
create table alert_states (
  tenant_id bigint not null, rule_id uuid not null, period text not null, is_firing boolean not null, checked_on date not null,
  primary key (tenant_id, rule_id, period),
  foreign key (tenant_id, rule_id) references alert_rules (tenant_id, id) on delete cascade
);
call protect('alert_states');
create table notifications (
  tenant_id bigint not null, id uuid not null, user_id uuid not null, kind text not null check (kind in ('alert', 'digest')),
  on_day date not null, document jsonb not null, at timestamptz not null default now(), read_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('notifications');
create index notifications_by_user on notifications (tenant_id, user_id, at);
create table digests (
  tenant_id bigint not null, id uuid not null, user_id uuid not null,
  cadence text not null check (cadence in ('daily', 'weekly', 'monthly')), weekday smallint check (weekday between 1 and 7),
  at_minute smallint not null check (at_minute between 0 and 1439), by_mail boolean not null default false, robot_id uuid,
  attachment text not null default 'none' check (attachment in ('none', 'pdf', 'xlsx')), last_on date, version int not null default 1,
  primary key (tenant_id, id), foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('digests');
-- A group robot hears the totals of one unit only, never a person's: nobody knows who reads along in a group.
create table robots (
  tenant_id bigint not null references tenants, id uuid not null, name text not null,
  kind text not null check (kind in ('wecom', 'dingtalk', 'feishu')), sealed bytea not null, -- address and key, AES-256-GCM
  org_unit_id uuid not null, version int not null default 1,
  primary key (tenant_id, id), foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id)
);
call protect('robots');
create table deliveries (
  tenant_id bigint not null references tenants, id uuid not null, user_id uuid not null, way text not null check (way in ('mail', 'robot')),
  address text not null default '', robot_id uuid, title text not null, body text not null, file_name text, file bytea,
  due_at timestamptz not null, tries int not null default 0, sent_at timestamptz, failed_at timestamptz, error text not null default '',
  primary key (tenant_id, id), foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('deliveries');
create index deliveries_due on deliveries (tenant_id, due_at) where sent_at is null and failed_at is null;
