-- Wrong passwords, counted per account, source and installation. System table: written before a tenant is known.
create table sign_in_tries (
  bucket bytea primary key,        -- SHA-256 of what is counted: no login stands here in clear
  tries timestamptz[] not null
);
grant select, insert, update, delete on sign_in_tries to hengji_app;

-- For a lost phone: each code works once.
create table recovery_codes (
  tenant_id bigint not null,
  user_id uuid not null,
  code_hash bytea not null,
  primary key (tenant_id, user_id, code_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call protect('recovery_codes');
