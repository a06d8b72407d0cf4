-- How many facts a rollup cell sums, so that a number can say how many rows stand behind it without reading them.
-- Cells from before count one until they are next refreshed.
alter table metric_rollups add column facts int not null default 1;
drop index metric_rollups_by_unit;
drop index metric_rollups_by_day;
create index metric_rollups_by_unit on metric_rollups (tenant_id, measure, org_unit_id, day) include (value, facts);
create index metric_rollups_by_day on metric_rollups (tenant_id, measure, day) include (value, facts);
