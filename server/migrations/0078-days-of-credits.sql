-- The days of an order or receipt stand with its credited parts as well: what a seat was credited in a month is found without looking at every
-- order it ever had. The owner of the tables stands behind the tenant wall too, unless it is taken down while all companies are filled in.
alter table order_credits add column signed_on date, add column delivered_on date;
alter table receipt_credits add column received_on date;
alter table orders no force row level security;
alter table receipts no force row level security;
alter table order_credits no force row level security;
alter table receipt_credits no force row level security;
update order_credits c set signed_on = o.signed_on, delivered_on = o.delivered_on from orders o where o.tenant_id = c.tenant_id and o.id = c.order_id;
update receipt_credits c set received_on = r.received_on from receipts r where r.tenant_id = c.tenant_id and r.id = c.receipt_id;
alter table orders force row level security;
alter table receipts force row level security;
alter table order_credits force row level security;
alter table receipt_credits force row level security;
alter table order_credits alter column signed_on set not null;
alter table receipt_credits alter column received_on set not null;

drop index order_credits_by_position;
create index order_credits_by_position on order_credits (tenant_id, position_id, signed_on);
drop index receipt_credits_by_position;
create index receipt_credits_by_position on receipt_credits (tenant_id, position_id, received_on);

-- Whoever writes a credit without its days gets them; whoever moves an order or receipt moves them.
create function fill_order_days() returns trigger language plpgsql as $$
begin
  select signed_on, delivered_on into new.signed_on, new.delivered_on from orders where tenant_id = new.tenant_id and id = new.order_id;
  return new;
end $$;
create trigger order_days before insert on order_credits for each row when (new.signed_on is null) execute function fill_order_days();
create function fill_receipt_day() returns trigger language plpgsql as $$
begin
  select received_on into new.received_on from receipts where tenant_id = new.tenant_id and id = new.receipt_id;
  return new;
end $$;
create trigger receipt_day before insert on receipt_credits for each row when (new.received_on is null) execute function fill_receipt_day();
create function move_order_days() returns trigger language plpgsql as $$
begin
  update order_credits set signed_on = new.signed_on, delivered_on = new.delivered_on where tenant_id = new.tenant_id and order_id = new.id;
  return null;
end $$;
create trigger order_moved after update of signed_on, delivered_on on orders for each row
  when (old.signed_on is distinct from new.signed_on or old.delivered_on is distinct from new.delivered_on) execute function move_order_days();
create function move_receipt_day() returns trigger language plpgsql as $$
begin
  update receipt_credits set received_on = new.received_on where tenant_id = new.tenant_id and receipt_id = new.id;
  return null;
end $$;
create trigger receipt_moved after update of received_on on receipts for each row
  when (old.received_on is distinct from new.received_on) execute function move_receipt_day();
