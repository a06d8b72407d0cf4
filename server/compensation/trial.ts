import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import { formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { periodAt, periodOf, type Period } from "#core/calendar/period.ts";
import { lastDayOf, payPeriodAt, payPeriods, type PayPeriod } from "#core/compensation/engine/periods.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { moneyText } from "#core/compensation/engine/report.ts";
import { hangsOnEarlier, statementsOf, type Statement } from "#core/compensation/engine/run.ts";
import type { Row, Tables } from "#core/compensation/engine/tables.ts";
import { testOutcomes } from "#core/compensation/engine/tests.ts";
import type { Stop } from "#core/compensation/engine/stop.ts";
import { chineseName } from "#core/compensation/language/names.ts";
import { intervals, type Plan } from "#core/compensation/language/plan.ts";
import { readPlan, type Checked } from "#core/compensation/language/read.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import { scoring, type Env } from "../appraisal/live.ts";
import { allSeats, type Seat } from "../appraisal/roster.ts";
import { readText } from "../appraisal/text.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { publishedTargets } from "../targets/published.ts";
import { compute } from "./compute.ts";
import { creditsIn, linesOf, receiptsFor, receiptsIn } from "./trial-store.ts";

type Try = Contract["POST /api/plan-trials"];
type Answer = Exclude<Reply<Try>, { code: string }>;

/**
 * A plan text on the company's own history: what is wrong with it, whether its tests pass, and who would get more or less than
 * by the plan in force. Nothing is written. Cost: the orders of the fiscal year up to the period, once, and one scorecard a period.
 */
export async function tryPlan({ tx, body, tenant, locale }: Context<Try>): Promise<Reply<Try>> {
  const env = envOf(tenant);
  const asked = periodOf(body.period, env.fiscal);
  if (!asked) return refuse("period-unknown", { period: body.period });
  const read = readText(body.text);
  const checked: Checked = read.problems.length > 0 ? { kind: "refused", problems: read.problems } : readPlan(read.value);
  if (checked.kind === "refused")
    return { ...nothing, problems: read.problems.length > 0 ? [...read.problems] : read.lined(checked.problems) };
  const { plan, tests, warnings } = checked;
  const outcomes = testOutcomes(plan, tests).map((one) => ({ ...one, misses: [...one.misses] }));
  const target = payPeriodAt(lastOf(asked, env), plan.period, plan.yearStart);
  const made = await onHistory(tx, env, plan, target);
  return {
    problems: [],
    warnings: read.lined(warnings),
    tests: outcomes,
    plan: { name: plan.name, period: target.key, from: target.from, to: target.to },
    ...(await against(tx, env, asked, made, locale)),
  };
}

const nothing: Answer = { problems: [], warnings: [], tests: [], plan: null, rows: [], totals: null };

/** The running period up to today, a past one to its end. */
const lastOf = (asked: Period, { today }: Env) => (asked.from <= today && today < asked.to ? today : addDays(asked.to, -1));

type Made = { readonly plan: Plan; readonly seats: readonly Seat[]; readonly statements: ReadonlyMap<string, Statement> };

export async function onHistory(tx: Tx, env: Env, plan: Plan, target: PayPeriod): Promise<Made> {
  const seats = (await allSeats(tx, lastDayOf(target))).filter(
    (seat) => !seat.isHead || plan.components.some((one) => one.credit !== "own"),
  );
  const year = payPeriodAt(lastDayOf(target), "year", plan.yearStart);
  const periods = hangsOnEarlier(plan) ? payPeriods(year.from, target.from, plan.period, plan.yearStart) : [target];
  const facts = factsOf(plan, await tablesOf(tx, env, plan, { seats, target }));
  const statements = statementsOf(plan, facts, periods).filter((one) => one.period.key === target.key);
  return { plan, seats, statements: new Map(statements.map((one) => [one.participant, one])) };
}

type About = { readonly seats: readonly Seat[]; readonly target: PayPeriod };

async function tablesOf(tx: Tx, env: Env, plan: Plan, { seats, target }: About): Promise<Tables> {
  const ids = seats.map((seat) => seat.positionId);
  const code = new Map(seats.map((seat) => [seat.positionId, seat.code]));
  const span = { from: payPeriodAt(lastDayOf(target), "year", plan.yearStart).from, to: target.to };
  const credits = plan.base === "collected" ? await receiptsIn(tx, ids, span) : await creditsIn(tx, ids, span, plan.base);
  const key = (one: { id: string; positionId: string }) => `${one.id} · ${code.get(one.positionId)!}`;
  const receipts = plan.base === "collected" ? [] : await receiptsFor(tx, ids, span);
  const above = new Map((await linesOf(tx, ids, lastDayOf(target))).map((one) => [one.positionId, one]));
  return {
    transactions: rows(credits.map((one) => ({
      id: key(one), participant: code.get(one.positionId)!, date: one.day, amount: one.amount, cost: one.cost ?? "", customer: one.customer ?? "",
      customer_class: one.customerClass, category: one.category, order: one.order ?? "", delivered: one.deliveredOn ?? "",
    }))),
    receipts: rows(receipts.map((one) => ({ transaction: key({ ...one, id: one.order }), date: one.day, amount: one.amount }))),
    participants: rows(seats.map((seat) => ({
      participant: seat.code, name: seat.personName ?? "", title: seat.title, manager: above.get(seat.positionId)?.manager ?? "", hired: above.get(seat.positionId)?.hired ?? "",
    }))),
    values: rows(await valuesOf(tx, env, plan, { seats, target })),
  };
} // prettier-ignore

/** Quota and coefficient of each period of the year so far: the published target over the longest accumulation of the plan, and the scorecard. */
async function valuesOf(tx: Tx, env: Env, plan: Plan, { seats, target }: About): Promise<Record<string, string>[]> {
  const year = payPeriodAt(lastDayOf(target), "year", plan.yearStart);
  const periods = payPeriods(year.from, target.from, plan.period, plan.yearStart);
  const longest = intervals[Math.max(...[plan.period, ...plan.components.map((one) => one.span)].map((one) => intervals.indexOf(one)))]!;
  const found: Record<string, string>[] = [];
  const ids = seats.map((seat) => seat.positionId);
  for (const period of periods) {
    const quotas = await publishedTargets(
      tx,
      `${plan.base}-amount`,
      { kind: "position", ids },
      payPeriodAt(lastDayOf(period), longest, plan.yearStart),
    );
    const month = periodAt(lastDayOf(period), "month", env.fiscal);
    const scored = await scoring(tx, env, seats, month);
    seats.forEach((seat, i) => {
      const quota = quotas.get(seat.positionId);
      const coefficient = scored?.scored[i]?.card.coefficient;
      if (quota !== undefined) found.push({ participant: seat.code, period: period.key, name: "quota", value: formatAmount(quota) });
      if (coefficient) found.push({ participant: seat.code, period: period.key, name: "coefficient", value: coefficient });
    });
  }
  return found;
}

const rows = (list: readonly Readonly<Record<string, string>>[]): Row[] => list.map((cells, i) => ({ no: i + 1, cells }));

/** Beside the plan in force: its payout of the same period, from the facts as they are. */
async function against(
  tx: Tx,
  env: Env,
  asked: Period,
  { plan, seats, statements }: Made,
  locale: string,
): Promise<Pick<Answer, "rows" | "totals">> {
  const now = await compute(tx, env, await allSeats(tx, lastDay(asked, env)), asked);
  const before = new Map(now.map(({ seat, outcome }) => [seat.code, outcome.kind === "statement" ? outcome.payout : null]));
  const money = moneyText(plan.rounding.digits);
  const list = seats.flatMap((seat) => {
    const made = statements.get(seat.code);
    const was = before.get(seat.code) ?? null;
    if (!made && was === null) return [];
    const after = made?.kind === "statement" ? money(made.earned) : null;
    return [{
      positionId: seat.positionId, personName: seat.personName, title: seat.title, unitName: seat.unitName,
      before: was === null ? null : formatAmount(was), after,
      difference: was === null || after === null ? null : formatAmount(parseAmount(after)! - was),
      paid: made?.kind === "statement" ? money(made.settled.paid) : null,
      held: made?.kind === "statement" ? money(made.held) : null,
      components: made?.kind === "statement" ? made.components.map((one) => ({ name: one.component.name, amount: money(one.amount) })) : [],
      stop: made?.kind === "stopped" ? { code: made.stop.code, values: inWords(made.stop.values, seat, locale) } : null,
    }];
  }); // prettier-ignore
  const compared = list.filter((one) => one.difference !== null);
  const sum = (of: (one: (typeof list)[number]) => string | null): Amount =>
    compared.reduce((total, one) => total + (parseAmount(of(one) ?? "0") ?? 0n), 0n);
  const totals = {
    before: formatAmount(sum((one) => one.before)),
    after: formatAmount(sum((one) => one.after)),
    difference: formatAmount(sum((one) => one.difference)),
    gain: compared.filter((one) => parseAmount(one.difference!)! > 0n).length,
    lose: compared.filter((one) => parseAmount(one.difference!)! < 0n).length,
    stopped: list.filter((one) => one.stop !== null).length,
  };
  return { rows: list.toSorted((a, b) => Number(parseAmount(b.difference ?? "0")! - parseAmount(a.difference ?? "0")!)), totals };
}

/** The standard names and the person in the reader's words. */
function inWords(values: Stop["values"], { personName, code }: Seat, locale: string): Record<string, string | number> {
  const spoken: Record<string, string | number> = { ...values };
  if (locale.startsWith("zh") && typeof values.name === "string") spoken.name = chineseName(values.name);
  if (values.participant === code && personName !== null) spoken.participant = personName;
  return spoken;
}
