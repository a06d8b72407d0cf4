-- The model of repeat buying of a company, fitted once a day or when its orders have changed; one row a model.
create table customer_fits (
  tenant_id bigint not null references tenants, model text not null check (model in ('bgnbd', 'pareto-nbd')),
  fitted_on date not null, facts text not null, -- what the orders looked like: a fit of other orders is not used
  body jsonb not null,
  primary key (tenant_id, model)
);
call protect('customer_fits');
