import { type Json, type Document, plan, deals, person } from "./saying.ts";

/** Who brings the deal in gets what platform and leader leave of the pot. */
export function shared(of: { pot: string; platform: string; leader: string }, amount: number, e: Json): Document {
  const roles = ["member", "leader", "platform"];
  const rest = `${of.pot} - ${of.platform} - ${of.leader}`;
  return plan(
    {
      components: [
        { name: "C", each: "transaction", amount: `if(title = 'platform', ${of.platform}, if(title = 'leader', ${of.leader}, ${rest}))` },
      ],
    },
    {
      participants: roles.map((title) => ({ participant: title, title })),
      transactions: deals([amount]),
      credits: roles.map((participant) => ({ transaction: "D1", participant, class: "overlay" })),
    },
    roles.map((participant) => ({ participant, C: e[participant] })),
  );
}

/** A matrix of attainment and store size, steps, and two rates that hang on the store's goal. */
export function scorecard(i: Json, e: Json): Document {
  const band = (rows: readonly number[]) => rows.map((at) => `${at}%`);
  return plan(
    {
      inputs: {
        participant: {
          optical: "rate", store_sales: "amount", store_growth: "rate", store_goal: "rate", insurance: "amount", services: "amount",
          new_customers: "rate", collections: "rate",
        },
      }, // prettier-ignore
      components: [
        {
          name: "optical pay",
          matrix: {
            rows: { by: "optical", from: band([0, 80, 100, 120]) },
            columns: { by: "store_sales", from: [0, 100000, 200000] },
            cells: [[0, 0, 0], [0, 1, 2], [0, 3, 4], [0, 5, i.matrix_cell || 2500]],
          },
        },
        { name: "store pay", by: "store_growth", tiers: i.plan.store_sales_tiers.map((t: Json) => ({ from: `${t.at_least}%`, amount: t.pay })) },
        { name: "new pay", by: "new_customers", tiers: [{ from: "100%", amount: i.new_customers.tier_pay || 400 }] },
        { name: "collection pay", by: "collections", tiers: [{ from: "100%", amount: i.collections.tier_pay || 350 }] },
        {
          name: "insurance pay", of: "insurance",
          rate: [{ when: "store_goal >= 100%", rate: `${i.plan.insurance_rate_percent.store_goal_met}%` }, { rate: `${i.plan.insurance_rate_percent.otherwise}%` }],
        },
        { name: "service pay", of: "services", rate: `${i.plan.service_rate_percent}%` },
      ], // prettier-ignore
    },
    {
      participants: person({
        optical: `${i.optical_attainment}%`, store_sales: i.store_sales, store_growth: `${i.store_sales_attainment}%`, store_goal: `${i.store_goal_attainment}%`,
        insurance: i.insurance_sales, services: i.service_sales, new_customers: `${i.new_customers.attainment}%`, collections: `${i.collections.attainment}%`,
      }),
    }, // prettier-ignore
    {
      period: "2026",
      ...Object.fromEntries(
        ["optical", "store", "new", "collection", "insurance", "service"].map((name, k) => [`${name} pay`, e.components[k]]),
      ),
      earned: e.total,
    },
  );
}
