import { addDays, addMonths, daysBetween } from "#core/base/date.ts";
import { divide, PPM, type Amount } from "#core/base/money.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import { wilson } from "#core/kpi/wilson.ts";
import type { CalculatedMetricCode } from "#core/kpi/dictionary.ts";
import { formatCount } from "#core/kpi/quantity.ts";
import { churnFactor, nonContractChurn, repurchase, repurchaseDays, retention, type Rhythm } from "#core/customers/retention.ts";
import { simpleValue, simpleYearsMax } from "#core/customers/value.ts";
import type { Calculator } from "../kpi/calculator.ts";
import { figure, notBegun, part, shown, within } from "../kpi/calculated/figure.ts";
import type { Asked } from "../kpi/sheet.ts";
import { daysOf, discount, horizonWeeks, marginOf, outlooksOf, type Margin, type Outlooks } from "./outlook.ts";
import { purchasesWithin, receivedWithin, termsWithin, walletsOf } from "./store.ts";

type Code = Extract<
  CalculatedMetricCode,
  | "clv-historical" | "clv-simple" | "clv-probabilistic" | "p-alive" | "repurchase-rate" | "churn-noncontract"
  | "churn-contract" | "retention-contract" | "grr" | "nrr" | "share-of-wallet"
>; // prettier-ignore

const smallSample = 10;
const label = (key: string, values?: Label["values"]): Label => ({ key: `customers.${key}`, ...(values && { values }) });
const count = (of: string, n: number): Explanation => part(of, label(`part.${of}`), { kind: "number", value: String(n) });
const money = (of: string, amount: Amount | null, currency: string): Explanation =>
  part(of, label(`part.${of}`), shown(amount, "amount", currency, "missing"));
const rate = (of: string, ppm: bigint | null): Explanation => part(of, label(`part.${of}`), shown(ppm, "rate", "", "missing"));
const none = (why: "missing" | "undefined" | "not-applicable"): Value => ({ kind: "none", why });

/** A share of customers with its interval, sides and notes. */
function proportion(code: Code, k: number, n: number, parts: readonly Explanation[], notes: readonly Label[] = []): Explanation {
  const interval = wilson(k, n);
  const value: Value = n === 0 ? none("undefined") : { kind: "rate", ppm: String(divide(BigInt(k) * PPM, BigInt(n), "half-even")) };
  const ends = interval && { interval: { low: String(Math.round(interval.low * 1e6)), high: String(Math.round(interval.high * 1e6)) } };
  return figure(code, value, {
    combine: "quotient",
    parts,
    sample: { count: n, min: smallSample },
    ...ends,
    ...(notes.length > 0 && { notes }),
  });
}

const marginNotes = ({ ppm, lines, costed }: Margin): Label[] =>
  ppm === null ? [label("note.no-margin")] : costed < lines ? [label("note.margin-of", { costed, lines })] : [];

/** Receipts × margin to date, on the mean per customer; the parts add up for all. */
async function clvHistorical({ tx, tenant, subject, period }: Asked): Promise<Explanation> {
  const until = period.to <= tenant.today ? addDays(period.to, -1) : tenant.today;
  const received = await receivedWithin(tx, { kind: subject.kind, ids: [subject.id] }, until);
  const margin = await marginOf(tx, tenant.today);
  const all = [...received.values()].reduce((sum, amount) => sum + amount, 0n);
  const customers = BigInt(received.size);
  const mean = margin.ppm === null || customers === 0n ? null : divide(all * margin.ppm, customers * PPM, "half-even");
  const parts = [money("revenue-to-date", all, tenant.currency), rate("margin", margin.ppm), count("customers", received.size)];
  return figure("clv-historical", shown(mean, "amount", tenant.currency, "missing"), {
    combine: "steps",
    parts,
    notes: marginNotes(margin),
  });
}

async function clvSimple(asked: Asked): Promise<Explanation> {
  const { tx, tenant, subject } = asked;
  const year = { from: addMonths(tenant.today, -12), to: addDays(tenant.today, 1) };
  const purchases = await purchasesWithin(tx, { kind: subject.kind, ids: [subject.id] }, tenant.today);
  const recent = purchases.filter((one) => one.on > year.from);
  const customers = new Set(recent.map((one) => one.customer)).size;
  const amount = recent.reduce((sum, one) => sum + one.amount, 0n);
  const margin = await marginOf(tx, tenant.today);
  const gone = nonContractChurn(rhythms(daysOf(purchases)), year);
  const churn = gone.active === 0 ? null : divide(BigInt(gone.gone.length) * PPM, BigInt(gone.active), "half-even");
  const value = simpleValue({ orders: BigInt(recent.length), amount, customers: BigInt(customers), margin: margin.ppm, churn });
  return figure("clv-simple", shown(value?.value ?? null, "amount", tenant.currency, margin.ppm === null ? "missing" : "undefined"), {
    combine: "steps",
    parts: [
      money("amount-of-year", amount, tenant.currency),
      count("orders-of-year", recent.length),
      count("customers-of-year", customers),
      rate("margin", margin.ppm),
      rate("churn-of-year", churn),
      part("years", label("part.years"), value ? { kind: "number", value: formatCount(value.years) } : none("undefined")),
    ],
    sample: { count: customers, min: smallSample },
    notes: [...marginNotes(margin), ...(value?.isCapped ? [label("note.capped", { years: simpleYearsMax })] : [])],
  });
}

const outlookAsked = ({ tx, tenant, subject }: Asked): Promise<Outlooks> =>
  outlooksOf(tx, tenant, { kind: subject.kind, ids: [subject.id] }, "bgnbd");

function fitNotes({ kept: { fit, spend }, margin }: Outlooks): Label[] {
  if (fit.kind === "fall-back")
    return [{ key: `clv.why.${fit.why}`, values: { customers: fit.customers, repeatBuyers: fit.repeatBuyers } }];
  const { r, alpha, a, b } = fit.parameters;
  const digits = (value: number | undefined) => (value ?? 0).toPrecision(4);
  return [
    label("note.fit", { n: fit.customers, repeat: fit.repeatBuyers, r: digits(r), alpha: digits(alpha), a: digits(a), b: digits(b) }),
    ...(fit.isAtLimit ? [{ key: "clv.limit" }] : []),
    ...(spend.kind === "own-mean" ? [{ key: `clv.own-mean.${spend.why}` }] : []),
    ...marginNotes(margin),
  ];
}

async function clvProbabilistic(asked: Asked): Promise<Explanation> {
  const all = await outlookAsked(asked);
  const { currency } = asked.tenant;
  const valued = all.customers.flatMap((customer) => (customer.value === null ? [] : [customer.value]));
  const sum = valued.reduce((total, value) => total + value, 0n);
  const purchases = all.customers.reduce((total, customer) => total + (customer.purchases ?? 0), 0);
  const mean = valued.length === 0 ? null : divide(sum, BigInt(valued.length), "half-even");
  return figure("clv-probabilistic", shown(mean, "amount", currency, all.margin.ppm === null ? "missing" : "undefined"), {
    combine: "steps",
    parts: [
      money("value-of-all", valued.length === 0 ? null : sum, currency),
      count("customers", all.customers.length),
      part("expected-orders", label("part.expected-orders", { weeks: horizonWeeks }), all.kept.fit.kind === "fitted" ? { kind: "number", value: purchases.toFixed(1) } : none("undefined")),
      rate("margin", all.margin.ppm),
      rate("discount", discount),
    ],
    sample: { count: all.customers.length, min: smallSample },
    notes: fitNotes(all),
  }); // prettier-ignore
}

/** The share of customers expected to be with us still: the mean of P(alive). */
async function pAlive(asked: Asked): Promise<Explanation> {
  const all = await outlookAsked(asked);
  const alive = all.customers.flatMap((customer) => (customer.alive === null ? [] : [customer.alive]));
  const mean = alive.length === 0 ? null : alive.reduce((sum, one) => sum + one, 0) / alive.length;
  const standings = (["active", "cooling", "at-risk", "gone"] as const).map((standing) =>
    part(standing, label(`standing.${standing}`), {
      kind: "number",
      value: String(all.customers.filter((one) => one.standing === standing).length),
    }),
  );
  const value: Value = mean === null ? none("undefined") : { kind: "rate", ppm: String(Math.round(mean * 1e6)) };
  return figure("p-alive", value, {
    combine: "steps",
    parts: standings,
    sample: { count: alive.length, min: smallSample },
    notes: fitNotes(all),
  });
}

const rhythms = (days: ReadonlyMap<string, readonly string[]>): Rhythm[] => [...days].map(([customer, of]) => ({ customer, days: of }));

async function rhythmsOf({ tx, tenant, subject }: Asked): Promise<Rhythm[]> {
  return rhythms(daysOf(await purchasesWithin(tx, { kind: subject.kind, ids: [subject.id] }, tenant.today)));
}

async function repurchaseRate(asked: Asked): Promise<Explanation> {
  const { cohort, again, pending, matureOn } = repurchase(await rhythmsOf(asked), asked.period, asked.tenant.today);
  const notes = [
    label("note.within", { days: repurchaseDays }),
    ...(pending > 0 ? [label("note.pending", { pending, on: matureOn })] : []),
  ];
  return proportion("repurchase-rate", again, cohort, [count("again", again), count("first-buyers", cohort)], notes);
}

async function churnNonContract(asked: Asked): Promise<Explanation> {
  const { span, hasBegun } = within(asked);
  if (!hasBegun) return notBegun("churn-noncontract");
  const { active, gone, common } = nonContractChurn(await rhythmsOf(asked), span);
  const notes = [
    label("note.factor", { factor: churnFactor }),
    ...(common === null ? [] : [label("note.common", { days: Math.round(common) })]),
  ];
  return proportion("churn-noncontract", gone.length, active, [count("gone", gone.length), count("active-at-start", active)], notes);
}

/** Twelve months of our sales ÷ what the same customers are thought to spend: only those with an estimate, on both sides. */
async function shareOfWallet({ tx, tenant, subject, period }: Asked): Promise<Explanation> {
  const until = period.to <= tenant.today ? addDays(period.to, -1) : tenant.today;
  const wallets = await walletsOf(
    tx,
    { kind: subject.kind, ids: [subject.id] },
    { from: addDays(addMonths(until, -12), 1), to: addDays(until, 1) },
  );
  const estimated = wallets.filter((one): one is typeof one & { spend: Amount } => one.spend !== null);
  const [bought, spend] = [estimated.reduce((sum, one) => sum + one.bought, 0n), estimated.reduce((sum, one) => sum + one.spend, 0n)];
  return figure(
    "share-of-wallet",
    spend === 0n ? none("missing") : { kind: "rate", ppm: String(divide(bought * PPM, spend, "half-even")) },
    {
      combine: "quotient",
      parts: [money("bought-of-year", bought, tenant.currency), money("wallet", spend, tenant.currency)],
      sample: { count: estimated.length, min: smallSample },
      notes: [label("note.wallet", { known: estimated.length, all: wallets.length })],
    },
  );
}

/** Contract figures of the span so far: the same customers on both sides. */
function contracts(code: "churn-contract" | "retention-contract" | "grr" | "nrr"): Calculator {
  return async (asked) => {
    const { span, hasBegun } = within(asked);
    if (!hasBegun) return notBegun(code);
    const { tx, tenant, subject } = asked;
    const r = retention(await termsWithin(tx, { kind: subject.kind, ids: [subject.id] }, span.from), span);
    const notes = [label("note.same-customers", { from: span.from, to: addDays(span.to, -1), days: daysBetween(span.from, span.to) })];
    if (code === "churn-contract") return proportion(code, r.customersLost, r.customersAtStart, [count("lost", r.customersLost), count("at-start", r.customersAtStart)], notes); // prettier-ignore
    if (code === "retention-contract") return proportion(code, r.customersAtStart - r.customersLost, r.customersAtStart, [count("kept", r.customersAtStart - r.customersLost), count("at-start", r.customersAtStart)], notes); // prettier-ignore
    const parts = [
      money("start", r.start, tenant.currency),
      money("churned", -r.churned, tenant.currency),
      money("contracted", -r.contracted, tenant.currency),
      ...(code === "nrr" ? [money("expanded", r.expanded, tenant.currency)] : []),
    ];
    const value = shown(code === "grr" ? r.gross : r.net, "rate", tenant.currency);
    return figure(code, value, { combine: "steps", parts, sample: { count: r.customersAtStart, min: smallSample }, notes });
  };
}

/** The customer figures of the dictionary that need no cost ledger. */
export const customerCalculators: Readonly<Record<Code, Calculator>> = {
  "clv-historical": clvHistorical,
  "clv-simple": clvSimple,
  "clv-probabilistic": clvProbabilistic,
  "p-alive": pAlive,
  "repurchase-rate": repurchaseRate,
  "churn-noncontract": churnNonContract,
  "churn-contract": contracts("churn-contract"),
  "retention-contract": contracts("retention-contract"),
  grr: contracts("grr"),
  nrr: contracts("nrr"),
  "share-of-wallet": shareOfWallet,
};
