-- Keys for programs: each acts as the account that made it, in some areas of it. Looked up before a company is known, as sessions are.
create table access_tokens (
  token_hash bytea primary key,    -- SHA-256 of a 256-bit token: guessing is hopeless, so no slow hash
  id uuid not null unique, tenant_id bigint not null, user_id uuid not null, name text not null,
  areas text[] not null, may_write boolean not null default false,
  made_at timestamptz not null, expires_at timestamptz not null, used_on date,
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index access_tokens_by_user on access_tokens (tenant_id, user_id);
grant select, insert, update, delete on access_tokens to hengji_app, hengji_pay;
