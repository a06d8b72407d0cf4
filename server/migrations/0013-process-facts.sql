-- Facts of the sales process: what happened before, around and after an order. All dated, all credited to positions.
-- History is rows: a deal's present stage, date and amount are the last of its moves and changes.

-- Stages of a pipeline as the company names them; `step` is the ability a step shows (market, communication, closing).
create table deal_stages (
  tenant_id bigint not null references tenants, pipeline text not null default 'default', name text not null,
  place int not null, kind text not null default 'open' check (kind in ('open', 'won', 'lost')),
  probability_ppm int check (probability_ppm between 0 and 1000000), step text not null default '', version int not null default 1,
  primary key (tenant_id, pipeline, name)
);
call protect('deal_stages');

alter table deals add column pipeline text not null default 'default', add column source text not null default '',
  add column category text not null default 'pipeline' check (category in ('omitted', 'pipeline', 'best-case', 'commit')),
  add column lost_kind text check (lost_kind in ('competitor', 'no-decision', 'derailed')),
  add column lost_reasons text[] not null default '{}', add column competitor text not null default '',
  add column next_step text not null default '', add column next_step_on date, add column lead_id uuid;
create index deals_by_expected on deals (tenant_id, expected_on) where outcome = 'open';
create index deals_by_closed on deals (tenant_id, closed_on) where closed_on is not null;
create index deals_by_customer on deals (tenant_id, customer_id);

-- Every entry into a stage; a deal that returns to a stage has two rows there. seq orders moves of one day.
create table deal_stage_moves (
  tenant_id bigint not null, deal_id uuid not null, seq int not null, stage text not null, entered_on date not null,
  by_position_id uuid,
  primary key (tenant_id, deal_id, seq),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id) on delete cascade
);
call protect('deal_stage_moves');
create index deal_stage_moves_by_stage on deal_stage_moves (tenant_id, stage, entered_on);
-- What else changed on a deal, as text: slippage and push count are read from here.
create table deal_changes (
  tenant_id bigint not null, deal_id uuid not null, seq int not null, changed_on date not null,
  field text not null check (field in ('expected_on', 'amount', 'owner', 'category')), before text, after text, by_position_id uuid,
  primary key (tenant_id, deal_id, seq),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id) on delete cascade
);
call protect('deal_changes');
create index deal_changes_by_day on deal_changes (tenant_id, field, changed_on);
-- Shares of one deal: primary credit sums to 100 %; overlay credit stands apart and never mixes into totals.
create table deal_credits (
  tenant_id bigint not null, deal_id uuid not null, credit_class text not null default 'primary' check (credit_class in ('primary', 'overlay')),
  position_id uuid not null, share_ppm int not null check (share_ppm > 0),
  primary key (tenant_id, deal_id, credit_class, position_id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id) on delete cascade,
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('deal_credits');
create index deal_credits_by_position on deal_credits (tenant_id, position_id);

-- Leads arrive at an instant: response time runs on a working-hours clock.
create table leads (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, name text not null default '',
  customer_id uuid, channel text not null default '', owner_position_id uuid, arrived_at timestamptz not null,
  contacted_at timestamptz, -- first two-way contact; an automatic answer is none
  state text not null default 'new' check (state in ('new', 'contacted', 'qualified', 'converted', 'dropped')), version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, owner_position_id) references positions (tenant_id, id)
);
call protect('leads');
create index leads_by_owner on leads (tenant_id, owner_position_id, arrived_at);
-- Marketing touches of a customer before its first order, for attribution of acquisition cost.
create table customer_touches (
  tenant_id bigint not null, id uuid not null, code text not null, customer_id uuid not null, channel text not null, touched_on date not null,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
call protect('customer_touches');
create index customer_touches_by_customer on customer_touches (tenant_id, customer_id, touched_on);

-- What people did. Effective = contact, purpose, outcome and next step are all there.
create table activities (
  tenant_id bigint not null references tenants, id uuid not null, code text not null,
  kind text not null check (kind in ('visit', 'call', 'meeting', 'proposal', 'promotion', 'follow-up')),
  position_id uuid not null, customer_id uuid, deal_id uuid, product_id uuid, planned_on date, done_on date, minutes int,
  contact text not null default '', purpose text not null default '', outcome text not null default '', next_step text not null default '',
  reached int, version int not null default 1, -- reached: customers reached by a promotion
  primary key (tenant_id, id), unique (tenant_id, code), check (planned_on is not null or done_on is not null),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id),
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
call protect('activities');
create index activities_by_position on activities (tenant_id, position_id, done_on);
create index activities_by_day on activities (tenant_id, kind, done_on);
create index activities_by_customer on activities (tenant_id, customer_id, done_on);
create index activities_by_deal on activities (tenant_id, deal_id);
create table quotes (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, deal_id uuid, position_id uuid not null,
  requested_at timestamptz, sent_at timestamptz, list_amount bigint, net_amount bigint not null, version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('quotes');
create index quotes_by_position on quotes (tenant_id, position_id, sent_at);

-- Acquisition cost ledger. A cost of a unit counts for it and everything above; without a unit it is the company's.
create table costs (
  tenant_id bigint not null references tenants, id uuid not null, code text not null,
  class text not null check (class in ('advertising', 'sales-pay', 'promotion', 'research', 'tools', 'overhead')),
  channel text not null default '', org_unit_id uuid, incurred_on date not null, amount bigint not null, note text not null default '',
  version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id)
);
call protect('costs');
create index costs_by_day on costs (tenant_id, incurred_on);

-- Survey answers: the system draws the sample, not the rep. pulse answers carry no person.
create table survey_answers (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, kind text not null check (kind in ('csat', 'nps', 'pulse')),
  customer_id uuid, position_id uuid, org_unit_id uuid, answered_on date not null, score int not null, remark text not null default '',
  primary key (tenant_id, id), unique (tenant_id, code),
  check (kind = 'csat' and score between 1 and 5 or kind in ('nps', 'pulse') and score between 0 and 10),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, org_unit_id) references org_units (tenant_id, id)
);
call protect('survey_answers');
create index survey_answers_by_day on survey_answers (tenant_id, kind, answered_on);
create table complaints (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, customer_id uuid, order_id uuid, received_on date not null,
  is_valid boolean not null default true, cause text not null default '',
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
call protect('complaints');
create index complaints_by_day on complaints (tenant_id, received_on);
create table referrals (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, from_customer_id uuid not null, to_customer_id uuid,
  referred_on date not null,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, from_customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, to_customer_id) references customers (tenant_id, id)
);
call protect('referrals');
-- Recurring contracts: one row per change of the yearly value, half-open; for gross and net retention.
create table contract_terms (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, customer_id uuid not null, position_id uuid,
  valid_from date not null, valid_to date, yearly_amount bigint not null check (yearly_amount >= 0),
  primary key (tenant_id, id), unique (tenant_id, code, valid_from),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('contract_terms');
create index contract_terms_by_customer on contract_terms (tenant_id, customer_id, valid_from);
create table write_offs (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, order_id uuid not null, written_on date not null, amount bigint not null,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
call protect('write_offs');
create index write_offs_by_day on write_offs (tenant_id, written_on);
-- A product is "key" for a time: re-tagging in mid-year does not change history.
create table product_tags (
  tenant_id bigint not null, product_id uuid not null, tag text not null, valid_from date not null, valid_to date,
  primary key (tenant_id, product_id, tag, valid_from),
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
call protect('product_tags');
insert into product_tags (tenant_id, product_id, tag, valid_from)
  select tenant_id, id, 'key', coalesce(launched_on, date '1900-01-01') from products where is_key;
-- A customer is new on the day of its first receipt: who it is must be found without reading all customers.
create index customers_by_identity on customers (tenant_id, (coalesce(nullif(credit_code, ''), id::text)));
