-- What a company decides about its metrics once and for all to see: which collection rate is the usual one (the simple one
-- never is), how many days after the due day money is overdue, how satisfaction is told, and the hours of its working day.
create table metric_settings (
  tenant_id bigint primary key references tenants,
  collection_rate text not null default 'plan' check (collection_rate in ('plan', 'balance')),
  grace_days int not null default 0 check (grace_days between 0 and 365),
  csat text not null default 'top-two' check (csat in ('top-two', 'mean')),
  day_starts time not null default '09:00', day_ends time not null default '18:00', check (day_starts < day_ends),
  version int not null default 1
);
call protect('metric_settings');
-- Quantities of different units of measure are never added up.
alter table products add column unit text not null default '';
create index customers_by_owner on customers (tenant_id, owner_position_id) where owner_position_id is not null;
create index orders_by_delivered on orders (tenant_id, delivered_on) where delivered_on is not null;
