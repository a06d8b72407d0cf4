-- A target letter is what a person was given to read and sign: frozen with its hash, never edited; a change is a new issue.
create table target_letters (
  tenant_id bigint not null references tenants, id uuid not null, fiscal_year int not null, position_id uuid not null, person_id uuid not null,
  issue int not null, content jsonb not null, hash text not null, issued_by uuid, issued_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, fiscal_year, position_id, person_id, issue),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
call protect('target_letters', 'append');
create index target_letters_by_person on target_letters (tenant_id, person_id, fiscal_year);
create table target_letter_signatures (
  tenant_id bigint not null, letter_id uuid not null, user_id uuid not null, name text not null, hash text not null,
  at timestamptz not null default now(),
  primary key (tenant_id, letter_id), foreign key (tenant_id, letter_id) references target_letters (tenant_id, id)
);
call protect('target_letter_signatures', 'append');
create table target_letter_reminders (
  tenant_id bigint not null, letter_id uuid not null, at timestamptz not null default now(), by_user uuid,
  primary key (tenant_id, letter_id, at), foreign key (tenant_id, letter_id) references target_letters (tenant_id, id)
);
call protect('target_letter_reminders', 'append');

-- How a target is to be reached: actions that hang on a node of the tree, with the path in words.
alter table actions add column target_metric text, add column target_year int, add column target_node_id uuid, add column path text not null default '';
create index actions_by_target on actions (tenant_id, target_node_id, target_year) where target_node_id is not null;
