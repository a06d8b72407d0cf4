-- Dated facts. Amounts are bigint in ten-thousandths of the major unit of the tenant's currency.
-- Credits are split exactly when they are written (core/base/money split), so that sums are plain sums.

create table products (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, name text not null,
  category text not null default '', list_price bigint, cost bigint, launched_on date, is_key boolean not null default false,
  version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code)
);
call protect('products');
create table customers (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, name text not null,
  pinyin text not null default '', credit_code text, -- 统一社会信用代码
  class text not null default '', industry text not null default '', region text not null default '',
  owner_position_id uuid, created_on date, version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, owner_position_id) references positions (tenant_id, id)
);
call protect('customers');
create index customers_by_name on customers (tenant_id, name);

create table deals (
  tenant_id bigint not null references tenants, id uuid not null, code text not null,
  name text not null default '', customer_id uuid, customer_text text, product_id uuid, product_text text,
  owner_position_id uuid, stage text not null, outcome text not null default 'open' check (outcome in ('open', 'won', 'lost')),
  amount bigint, created_on date, expected_on date, closed_on date, version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, product_id) references products (tenant_id, id),
  foreign key (tenant_id, owner_position_id) references positions (tenant_id, id)
);
call protect('deals');
create index deals_by_owner on deals (tenant_id, owner_position_id, outcome);

create table orders (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, customer_id uuid,
  signed_on date not null, delivered_on date,
  status text not null default 'effective' check (status in ('effective', 'cancelled')),
  amount bigint not null,          -- net of tax: the sum of its lines when it has lines
  tax bigint not null default 0, freight bigint not null default 0,
  territory text not null default '', channel text not null default '', version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
call protect('orders');
create index orders_by_signed on orders (tenant_id, signed_on);
create index orders_by_customer on orders (tenant_id, customer_id, signed_on);
create table order_lines (
  tenant_id bigint not null, order_id uuid not null, line_no int not null, product_id uuid,
  quantity bigint not null default 10000, -- ten-thousandths as well
  list_amount bigint, amount bigint not null, cost bigint,
  primary key (tenant_id, order_id, line_no),
  foreign key (tenant_id, order_id) references orders (tenant_id, id) on delete cascade,
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
call protect('order_lines');
-- Primary credit of one order sums to 100 % (1 000 000 ppm); amounts are the exact split of the order's amount.
create table order_credits (
  tenant_id bigint not null, order_id uuid not null, position_id uuid not null, person_id uuid,
  share_ppm int not null check (share_ppm > 0), amount bigint not null,
  primary key (tenant_id, order_id, position_id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id) on delete cascade,
  foreign key (tenant_id, position_id) references positions (tenant_id, id),
  foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
call protect('order_credits');
create index order_credits_by_position on order_credits (tenant_id, position_id, order_id);

create table collection_plan_lines (
  tenant_id bigint not null, order_id uuid not null, line_no int not null, due_on date not null, amount bigint not null,
  primary key (tenant_id, order_id, line_no),
  foreign key (tenant_id, order_id) references orders (tenant_id, id) on delete cascade
);
call protect('collection_plan_lines');
create index collection_plan_lines_by_due on collection_plan_lines (tenant_id, due_on);
create table receipts (
  tenant_id bigint not null references tenants, id uuid not null, code text not null, order_id uuid not null,
  received_on date not null, amount bigint not null, -- a refund is negative
  plan_line_no int, is_advance boolean not null default false, version int not null default 1,
  primary key (tenant_id, id), unique (tenant_id, code),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
call protect('receipts');
create index receipts_by_day on receipts (tenant_id, received_on);
create index receipts_by_order on receipts (tenant_id, order_id);
create table receipt_credits (
  tenant_id bigint not null, receipt_id uuid not null, position_id uuid not null, amount bigint not null,
  primary key (tenant_id, receipt_id, position_id),
  foreign key (tenant_id, receipt_id) references receipts (tenant_id, id) on delete cascade,
  foreign key (tenant_id, position_id) references positions (tenant_id, id)
);
call protect('receipt_credits');
create index receipt_credits_by_position on receipt_credits (tenant_id, position_id);
-- Which receipt paid which plan line, line by line (core/kpi/collection).
create table receipt_matches (
  tenant_id bigint not null, order_id uuid not null, line_no int not null, receipt_id uuid not null,
  due_on date not null, received_on date not null, amount bigint not null,
  primary key (tenant_id, order_id, line_no, receipt_id),
  foreign key (tenant_id, order_id, line_no) references collection_plan_lines (tenant_id, order_id, line_no) on delete cascade,
  foreign key (tenant_id, receipt_id) references receipts (tenant_id, id) on delete cascade
);
call protect('receipt_matches');
create index receipt_matches_by_due on receipt_matches (tenant_id, due_on, received_on);

-- Day-grain rollups, kept by the transaction that changes the facts. Counts are in ppm (credit shares), amounts in e4.
create table metric_rollups (
  tenant_id bigint not null, measure text not null, day date not null, position_id uuid not null,
  org_unit_id uuid not null, customer_class text not null default '', value bigint not null,
  primary key (tenant_id, measure, position_id, day, org_unit_id, customer_class)
);
call protect('metric_rollups');
create index metric_rollups_by_unit on metric_rollups (tenant_id, measure, org_unit_id, day) include (value);
create index metric_rollups_by_day on metric_rollups (tenant_id, measure, day) include (value);
