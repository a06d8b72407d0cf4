import { type Json, type Said, plan, deals, rates, running, each, attained, bonus, person, lines, collected } from "./saying.ts";

/** Rates, tiers, gates, take-backs and draws. */
export const ratesAndTiers: Readonly<Record<string, Said>> = {
  "ACC-01": (i, e) =>
    plan(
      { measures: attained, components: [bonus(i.grid, { pay: collected(i.payout_split_percent) })] },
      { participants: person({ quota: i.target, target_bonus: i.target_bonus }), transactions: deals([i.ytd_actual]) },
      { reached: `${e.attainment_percent}%`, C: e.variable_pay, paid: e.on_booking, held: e.held_for_collection },
    ),
  "ACC-06": (i, e) =>
    plan(
      { measures: attained, components: [bonus(i.grid)] },
      { participants: person({ quota: i.target, target_bonus: i.target_bonus }), transactions: deals([i.actual]) },
      { reached: `${e.attainment_percent}%`, C: e.variable_pay },
    ),
  "ACC-07": (i, e) =>
    plan(
      {
        measures: attained,
        components: [{ name: "C", of: "target_bonus", factor: i.multiplier, times: "reached", pay: collected(i.payout_split_percent) }],
      },
      { participants: person({ quota: i.target, target_bonus: i.target_bonus }), transactions: deals([i.actual]) },
      { C: e.variable_pay, paid: e.on_booking, held: e.year_end },
    ),
  "ACC-08": (i, e) =>
    plan(
      {
        inputs: { transaction: { goal: "text" }, participant: { target1: "amount", target2: "amount" } },
        measures: {
          reached1: "sold1 / target1", sold1: { sum: "amount", where: "goal = '1'" },
          reached2: "sold2 / target2", sold2: { sum: "amount", where: "goal = '2'" },
        }, // prettier-ignore
        components: i.measures.map((m: Json, k: number) =>
          bonus(m.grid, { name: `C${k + 1}`, by: `reached${k + 1}`, times: `${m.weight_percent}%` }),
        ),
      },
      {
        participants: person({ target_bonus: i.target_bonus, target1: i.measures[0].target, target2: i.measures[1].target }),
        transactions: i.measures.map((m: Json, k: number) => ({ ...deals([m.actual])[0]!, id: `D${k + 1}`, goal: k + 1 })),
      },
      { C1: e.by_measure[0], C2: e.by_measure[1], earned: e.total },
    ),
  "ACC-09": (i, e) =>
    plan(
      {
        measures: attained,
        components: [
          {
            name: "C", of: "target_bonus * reached", by: "reached", mode: "whole", tie: "lower",
            tiers: [{ from: "0%", factor: 1 }, { from: "100%", factor: i.multiplier_of_band }, { from: "120%", factor: 9 }],
            pay: collected(i.payout_split_percent),
          },
        ], // prettier-ignore
      },
      { participants: person({ quota: i.target, target_bonus: i.target_bonus }), transactions: deals([i.actual]) },
      { C: e.variable_pay, paid: e.on_booking, held: e.held_for_collection },
    ),
  "ASC-02": (i, e) =>
    plan(
      { currency: i.currency, components: [each({ rate: "100%", amortise: { months: i.months } })] },
      { transactions: deals([i.capitalised]) },
      { C: i.capitalised, "C[D1].monthly": e.monthly },
    ),
  "CAP-02": (i, e) => plan({ components: [each({ rate: `${i.rate_percent}%` })] }, { transactions: deals([i.sale]) }, { C: e.commission }),
  "CAP-03": (i, e) =>
    plan(
      { components: [each({ mode: "whole", tiers: i.rules.map((r: Json) => ({ from: r.min_sale, rate: `${r.percent}%` })) })] },
      { transactions: deals(i.sales) },
      lines(e.commission),
    ),
  "CLAW-SPIFF-01": (i, e) =>
    plan(
      {
        period: "month",
        measures: { credited: { sum: "amount", where: "not known(reverses)", over: "year" } },
        components: [each({ rate: "5%", clawback: { attainment: i.reduce_attainment ? "reversed" : "kept" } })],
      },
      {
        transactions: [
          { id: "D1", participant: "A", date: "2026-06-10", amount: i.paid * 20 },
          { id: "X1", participant: "A", date: "2026-08-20", reverses: "D1" },
        ],
      },
      [
        { period: "2026-06", C: i.paid, credited: i.paid * 20 },
        { period: "2026-08", C: e.amount, credited: e.attainment_changed ? 0 : i.paid * 20 },
      ],
    ),
  "CN-REFUND-01": (i, e) =>
    plan(
      { period: "month", components: [each({ rate: "10%", clawback: {} })] },
      {
        transactions: [
          ...i.lines.map((one: Json) => ({ id: one.id, participant: "A", date: "2026-01-05", amount: one.amount })),
          ...i.refunded.map((id: string) => ({ id: `R${id}`, participant: "A", date: "2026-01-20", reverses: id })),
        ],
      },
      { ...Object.fromEntries(i.lines.map((one: Json) => [`C[${one.id}]`, one.commission])), "C[RA]": -e.recovered, paid: e.remaining },
    ),
  "CN-RETRO-02": (i, e) =>
    plan(
      {
        measures: { sales: { sum: "amount" }, rate: { by: "sales", tiers: rates(i.tiers) } },
        components: [running(i.tiers, { mode: "whole" })],
      },
      { transactions: deals([i.sales]) },
      { rate: `${e.rate_percent}%`, C: e.commission },
    ),
  "CN-ROLE-01": (i, e) =>
    plan(
      {
        inputs: { participant: { own_rate: "rate" } },
        measures: { sales: { sum: "amount" }, by_tier: { of: "sales", tiers: rates(i.tiers) } },
        components: [{ name: "C", amount: "if(known(own_rate), sales * own_rate, by_tier)" }],
      },
      { participants: person({ own_rate: `${i.role_fixed_rate_percent}%` }), transactions: deals([i.sales]) },
      { C: e.commission },
    ),
  "CN-ROUND-01": (i, e) =>
    plan(
      { components: [each({ rate: `${i.rate_percent}%`, rounding: { level: "line", mode: "half-up" } })] },
      { transactions: deals(i.amounts) },
      { ...lines(e.lines), C: e.sum },
    ),
  "CN-STEP-02": (i, e) =>
    plan(
      {
        components: [{ name: "C", by: "sales", mode: "step", tiers: i.steps.map((s: Json) => ({ from: s.at_least, amount: s.add_on })) }],
        measures: { sales: { sum: "amount" } },
      },
      {
        transactions: i.performance.map((amount: string, k: number) => ({ id: `D${k}`, participant: `P${k}`, date: "2026-02-01", amount })),
      },
      i.performance.map((_: string, k: number) => ({ participant: `P${k}`, C: e.add_on[k] })),
    ),
  "CN-STEP-05": (i, e) =>
    plan(
      {
        inputs: { transaction: { own_fee: "amount", add_on: "amount", minutes: "number" } },
        components: [
          { name: "fee", each: "transaction", amount: "own_fee * quantity" },
          { name: "C", each: "transaction", amount: `add_on * quantity * if(minutes = 45, ${i.factor}, 1)` },
        ],
      },
      { transactions: deals([0], { own_fee: i.own_fee_45min, add_on: i.add_on, minutes: 45, quantity: i.sessions_45min }) },
      { fee: e.base_fee, C: e.incentive },
    ),
  "CN-STORE-02": (i, e) =>
    plan(
      {
        inputs: { participant: { own_rate: "rate" } },
        components: [each({ rate: [{ when: "known(own_rate)", rate: "own_rate" }, { rate: `${i.default_rate_percent}%` }] })],
      },
      { participants: person({ own_rate: `${i.personal_override_percent}%` }), transactions: deals([i.store_sales]) },
      { C: e.commission },
    ),
  "CN-TIER-02": (i, e) =>
    plan(
      { components: [running(i.tiers)] },
      {
        transactions: i.performance.map((amount: number, k: number) => ({ id: `D${k}`, participant: `P${k}`, date: "2026-02-01", amount })),
      },
      i.performance.map((_: number, k: number) => ({ participant: `P${k}`, C: e.commission[k] })),
    ),
  "COM-01": (i, e) =>
    plan(
      {
        components: [
          each({ where: `amount >= ${i.min_deal_value}元`, rate: `${i.rate_percent}%`, pay: [{ share: "100%", on: "collection" }] }),
        ],
      },
      { transactions: deals([i.deal_value]) },
      { C: e.gross, paid: e.payable_on_booking, held: e.held },
    ),
  "DRAW-01": (i, e) =>
    plan(
      { period: "month", components: [each({ rate: "100%" })], settlement: { draw: { amount: i.draw_per_month } } },
      { transactions: i.gross.map((g: Json, k: number) => ({ id: `D${k}`, participant: "A", date: `${g.month}-15`, amount: g.earned })) },
      i.gross.map((g: Json, k: number) => ({ period: g.month, paid: e.net_paid[k], draw_balance: e.draw_balance[k] })),
    ),
};
