import { formatAmount, type Amount } from "#core/base/money.ts";
import type { Standing } from "#core/customers/value.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { below, crumbs, subjectOf, type Caller, type Subject, type Whose } from "../kpi/subject.ts";
import { horizonWeeks, outlooksOf, type CustomerOutlook, type Outlooks } from "./outlook.ts";
import { customerNames } from "./store.ts";

const WIN_BACK = 10;

/** What customers are worth, who is still with us, and whom to win back. */
export function customers(server: Server): void {
  implement(server, "GET /api/customer-value", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const { subject, all } = here;
    const winBack = byAmount(all.customers.filter((one) => one.standing === "cooling" || one.standing === "at-risk"));
    return {
      subject,
      crumbs: await crumbs(ctx, subject),
      below: await below(ctx, subject),
      asOf: ctx.today,
      model: ctx.query.model,
      horizonWeeks,
      fit: shownFit(all),
      margin: { ppm: all.margin.ppm === null ? null : String(all.margin.ppm), lines: all.margin.lines, costed: all.margin.costed },
      ...sums(all.customers),
      segments: segments(all.customers),
      winBack: await shownCustomers(ctx, winBack.slice(0, WIN_BACK)),
    };
  });

  implement(server, "GET /api/customer-value/customers", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const { standing, limit, cursor } = ctx.query;
    const wanted = byValue(here.all.customers.filter((one) => standing === undefined || one.standing === standing));
    const from = Number(cursor ?? 0);
    const next = from + limit < wanted.length ? String(from + limit) : null;
    return { rows: await shownCustomers(ctx, wanted.slice(from, from + limit)), next };
  });
}

type Query = Whose & { readonly model: "bgnbd" | "pareto-nbd" };

async function hereOf(caller: Caller, query: Query): Promise<{ subject: Subject; all: Outlooks } | Refusal> {
  const subject = await subjectOf(caller, query);
  if (!subject) return refuse("not-found");
  return { subject, all: await outlooksOf(caller.tx, caller.tenant, { kind: subject.kind, ids: [subject.id] }, query.model) };
}

function shownFit({ kept: { fit, spend } }: Outlooks) {
  const { customers: n, repeatBuyers } = fit;
  const why = fit.kind === "fall-back" ? [{ key: `clv.why.${fit.why}`, values: { customers: n, repeatBuyers } }] : [];
  const own = fit.kind === "fitted" && spend.kind === "own-mean" ? [{ key: `clv.own-mean.${spend.why}` }] : [];
  const limit = fit.kind === "fitted" && fit.isAtLimit ? [{ key: "clv.limit" }] : [];
  return {
    isFitted: fit.kind === "fitted",
    customers: n,
    repeatBuyers,
    parameters: fit.kind === "fitted" ? { ...fit.parameters } : null,
    logLikelihood: fit.kind === "fitted" ? fit.logLikelihood : null,
    notes: [...why, ...limit, ...own],
  };
}

const text = (amount: Amount | null): string | null => (amount === null ? null : formatAmount(amount));

function sums(of: readonly CustomerOutlook[]) {
  const values = of.flatMap((one) => (one.value === null ? [] : [one.value]));
  return {
    customers: of.length,
    revenueToDate: formatAmount(of.reduce((sum, one) => sum + one.history.amountToDate, 0n)),
    value: values.length === 0 ? null : formatAmount(values.reduce((sum, value) => sum + value, 0n)),
  };
}

const order: readonly (Standing | null)[] = ["active", "cooling", "at-risk", "gone", null];

/** Everybody is in one segment; those without a rhythm of their own and without a model stand apart. */
const segments = (of: readonly CustomerOutlook[]) =>
  order.map((standing) => ({ standing, ...sums(of.filter((one) => one.standing === standing)) })).filter((one) => one.customers > 0);

const descending = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);
const byAmount = (of: readonly CustomerOutlook[]) => of.toSorted((a, b) => descending(a.history.amountToDate, b.history.amountToDate));
const byValue = (of: readonly CustomerOutlook[]) =>
  of.toSorted((a, b) => descending(a.value ?? -1n, b.value ?? -1n) || descending(a.history.amountToDate, b.history.amountToDate));

async function shownCustomers({ tx, tenant }: Caller, of: readonly CustomerOutlook[]) {
  const names = await customerNames(tx, of.map((one) => one.history.customer), tenant.today); // prettier-ignore
  return of.flatMap(({ history, alive, purchases, value, historical, standing, lastOn, silentDays, interval }) => {
    const name = names.get(history.customer);
    if (!name) return [];
    const { id, code, name: called, owner } = name;
    return [
      {
        id, code, name: called, owner, purchases: history.frequency + 1, lastOn, silentDays, interval, standing,
        alivePpm: alive === null ? null : String(Math.round(alive * 1e6)),
        expected: purchases === null ? null : purchases.toFixed(2),
        revenueToDate: formatAmount(history.amountToDate),
        historical: text(historical),
        value: text(value),
      },
    ]; // prettier-ignore
  });
}
