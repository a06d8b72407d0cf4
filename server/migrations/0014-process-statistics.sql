-- Facts of the process fill as fast as orders do: what is read next in the same transaction needs their statistics as well.
create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze products, customers, deals, orders, order_lines, order_credits, collection_plan_lines, receipts, receipt_credits,
    receipt_matches, metric_rollups, targets, position_versions, org_closure, deal_stage_moves, deal_changes, deal_credits, leads,
    activities, quotes, costs, survey_answers;
end $$;

-- Deals that were there before their history: all of the credit is the owner's, the one move that is known is the present
-- stage, and their stages stand in the order of the alphabet until somebody sets another.
do $$
declare tenant bigint;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant', tenant::text, true);
    insert into deal_credits (tenant_id, deal_id, position_id, share_ppm)
      select tenant_id, id, owner_position_id, 1000000 from deals where tenant_id = tenant and owner_position_id is not null on conflict do nothing;
    insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on)
      select tenant_id, id, 1, stage, coalesce(closed_on, created_on) from deals
      where tenant_id = tenant and coalesce(closed_on, created_on) is not null on conflict do nothing;
    insert into deal_stages (tenant_id, pipeline, name, place, kind)
      select tenant_id, 'default', stage, row_number() over (order by min(outcome), stage),
        case when bool_and(outcome = 'won') then 'won' when bool_and(outcome = 'lost') then 'lost' else 'open' end
      from deals where tenant_id = tenant group by tenant_id, stage on conflict do nothing;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
