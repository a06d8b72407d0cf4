-- Organisation, people, positions, manager lines, grants: all effective-dated, half-open [valid_from, valid_to).
-- A null valid_to is open-ended. Nothing is overwritten: a change closes one row and opens the next.

create table org_units (
  tenant_id bigint not null references tenants,
  id uuid not null,
  code text not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call protect('org_units');
create table org_unit_versions (
  tenant_id bigint not null,
  org_unit_id uuid not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  kind text not null default 'team' check (kind in ('company', 'region', 'team')),
  parent_id uuid,
  primary key (tenant_id, org_unit_id, valid_from),
  foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id),
  foreign key (tenant_id, parent_id) references org_units (tenant_id, id),
  exclude using gist (tenant_id with =, org_unit_id with =, daterange(valid_from, valid_to) with &&)
);
call protect('org_unit_versions');
-- Every ancestor of every unit (depth 0 is itself), dated: rewritten for the subtree that moves.
create table org_closure (
  tenant_id bigint not null,
  ancestor_id uuid not null,
  descendant_id uuid not null,
  depth int not null,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, ancestor_id, descendant_id, valid_from),
  foreign key (tenant_id, ancestor_id) references org_units (tenant_id, id),
  foreign key (tenant_id, descendant_id) references org_units (tenant_id, id)
);
call protect('org_closure');
create index org_closure_by_descendant on org_closure (tenant_id, descendant_id);

create table persons (
  tenant_id bigint not null references tenants,
  id uuid not null,
  code text not null,              -- employee number: the business key of imports
  name text not null,
  pinyin text not null default '', -- full pinyin and initials, written by server/people
  email text,
  phone text,
  hired_on date,
  left_on date,                    -- first day no longer employed
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call protect('persons');
create table positions (
  tenant_id bigint not null references tenants,
  id uuid not null,
  code text not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call protect('positions');
create table position_versions (
  tenant_id bigint not null,
  position_id uuid not null,
  valid_from date not null,
  valid_to date,
  title text not null,
  org_unit_id uuid not null,
  reports_to uuid,                 -- position of the manager
  is_head boolean not null default false,   -- heads its org unit
  is_selling boolean not null default true, -- carries targets and credit
  primary key (tenant_id, position_id, valid_from),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id),
  foreign key (tenant_id, reports_to) references positions (tenant_id, id),
  exclude using gist (tenant_id with =, position_id with =, daterange(valid_from, valid_to) with &&)
);
call protect('position_versions');
create index position_versions_by_unit on position_versions (tenant_id, org_unit_id);
-- Who holds which position when. One holder at a time; one primary position per person at a time.
create table assignments (
  tenant_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  position_id uuid not null,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  exclude using gist (tenant_id with =, position_id with =, daterange(valid_from, valid_to) with &&),
  exclude using gist (tenant_id with =, person_id with =, daterange(valid_from, valid_to) with &&)
);
call protect('assignments');
-- A dated right on a position: role within the subtree of org_unit_id. Grants unite.
create table grants (
  tenant_id bigint not null,
  id uuid not null,
  position_id uuid not null,
  role text not null check (role in ('rep', 'manager', 'director', 'hr', 'finance', 'executive', 'admin')),
  org_unit_id uuid not null,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id)
);
call protect('grants');
create index grants_by_position on grants (tenant_id, position_id);

-- The official calendar as the administrator keeps it; a year without rows counts weekends only, with a warning.
create table holidays (
  tenant_id bigint not null references tenants,
  day date not null,
  kind text not null check (kind in ('off', 'work')), -- 'work' is a make-up day 调休
  name text not null default '',
  primary key (tenant_id, day)
);
call protect('holidays');
create table calendar_years (
  tenant_id bigint not null references tenants,
  year int not null,
  source text not null,            -- 'chinese-days 1.5.7', 'edited', …
  version int not null default 1,
  primary key (tenant_id, year)
);
call protect('calendar_years');
