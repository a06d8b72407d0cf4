-- Every import asks for fresh statistics now, not only the demo's: planned as if the tables were empty, a diagnosis over
-- 31,465 orders took seven seconds, and a tenth of one afterwards. All tables that an import fills are looked at.
create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze products, customers, deals, deal_stages, deal_stage_moves, deal_changes, deal_credits, orders, order_lines, order_credits, deliveries,
    collection_plan_lines, receipts, receipt_credits, receipt_matches, write_offs, metric_rollups, targets, persons, positions, position_versions,
    assignments, org_unit_versions, org_closure, activities, leads, customer_touches, quotes, costs, survey_answers, complaints, referrals, contract_terms;
end $$;
