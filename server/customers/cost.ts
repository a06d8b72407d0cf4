import { addDays, addMonths } from "#core/base/date.ts";
import { divide, PPM } from "#core/base/money.ts";
import {
  attributed, attributionModels, cac, cacByChannel, costByClass, costSum, lagged, paybackMonths, unknownChannel,
  type AttributionModel, type Cac, type Cost, type Newcomer,
} from "#core/customers/acquisition.ts"; // prettier-ignore
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { formatCount } from "#core/kpi/quantity.ts";
import type { Span } from "#core/base/date.ts";
import type { Calculator } from "../kpi/calculator.ts";
import { figure, notBegun, part, shown, within } from "../kpi/calculated/figure.ts";
import type { Asked } from "../kpi/sheet.ts";
import { cycleDays } from "../funnel/calculators.ts";
import { marginOf } from "./outlook.ts";
import { costsWithin, defaultAttribution, newcomersWithin, purchasesWithin } from "./store.ts";

type Code = "cac-full" | "cac-paid" | "cac-channel" | "cac-payback";
type Ledger = {
  readonly costs: readonly Cost[];
  readonly newcomers: readonly Newcomer[];
  readonly span: Span;
  readonly spent: Span;
  readonly lag: number;
  readonly notes: readonly Label[];
};
const label = (key: string, values?: Label["values"]): Label => ({ key: `customers.${key}`, ...(values && { values }) });

/** Costs and new customers of a unit: the costs earlier by the median sales cycle, because they come before the win. */
async function ledgerOf(asked: Asked, span: Span): Promise<Ledger> {
  const { tx, subject } = asked;
  const lag = await cycleDays(asked);
  const days = lag === null ? 0 : Math.round(lag);
  const spent = lagged(span, days);
  const costs = await costsWithin(tx, subject.id, spent.from, spent.to);
  const newcomers = await newcomersWithin(tx, { kind: subject.kind, ids: [subject.id] }, span.from, span.to);
  const range = { from: spent.from, to: addDays(spent.to, -1) };
  const notes = [lag === null ? label("note.no-lag") : label("note.lag", { days, ...range }), label("note.returning")];
  return { costs, newcomers, span, spent, lag: days, notes };
}

/** A person has no ledger; costs are kept by unit. */
function ofUnit(code: Code, answer: (asked: Asked, ledger: Ledger) => Explanation | Promise<Explanation>): Calculator {
  return async (asked) => {
    if (asked.subject.kind === "position")
      return figure(code, { kind: "none", why: "not-applicable" }, { notes: [label("note.units-only")] });
    const { span, hasBegun } = within(asked);
    if (!hasBegun) return notBegun(code);
    const ledger = await ledgerOf(asked, span);
    if (ledger.costs.length === 0)
      return figure(code, { kind: "none", why: "missing" }, { notes: [...ledger.notes, label("note.no-costs")] });
    return answer(asked, ledger);
  };
}

const whole = (newcomers: readonly Newcomer[]): bigint => BigInt(newcomers.length) * PPM;
const people = (of: string, count: bigint): Explanation => part(of, label(`part.${of}`), { kind: "number", value: formatCount(count) });

function full({ tenant }: Asked, { costs, newcomers, notes }: Ledger): Explanation {
  const all = cac(costSum(costs), whole(newcomers));
  const classes = shownClasses(costs).map(([one, amount]) => part(one, label(`class.${one}`), shown(amount, "amount", tenant.currency)));
  const cost: Explanation = {
    ...part("cost", label("part.cost"), shown(all.cost, "amount", tenant.currency)),
    combine: "sum",
    parts: classes,
  };
  return figure("cac-full", shown(all.perCustomer, "amount", tenant.currency), {
    combine: "quotient",
    parts: [cost, people("new-customers", all.newCustomers)],
    sample: { count: newcomers.length, min: 10 },
    notes,
  });
}

/** Pay and overhead stand as one: what a small team is paid must not be read off its acquisition cost. */
function shownClasses(costs: readonly Cost[]): [string, bigint][] {
  const byClass = costByClass(costs);
  const people = (byClass.get("sales-pay") ?? 0n) + (byClass.get("overhead") ?? 0n);
  return [...[...byClass].filter(([one]) => one !== "sales-pay" && one !== "overhead"), ["people", people]];
}

/** Advertising ÷ the new customers its channels are credited with. */
function paid({ tenant }: Asked, { costs, newcomers, notes }: Ledger): Explanation {
  const media = costs.filter((cost) => cost.class === "advertising");
  const channels = new Set(media.map((cost) => cost.channel).filter((channel) => channel !== unknownChannel));
  const shares = attributed(defaultAttribution, newcomers);
  const customers = [...shares].reduce((sum, [channel, share]) => (channels.has(channel) ? sum + share : sum), 0n);
  const all = cac(costSum(media), customers);
  return figure("cac-paid", shown(all.perCustomer, "amount", tenant.currency), {
    combine: "quotient",
    parts: [part("cost", label("class.advertising"), shown(all.cost, "amount", tenant.currency)), people("attributed", customers)],
    sample: { count: newcomers.length, min: 10 },
    notes: [label(`model.${defaultAttribution}`), ...notes],
  });
}

/** All channels under all four models; each model's customers add up to all new customers, its costs to all costs. */
function byChannel({ tenant }: Asked, { costs, newcomers, notes }: Ledger): Explanation {
  const all = cac(costSum(costs), whole(newcomers));
  return figure("cac-channel", shown(all.perCustomer, "amount", tenant.currency), {
    combine: "steps",
    parts: attributionModels.map((model) => modelPart(model, all, costs, newcomers, tenant.currency)),
    sample: { count: newcomers.length, min: 10 },
    notes: [label("note.models"), ...notes],
  });
}

function modelPart(
  model: AttributionModel,
  all: Cac,
  costs: readonly Cost[],
  newcomers: readonly Newcomer[],
  currency: string,
): Explanation {
  const parts = cacByChannel(model, costs, newcomers).map(({ channel, cost, newCustomers, perCustomer }): Explanation => {
    const name: Label = channel === unknownChannel ? label("channel.unknown") : label("channel.named", { channel });
    const sides = [part("cost", label("part.cost"), shown(cost, "amount", currency)), people("attributed", newCustomers)];
    return { of: "channel", label: name, value: shown(perCustomer, "amount", currency), combine: "quotient", parts: sides };
  });
  return { of: model, label: label(`model.${model}`), value: shown(all.perCustomer, "amount", currency), combine: "steps", parts };
}

async function payback(asked: Asked, { costs, newcomers, notes }: Ledger): Promise<Explanation> {
  const { tx, tenant, subject } = asked;
  const year = addMonths(tenant.today, -12);
  const bought = (await purchasesWithin(tx, { kind: subject.kind, ids: [subject.id] }, tenant.today)).filter((one) => one.on > year);
  const customers = BigInt(new Set(bought.map((one) => one.customer)).size);
  const monthly =
    customers === 0n
      ? 0n
      : divide(
          bought.reduce((sum, one) => sum + one.amount, 0n),
          customers * 12n,
          "half-even",
        );
  const margin = await marginOf(tx, tenant.today);
  const { perCustomer } = cac(costSum(costs), whole(newcomers));
  const months = margin.ppm === null ? null : paybackMonths(perCustomer, monthly, margin.ppm);
  return figure(
    "cac-payback",
    shown(months === null ? null : months * 1000n, "months", tenant.currency, margin.ppm === null ? "missing" : "undefined"),
    {
      combine: "steps",
      parts: [
        part("cac", { key: "metrics.name.cac-full" }, shown(perCustomer, "amount", tenant.currency)),
        part("monthly", label("part.monthly"), shown(monthly, "amount", tenant.currency)),
        part("margin", label("part.margin"), shown(margin.ppm, "rate", tenant.currency, "missing")),
      ],
      sample: { count: newcomers.length, min: 10 },
      notes: [...(margin.ppm === null ? [label("note.no-margin")] : []), ...notes],
    },
  );
}

/** What a new customer costs, from the ledger. */
export const costCalculators: Readonly<Record<Code, Calculator>> = {
  "cac-full": ofUnit("cac-full", full),
  "cac-paid": ofUnit("cac-paid", paid),
  "cac-channel": ofUnit("cac-channel", byChannel),
  "cac-payback": ofUnit("cac-payback", payback),
};
