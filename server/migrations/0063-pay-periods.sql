-- The life of a pay period: published for everybody to check, approved, closed. What is published is kept whole and never changes.
create table pay_periods (
  tenant_id bigint not null references tenants, key text not null, period_from date not null, period_to date not null,
  state text not null default 'open' check (state in ('open', 'published', 'approved', 'closed')),
  publication int not null default 0,          -- counts up with every publication
  dispute_until date, hash text,                -- over everything that is published
  published_by uuid, published_at timestamptz, approved_by uuid, approved_at timestamptz, closed_by uuid, closed_at timestamptz,
  reopen_by uuid, reopen_at timestamptz, reopen_reason text,
  version int not null default 1,
  primary key (tenant_id, key)
);
call protect('pay_periods', 'pay');
create table published_statements (
  tenant_id bigint not null references tenants, id uuid not null, period text not null, publication int not null,
  position_id uuid not null, person_id uuid, plan_id uuid not null, payout bigint, paid bigint, document bytea not null, hash text not null,
  published_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, period, publication, position_id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('published_statements', 'pay append'); -- never changed, whoever asks
create index published_statements_by_position on published_statements (tenant_id, position_id, period);
-- What the statements of a publication were made from, so that they can be made again.
create table publication_inputs (
  tenant_id bigint not null references tenants, period text not null, publication int not null, part int not null, input bytea not null,
  primary key (tenant_id, period, publication, part)
);
call protect('publication_inputs', 'pay append');
create table pay_adjustments (
  tenant_id bigint not null references tenants, id uuid not null, position_id uuid not null, period text not null, amount bigint not null check (amount <> 0),
  reason text not null, dispute_id uuid, state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused')),
  made_by uuid, made_at timestamptz not null default now(), checked_by uuid, checked_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('pay_adjustments', 'pay');
create index pay_adjustments_by_period on pay_adjustments (tenant_id, period);
-- The difference a late change makes to a closed period; paid in the open period it is booked in.
create table pay_corrections (
  tenant_id bigint not null references tenants, id uuid not null, position_id uuid not null, period text not null,
  before bigint not null, after bigint not null, noted_at timestamptz not null default now(), booked_in text,
  primary key (tenant_id, id), foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('pay_corrections', 'pay');
create unique index pay_corrections_waiting on pay_corrections (tenant_id, position_id, period) where booked_in is null;
create table pay_disputes (
  tenant_id bigint not null references tenants, id uuid not null, position_id uuid not null, person_id uuid, period text not null, line text, subject text,
  question text not null, opened_by uuid not null, opened_at timestamptz not null default now(), due_on date not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'withdrawn')),
  answer text, answered_by uuid, answered_at timestamptz,
  primary key (tenant_id, id), foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('pay_disputes', 'pay');
create index pay_disputes_by_period on pay_disputes (tenant_id, period);
