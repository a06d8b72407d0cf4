-- The win probability learnt from the company's own closed deals, made anew each day: what it rests on, and what it says of every open deal.
create table win_models (
  tenant_id bigint primary key references tenants, made_on date not null, document jsonb not null
);
call protect('win_models');
create table win_scores (
  tenant_id bigint not null, deal_id uuid not null, ppm int not null check (ppm between 0 and 1000000), because jsonb not null,
  primary key (tenant_id, deal_id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id) on delete cascade
);
call protect('win_scores');
