-- What a seat has brought is read by seat, month after month: the key carries the sums, so that the table itself is not visited for each day.
alter table metric_rollups drop constraint metric_rollups_pkey,
  add constraint metric_rollups_pkey primary key (tenant_id, measure, position_id, day, org_unit_id, customer_class) include (value, facts);
