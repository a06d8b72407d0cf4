-- What a customer is thought to spend a year on what we sell, with everybody: an estimate of ours, and shown as one.
alter table customers add column estimated_spend bigint check (estimated_spend > 0);
