import { scorecard, shared } from "./roles-and-scorecards.ts";
import { type Json, type Said, plan, deals, rates, running, each, person, lines } from "./saying.ts";

/** Instalments, scorecards, hierarchies, splits and proration. */
export const timeAndTeams: Readonly<Record<string, Said>> = {
  "FX-01": (i, e) =>
    plan(
      { currency: "USD", fx: "fixed", components: [each({ rate: "100%" })] },
      {
        participants: person({ pay_currency: "INR" }),
        transactions: deals([i.amount_usd]),
        fx: [{ from: "USD", to: "INR", rate: i.rate }],
      },
      { C: i.amount_usd, payout: e.amount_inr },
    ),
  "GA-03": (i, e) =>
    plan(
      {
        currency: "KRW",
        inputs: { transaction: { instalment: "number" } },
        components: [each({ rate: [{ when: "instalment <= 12", rate: "10%" }, { rate: `${i.rate * 100}%` }], times: i.payout_rate })],
      },
      { transactions: deals([i.premium], { instalment: i.instalment }) },
      { C: e.agent },
    ),
  "GA-CLAW-02": (i, e) =>
    plan(
      {
        currency: "KRW",
        period: "month",
        inputs: { transaction: { contract: "text", elapsed: "number" } },
        measures: {
          net_paid: { sum: "amount", where: "type = 'paid'", over: "ever" },
          elapsed_now: { max: "elapsed", where: "type = 'lapse'" },
          taken: {
            by: "elapsed_now", mode: "step",
            tiers: [...i.clawback_schedule.map((s: Json) => ({ from: s.elapsed_from, rate: `${s.percent}%` })), { from: i.clawback_schedule.at(-1).elapsed_to + 1, rate: "0%" }],
          },
        }, // prettier-ignore
        components: [{ name: "C", amount: "if(known(elapsed_now), -net_paid * taken, 0 KRW)" }],
      },
      {
        transactions: [
          ...i.paid.map((amount: number, k: number) => ({
            id: `P${k}`,
            participant: "A",
            date: `2026-0${k + 1}-10`,
            amount,
            type: "paid",
          })),
          { id: "L", participant: "A", date: "2026-08-01", amount: 0, type: "lapse", elapsed: i.elapsed_instalments },
        ],
      },
      { period: "2026-08", net_paid: e.net_paid, C: e.clawback },
    ),
  "GA-DEFER-01": (i, e) =>
    plan(
      {
        currency: "KRW",
        period: "month",
        components: [
          each({ rate: "100%", pay: i.curve.map((c: Json) => ({ share: `${c.percent}%`, on: "booking", "after-months": c.month })) }),
        ],
      },
      { transactions: deals([i.amount], {}, i.contract_date) },
      [
        { period: i.contract_date.slice(0, 7), paid: e.immediate, held: e.deferred_total },
        ...e.due.map((month: string, k: number) => ({ period: month, paid: e.instalments[k] })),
      ],
    ),
  "GA-DEFER-02": (i, e) =>
    plan(
      {
        currency: "KRW",
        period: "month",
        rounding: { mode: "down" },
        components: [
          each({
            factor: i.first_year_rate,
            times: i.payout_rate,
            pay: i.curve_percent.map((p: number, k: number) => ({ share: `${p}%`, "after-months": 12 * k })),
          }),
        ],
      },
      { transactions: deals([i.premium], {}, "2027-06-01") },
      [
        { period: "2027-06", C: e.total, paid: e.immediate, held: e.deferred_total },
        ...e.instalments.map((amount: number, k: number) => ({ period: `${2028 + k}-06`, paid: amount })),
      ],
    ),
  "GA-OFFSET-02": (i, e) =>
    plan(
      { currency: "KRW", period: "month", components: [each({ rate: "100%" })] },
      {
        opening: i.receivables.map((amount: number, k: number) => ({
          participant: "A",
          kind: "receivable",
          date: `2025-1${k}-01`,
          amount,
        })),
        transactions: i.payable_amounts.map((amount: number, k: number) => ({
          id: `D${k}`,
          participant: "A",
          date: `2026-0${k + 1}-15`,
          amount,
        })),
      },
      i.payable_amounts.map((amount: number, k: number) => ({
        period: `2026-0${k + 1}`,
        paid: amount - e.offset[k],
        owed: k === 1 ? e.remaining[0] + e.remaining[1] : i.receivables[0] + i.receivables[1] - e.offset[0],
      })),
    ),
  "KPI-01": (i, e) =>
    plan(
      {
        inputs: { participant: Object.fromEntries(i.kpis.map((_: Json, k: number) => [`kpi${k + 1}`, "rate"])) },
        measures: {
          ...Object.fromEntries(i.kpis.map((one: Json, k: number) => [`part${k + 1}`, `${one.weight_percent}% * kpi${k + 1}`])),
          factor: i.kpis.map((_: Json, k: number) => `part${k + 1}`).join(" + "),
        },
        components: [{ name: "C", amount: "target_bonus * factor" }],
      },
      {
        participants: person({ target_bonus: i.target_bonus }),
        values: i.kpis.map((one: Json, k: number) => ({
          participant: "A",
          period: "2026",
          name: `kpi${k + 1}`,
          value: `${one.achievement_percent}%`,
        })),
      },
      { ...Object.fromEntries(e.parts.map((part: number, k: number) => [`part${k + 1}`, part])), factor: e.factor, C: e.payout },
    ),
  "KPI-02": scorecard,
  "KPI-03": scorecard,
  "MF-HIER-01": (i, e) =>
    Object.keys(i.base).map((state) =>
      plan(
        {
          measures: { base: { sum: "amount", credit: "team" } },
          components: [{ name: "C", of: "base - lower", rate: `${i.percent_per_level[0]}%` }],
        },
        {
          participants: [{ participant: "A", manager: "B" }, { participant: "B", manager: "C" }, { participant: "C" }],
          transactions: deals([i.base[state]]),
        }, // prettier-ignore
        ["A", "B", "C"].map((participant, k) => ({ participant, C: e[state][k] })),
      ),
    ),
  "MF-HIER-03": (i, e) =>
    Object.keys(i.share_before).map((state) =>
      plan(
        {
          period: "month",
          measures: { base: { sum: "amount", over: "year" } },
          components: [{ name: "C", of: "base", rate: `${i.percent}%`, "less-paid": "year" }],
        },
        {
          transactions: [
            { id: "D1", participant: "A", date: "2026-01-05", amount: (i.share_before[state] * 100) / i.percent },
            { id: "D2", participant: "A", date: "2026-02-05", amount: i.base_after[state] - (i.share_before[state] * 100) / i.percent },
          ],
        },
        [
          { period: "2026-01", C: i.share_before[state] },
          { period: "2026-02", base: i.base_after[state], C: e.deltas[state] },
        ],
      ),
    ),
  "MF-MARGIN-02": (i, e) =>
    plan(
      {
        inputs: { transaction: { rep_price: "amount" } },
        components: [{ name: "C", each: "transaction", amount: "max(amount - rep_price * quantity, 0元)" }],
      },
      { transactions: deals([i.customer_net], { quantity: i.quantity, rep_price: i.rep_unit_price }) },
      { C: e.earned },
    ),
  "MF-MED-01": (i, e) => plan({ components: [each({ rate: `${i.percent}%` })] }, { transactions: deals([i.base]) }, { C: e.commission }),
  "OCA-01": (i, e) =>
    plan(
      { components: [{ name: "C", each: "transaction", amount: "amount * 5% + amount * 5% * 10%" }] },
      { transactions: deals([i.subtotal, i.subtotal, -i.subtotal]) },
      lines([e.sale, e.invoice, e.refund]),
    ),
  "OCA-04": (i, e) => {
    const [first, second] = i.lines;
    const down = ((first + second) * i.down_payment_percent) / 100;
    const component = each({ rate: `${i.rate_percent}%` });
    const both = ["A", "B"].flatMap((participant) =>
      ["D1", "D2"].map((transaction) => ({ transaction, participant, share: "100%", class: "overlay" })),
    );
    return [
      plan({ components: [component] }, { transactions: deals([first, second]), credits: both }, [
        { participant: "A", C: e.order_one_agent },
        { participant: "B", C: e.order_two_agents - e.order_one_agent },
      ]),
      plan(
        { components: [component] },
        { transactions: deals([down, first + second - down]) },
        lines([e.down_payment_invoice, e.final_invoice]),
      ),
    ];
  },
  "OCA-05": (i, e) =>
    plan(
      {
        components: [
          each({
            rate: [
              { when: "product = 'P'", rate: `${i.percents.product}%` },
              { when: "category = 'K'", rate: `${i.percents.category}%` },
              { rate: `${i.percents.fallback}%` },
            ],
          }),
        ],
      },
      { transactions: deals(i.prices).map((one, k) => ({ ...one, product: k === 0 ? "P" : "Q", category: k === 1 ? "K" : "L" })) },
      { C: e.total },
    ),
  "OCA-06": (i, e) =>
    plan(
      { period: "month", components: [each({ rate: `${(i.commission / i.invoice) * 100}%`, pay: [{ on: "collection" }] })] },
      {
        transactions: deals([i.invoice], {}, "2026-01-01"),
        receipts: i.payments.map((amount: number, k: number) => ({ transaction: "D1", date: `2026-0${k + 2}-10`, amount })),
      },
      i.payments.map((_: number, k: number) => ({ period: `2026-0${k + 2}`, paid: e.settled[k] })),
    ),
  "OCA-08": (i, e) =>
    plan(
      { period: "half-month", measures: { count: { count: "transactions" } }, components: [each({ rate: "10%" })] },
      { transactions: i.invoice_dates.map((date: string, k: number) => ({ id: `D${k}`, participant: "A", date, amount: 100 })) },
      [
        { period: "2022-01-H1", count: 1 },
        { period: "2022-01-H2", count: i.invoice_dates.length - 1 },
        { period: "*", statements: e.settlements },
      ],
    ),
  "ORA-INTERP-01": (i, e) =>
    plan(
      {
        components: [
          {
            name: "C",
            each: "transaction",
            by: "amount",
            mode: "interpolated",
            tiers: i.tiers.map((t: Json, k: number) => ({ from: t.from, amount: t.amount, ...(k === i.tiers.length - 1 && { to: t.to }) })),
          },
        ],
      },
      { transactions: deals(i.transactions) },
      { ...lines(e.commissions), C: e.total },
    ),
  "ORA-MEAS-01": (i, e) =>
    plan(
      { period: "month", components: [{ name: "C", accumulate: "quarter", of: "amount", tiers: [{ from: 0, rate: "1%" }] }] },
      {
        transactions: Object.entries<number[]>(i.credits).flatMap(([interval, amounts], q) =>
          amounts.map((amount, k) => ({ id: `${interval}-${k}`, participant: "A", date: `2026-0${q * 3 + 1 + k}-10`, amount })),
        ),
      },
      Object.entries<number[]>(e.running).flatMap(([interval, sums], q) =>
        sums.map((sum, k) => ({ period: `2026-0${q * 3 + 1 + k}`, [`C[${interval}-${k}].accumulated`]: sum })),
      ),
    ),
  "ORA-STEP-01": (i, e) =>
    plan(
      { components: [each({ tiers: rates(i.tiers) })] },
      { transactions: deals(i.transactions) },
      { ...lines(e.commissions), C: e.total },
    ),
  "OVR-02": (i, e) =>
    shared(
      {
        pot: `amount * ${i.deal_percent}%`,
        platform: `amount * ${i.platform_percent}%`,
        leader: `amount * ${i.leader_percent}%`,
      },
      i.net_amount,
      e,
    ),
  "OVR-06": (i, e) =>
    shared({ pot: "amount", platform: `amount * ${i.platform_percent}%`, leader: `${i.leader_amount}元` }, i.deal_amount, e),
  "OVR-07": (i, e) =>
    shared({ pot: "amount", platform: `amount * ${i.platform_percent}%`, leader: `${i.leader_amount}元` }, i.deal_amount, e),
  "PRO-01": (i, e) =>
    plan(
      { rounding: { digits: 0, level: "line" }, components: [{ name: "C", amount: "target_bonus", prorate: "by-days" }] },
      {
        participants: [
          { participant: "A", from: "2026-01-01", to: "2026-06-01", target_bonus: i.assignments[0].target_bonus },
          { participant: "A", from: "2026-06-01", target_bonus: i.assignments[1].target_bonus },
        ],
      },
      { period: "2026", "C[2026-05-31]": e.parts[0], "C[2026-12-31]": e.parts[1], C: e.blended },
    ),
  "PRO-02": (i, e) =>
    plan(
      {
        rounding: { digits: 0 },
        measures: { quota_left: "quota * active_share", part: "active_share * 100%" },
        components: [{ name: "C", amount: "round(target_bonus * active_share / 1000, 0)" }],
      },
      { participants: person({ hired: "2026-06-01", quota: i.annual_quota, target_bonus: i.annual_variable }) },
      { period: "2026", part: `${e.factor_percent}%`, quota_left: 469041.1, C: e.variable_thousands },
    ),
  "PRO-04": (i, e) =>
    plan(
      {
        period: "quarter",
        rounding: { digits: 0 },
        inputs: { participant: { weight: "rate", months_active: "number" } },
        components: [{ name: "C", amount: "quota * weight * months_active / 3" }],
      },
      {
        participants: person({ quota: i.annual_quota, hired: i.start }),
        values: i.quarter_weights_percent.flatMap((weight: number, k: number) => [
          { participant: "A", period: `2019-Q${k + 1}`, name: "weight", value: `${weight}%` },
          { participant: "A", period: `2019-Q${k + 1}`, name: "months_active", value: i.months_active[k] },
        ]),
      },
      [
        ...e.quarters.map((amount: number, k: number) => ({ period: `2019-Q${k + 1}`, C: amount })),
        { participant: "*", period: "*", C: e.total },
      ],
    ),
  "SPIF-03": (i, e) =>
    plan(
      {
        components: [
          {
            name: "C",
            each: "transaction",
            amount: `target_bonus * ${i.linked_measure_weight_percent}% * (amount / quota) * ${i.spif_percent}%`,
          },
        ],
      },
      { participants: person({ quota: i.measure_target, target_bonus: i.variable_ote }), transactions: deals([i.deal_value]) },
      { C: e.spif },
    ),
  "SPIFF-MARG-01": (i, e) =>
    plan(
      { components: [running(i.tiers)] },
      { transactions: deals([i.accumulated_before, i.deal]) },
      {
        "C[D2]": e.commission,
        ...Object.fromEntries(e.portion_per_tier.map((part: number, k: number) => [`C[D2].slice ${k + 1}`, part])),
        "C[D2].rate": `${e.blended_rate_percent}%`,
      },
    ),
  "SPIFF-MARG-03": (i, e) =>
    plan(
      { components: [running(i.tiers)] },
      { transactions: deals([i.input]) },
      Object.fromEntries(e.portion_per_tier.map((part: number, k: number) => [`C[D1].slice ${k + 1}`, part])),
    ),
  "SPLIT-01": (i, e) =>
    plan(
      { components: [each({ rate: `${i.rate_percent}%` })] },
      {
        transactions: deals([i.sale]),
        credits: Object.entries<number>(i.shares_percent).map(([participant, share]) => ({
          transaction: "D1",
          participant,
          share: `${share}%`,
        })),
      },
      [
        { participant: "A", C: e.A },
        { participant: "*", period: "*", C: e.total },
      ],
    ),
  "TIER-MARG-06": (i, e) =>
    plan(
      { period: "quarter", components: [{ ...running(i.tiers), accumulate: "quarter" }] },
      { transactions: deals([i.quarter_sales]) },
      { C: e.commission, ...Object.fromEntries(e.parts.map((part: number, k: number) => [`C[D1].earned ${k + 1}`, part])) },
    ),
  "TIER-MODE-02": (i, e) => [
    plan({ components: [running(i.tiers, { mode: "whole" })] }, { transactions: deals([i.sales]) }, { C: e.retroactive }),
    plan({ components: [running(i.tiers)] }, { transactions: deals([i.sales]) }, { C: e.incremental }),
  ],
};
