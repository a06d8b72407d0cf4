-- Two who change a unit at once: the second has seen an older version and is told.
alter table org_units add column version int not null default 1;
