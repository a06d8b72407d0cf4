-- A large import fills tables faster than autovacuum looks at them; what is read next in the same transaction would be
-- planned as if they were empty. The runtime owns no table, so it may ask for fresh statistics and nothing else.
create function refresh_statistics() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze products, customers, deals, orders, order_lines, order_credits, collection_plan_lines, receipts, receipt_credits,
    receipt_matches, metric_rollups, targets, position_versions, org_closure;
end $$;
revoke execute on function refresh_statistics() from public;
grant execute on function refresh_statistics() to hengji_app, hengji_pay;
