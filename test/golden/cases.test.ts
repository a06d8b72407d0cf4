import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { factsOf, type Fact } from "#core/compensation/facts.ts";
import { linesOf } from "#core/compensation/lines.ts";
import { checkPlan, type Plan } from "#core/compensation/plan.ts";
import { statement, type Participant, type Statement } from "#core/compensation/statement.ts";
import { ppmOf } from "#core/formula/document.ts";
import { decimalText, exactOf } from "#core/formula/exact.ts";

/** Published commission cases, kept outside the project. Only those that marginal tiers with one base can express are asserted. */
const file = new URL("../../../shared/cases/commission-cases.json", import.meta.url);
type TierIn = { from: number; rate: number };
type Measure = { weight_percent: number; target: number; actual: number; grid: { from: number; multiplier: number }[] };
type Trio = { forecast: number; invoiceable: number; invoiced: number };
/** Every input a case may bring; each adapter reads those its case has. */
type Inputs = Measure & {
  tiers: TierIn[]; target_bonus: number; ytd_actual: number; multiplier: number; measures: Measure[];
  rate_percent: number; percent: number; base: number; sale: number; sales: number; subtotal: number; amounts: string[]; performance: number[];
  lines: never[]; refunded: string[]; role_fixed_rate_percent: number; store_sales: string; default_rate_percent: number; personal_override_percent: number;
  share_before: Trio; base_after: Trio; agents: number; down_payment_percent: number; invoice: number; commission: number; payments: number[];
  credits: Record<string, number[]>; accumulated_before: number; deal: number; input: number; shares_percent: { A: number; B: number }; quarter_sales: number;
}; // prettier-ignore
type Case = { id: string; inputs: Inputs; expected: Readonly<Record<string, unknown>> };
const cases = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Case[]) : null;

const period = { from: "2026-01-01", to: "2027-01-01" };
const nobody: Participant = { quota: null, coefficient: null, rate: null };

const money = (value: number | string): Amount => parseAmount(String(value))!;
const plain = (amount: Amount): number => Number(formatAmount(amount));
const marginal = (tiers: TierIn[]) => tiers.map(({ from, rate }) => ({ from, rate: `${rate}%` }));
/** Target bonus × multiplier per slice of attainment is a rate on the amount: bonus ÷ target × multiplier. */
const onQuota = (bonus: number, target: number, grid: { from: number; multiplier: number }[]) =>
  grid.map(({ from, multiplier }) => ({
    from: `${from}%`,
    rate: `${decimalText(exactOf(`${Math.round(bonus * multiplier * 10_000)}/${target * 100}`)!, 4)}%`,
  }));

function plan(change: object): Plan {
  const checked = checkPlan({ plan: "case", kind: "tiered", period: "year", base: "signed", ...change });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
}
const flat = (percent: number, change: object = {}) => plan({ tiers: [{ from: 0, rate: `${percent}%` }], ...change });
const facts = (amounts: (number | string)[]) =>
  factsOf(amounts.map((amount, i): Fact => ({ id: `f${String(i).padStart(3, "0")}`, day: "2026-02-01", amount: money(amount) })));
function pay(one: Plan, amounts: (number | string)[], who: Participant = nobody): Statement {
  const made = statement(one, who, facts(amounts), period);
  if (made.kind === "stopped") throw new Error(made.code);
  return made;
}
const paid = (one: Plan, amounts: (number | string)[], who: Participant = nobody) => plain(pay(one, amounts, who).payout);
const lines = (one: Plan, amounts: (number | string)[]) => linesOf(one, pay(one, amounts), facts(amounts), period);
const earned = (one: Plan, amounts: (number | string)[]) => lines(one, amounts).map((line) => plain(line.earned));
const quota = (value: number): Participant => ({ ...nobody, quota: money(value) });
const attained = (made: Statement) => Number(decimalText(made.attainment!)) * 100;

/** Inputs → the numbers the case expects, all of them, by this plan kind. */
const expressible: Readonly<Record<string, (inputs: Inputs) => object>> = {
  "ACC-06": ({ target_bonus, target, actual, grid }) => {
    const made = pay(plan({ tiers: onQuota(target_bonus, target, grid) }), [actual], quota(target));
    return { attainment_percent: attained(made), variable_pay: plain(made.payout) };
  },
  "ACC-08": ({ target_bonus, measures }) => {
    const by_measure = measures.map((m) =>
      paid(plan({ tiers: onQuota((target_bonus * m.weight_percent) / 100, m.target, m.grid) }), [m.actual], quota(m.target)),
    );
    return { by_measure, total: by_measure.reduce((a, b) => a + b, 0) };
  },
  "CAP-02": ({ rate_percent, sale }) => ({ commission: paid(flat(rate_percent), [sale]) }),
  "CN-REFUND-01": ({ lines: bought }) => {
    const amounts = bought.map((line: { amount: number }) => line.amount);
    const [before, after] = [paid(flat(10), amounts), paid(flat(10), [...amounts, -amounts[0]!])];
    return { recovered: before - after, remaining: after };
  },
  "CN-ROLE-01": ({ tiers, role_fixed_rate_percent, sales }) => {
    const own = { ...nobody, rate: ppmOf(`${role_fixed_rate_percent}%`) };
    return { commission: paid(plan({ tiers: marginal(tiers), "personal-rate": "allowed" }), [sales], own) };
  },
  "CN-ROUND-01": ({ amounts, rate_percent }) => {
    const byLine = flat(rate_percent, { rounding: { level: "line" } });
    return { lines: earned(byLine, amounts), sum: paid(byLine, amounts) };
  },
  "CN-STORE-02": ({ store_sales, default_rate_percent, personal_override_percent }) => {
    const own = { ...nobody, rate: ppmOf(`${personal_override_percent}%`) };
    return { commission: paid(flat(default_rate_percent, { "personal-rate": "allowed" }), [store_sales], own) };
  },
  "CN-TIER-02": ({ tiers, performance }) => ({ commission: performance.map((amount) => paid(plan({ tiers: marginal(tiers) }), [amount])) }),
  "MF-HIER-03": ({ share_before, base_after, percent }) => {
    const of = (make: (key: keyof Trio) => number) => ({
      forecast: make("forecast"),
      invoiceable: make("invoiceable"),
      invoiced: make("invoiced"),
    });
    const share_after = of((key) => paid(flat(percent), [base_after[key]]));
    return { share_after, deltas: of((key) => share_after[key] - share_before[key]) };
  },
  "MF-MED-01": ({ base, percent }) => ({ commission: paid(flat(percent), [base]) }),
  "OCA-01": ({ subtotal }) => {
    const formula = flat(5, { payout: "提成 + 提成 × 10%" });
    return { sale: paid(formula, [subtotal]), invoice: paid(formula, [subtotal]), refund: paid(formula, [-subtotal]) };
  },
  "OCA-04": ({ lines: order, agents, rate_percent, down_payment_percent }) => {
    const whole = order.reduce((a: number, b: number) => a + b, 0);
    const down = (whole * down_payment_percent) / 100;
    const one = paid(flat(rate_percent), order);
    const invoices = earned(flat(rate_percent), [down, whole - down]);
    return { order_two_agents: one * agents, order_one_agent: one, down_payment_invoice: invoices[0], final_invoice: invoices[1] };
  },
  "OCA-06": ({ invoice, commission, payments }) => ({
    settled: earned(flat((commission / invoice) * 100, { base: "collected" }), payments),
  }),
  "ORA-MEAS-01": ({ credits }) => {
    const running = (amounts: number[]) => lines(flat(1), amounts).map((line) => plain(line.accumulatedBefore + line.amount));
    return { running: Object.fromEntries(Object.entries(credits).map(([interval, amounts]) => [interval, running(amounts)])) };
  },
  "SPIFF-MARG-01": ({ tiers, accumulated_before, deal }) => {
    const line = lines(plan({ tiers: marginal(tiers) }), [accumulated_before, deal])[1]!;
    return {
      portion_per_tier: line.slices.map(plain),
      blended_rate_percent: (plain(line.earned) / deal) * 100,
      commission: plain(line.earned),
    };
  },
  "SPIFF-MARG-03": ({ tiers, input }) => ({ portion_per_tier: pay(plan({ tiers: marginal(tiers) }), [input]).slices.map(plain) }),
  "SPLIT-01": ({ sale, rate_percent, shares_percent }) => {
    const of = (share: number) => paid(flat(rate_percent), [(sale * share) / 100]);
    const total = paid(flat(rate_percent), [sale]);
    return { total, A: of(shares_percent.A), sum_equals_total: of(shares_percent.A) + of(shares_percent.B) === total };
  },
  "TIER-MARG-06": ({ tiers, quarter_sales }) => {
    const made = pay(plan({ tiers: marginal(tiers) }), [quarter_sales]);
    return {
      parts: made.slices.map((slice, i) => (plain(slice) * Number(made.tiers[i]!.rate)) / 1_000_000),
      commission: plain(made.commission),
    };
  },
};

/** Cases of which this plan kind says one part; the other part (holding back until collection, whole-amount tiers) is another rule. */
const partly: Readonly<Record<string, (inputs: Inputs) => object>> = {
  "ACC-01": ({ target_bonus, target, ytd_actual, grid }) => {
    const made = pay(plan({ tiers: onQuota(target_bonus, target, grid) }), [ytd_actual], quota(target));
    return { attainment_percent: attained(made), variable_pay: plain(made.payout) };
  },
  "ACC-07": ({ target_bonus, target, actual, multiplier }) => ({
    variable_pay: paid(plan({ tiers: onQuota(target_bonus, target, [{ from: 0, multiplier }]) }), [actual], quota(target)),
  }),
  "TIER-MODE-02": ({ tiers, sales }) => ({ incremental: paid(plan({ tiers: marginal(tiers) }), [sales]) }),
};

if (!cases) console.warn("commission cases: skipped, the file of cases is not beside this project");
describe.skipIf(!cases)("published commission cases", () => {
  const find = (id: string): Case => cases!.find((one) => one.id === id)!;
  it.each(Object.keys(expressible))("%s comes out to the cent", (id) => {
    expect(expressible[id]!(find(id).inputs)).toEqual(find(id).expected);
  });
  it.each(Object.keys(partly))("%s, the part this plan kind says", (id) => {
    expect(find(id).expected).toMatchObject(partly[id]!(find(id).inputs));
  });
});
