-- Tenants, roles, the tenant wall, and the identity tables that must be read before a tenant is known.
-- Runtime never works as the owner of these tables: each database transaction does
--   set local role hengji_app | hengji_pay;  select set_config('app.tenant', '…', true)

create extension if not exists btree_gist;

do $$
begin
  if not exists (select from pg_roles where rolname = 'hengji_app') then create role hengji_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'hengji_pay') then create role hengji_pay nologin; end if;
  execute format('grant hengji_app, hengji_pay to %I', current_user);
exception when duplicate_object or unique_violation then null; -- another database of this server made them just now
end $$;

-- '' appears once the setting has been used in a session; without a tenant nothing is visible.
create function current_tenant() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::bigint $$;

-- mode: 'app' general tables · 'append' insert and read only · 'pay' only the pay role · 'pay-append'
create procedure protect(target regclass, mode text default 'app') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_wall on %s using (tenant_id = (select current_tenant()))
                  with check (tenant_id = (select current_tenant()))', target);
  execute format('grant select, insert %s on %s to hengji_pay %s', 
    case when mode like '%append' then '' else ', update, delete' end, target,
    case when mode like 'pay%' then '' else ', hengji_app' end);
end $$;

create table tenants (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  currency text not null default 'CNY',
  currency_digits smallint not null default 2,
  time_zone text not null default 'Asia/Shanghai',
  locale text not null default 'zh-CN',
  fiscal_start_month smallint not null default 1 check (fiscal_start_month between 1 and 12),
  week_start smallint not null default 1 check (week_start between 1 and 7),
  -- Rank is private unless the company decides otherwise (Barankay 2012).
  rank_visibility text not null default 'private' check (rank_visibility in ('private', 'team', 'all')),
  is_demo boolean not null default false,
  -- Demo data end on this day; null means the real today in the tenant's zone.
  today_fixed date,
  version int not null default 1,
  created_at timestamptz not null default now()
);

create table users (
  tenant_id bigint not null references tenants,
  id uuid not null,
  name text not null,
  person_id uuid,
  password_hash text,
  totp_secret bytea,               -- AES-256-GCM with the installation key
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  locale text,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  number_style text not null default 'wan' check (number_style in ('wan', 'full')),
  disabled_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect('users');

-- System tables: looked up before the tenant is known, by hash or by login only, in server/auth/store.ts alone.
create table logins (
  login text primary key,          -- lower-cased e-mail or name, unique in the installation
  tenant_id bigint not null references tenants,
  user_id uuid not null,
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create table sessions (
  token_hash bytea primary key,    -- SHA-256 of a 256-bit token
  tenant_id bigint not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  stepped_up_at timestamptz,
  user_agent text,
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index sessions_by_user on sessions (tenant_id, user_id);
create table user_tokens (
  token_hash bytea primary key,
  kind text not null check (kind in ('invite', 'reset', 'setup')),
  tenant_id bigint,
  user_id uuid,
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update on tenants to hengji_app, hengji_pay;
grant select, insert, update, delete on logins, sessions, user_tokens to hengji_app, hengji_pay;

-- Every write's first answer, replayed for the same key (kept 24 h).
create table idempotency_keys (
  tenant_id bigint not null,
  user_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id, key)
);
call protect('idempotency_keys');

-- Append-only and hash-chained: hash = SHA-256(prev || canonical entry). The head row serialises writers of one tenant.
create table audit_log (
  tenant_id bigint not null,
  seq bigint not null,
  at timestamptz not null,
  user_id uuid,
  actor text not null,             -- user name, or 'system', 'cli'
  action text not null,            -- e.g. 'target.update'
  subject_kind text not null,
  subject_id text not null,
  subject_label text,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  prev bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
call protect('audit_log', 'append');
create index audit_log_by_subject on audit_log (tenant_id, subject_kind, subject_id, seq);
create index audit_log_by_time on audit_log (tenant_id, at);
create table audit_heads (
  tenant_id bigint primary key references tenants,
  seq bigint not null,
  hash bytea not null
);
call protect('audit_heads');
-- Pay detail of an audit entry stands apart, readable by the pay role only.
create table audit_pay_values (
  tenant_id bigint not null,
  seq bigint not null,
  before jsonb,
  after jsonb,
  primary key (tenant_id, seq)
);
call protect('audit_pay_values', 'pay-append');

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'HJ001'; end $$;
create trigger audit_log_append_only before update or delete on audit_log for each row execute function refuse_change();
create trigger audit_log_no_truncate before truncate on audit_log for each statement execute function refuse_change();
