import type { Contract } from "#api/index.ts";
import { formatAmount, parseAmount, type Amount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import { lastDayOf, payPeriodAt } from "#core/compensation/engine/periods.ts";
import { moneyText } from "#core/compensation/engine/report.ts";
import { testOutcomes } from "#core/compensation/engine/tests.ts";
import { readPlan, type Checked } from "#core/compensation/language/read.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { type Seat } from "../appraisal/roster.ts";
import { readText } from "../appraisal/text.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { computedOf, type Computed } from "./compute.ts";
import { dayIn } from "./chain.ts";
import { stopOf } from "./page.ts";
import { planBook, PlanBook, planOf } from "./plans.ts";
import { allPaid } from "./leavers.ts";

type Try = Contract["POST /api/plan-trials"];
type Answer = Exclude<Reply<Try>, { code: string }>;

/**
 * A plan text on the company's own history: what is wrong with it, whether its tests pass, and who would get more or less than
 * by the plan in force. Nothing is written. Cost: the orders of the fiscal year up to the period, once, and one scorecard a period.
 */
export async function tryPlan({ tx, body, tenant }: Context<Try>): Promise<Reply<Try>> {
  const env = envOf(tenant);
  const asked = periodOf(body.period, env.fiscal);
  if (!asked) return refuse("period-unknown", { period: body.period });
  const read = readText(body.text);
  const checked: Checked = read.problems.length > 0 ? { kind: "refused", problems: read.problems } : readPlan(read.value);
  if (checked.kind === "refused")
    return { ...nothing, problems: read.problems.length > 0 ? [...read.problems] : read.lined(checked.problems) };
  const { plan, tests, warnings } = checked;
  const outcomes = testOutcomes(plan, tests).map((one) => ({ ...one, misses: [...one.misses] }));
  const made = await onHistory(tx, env, read.value, asked);
  return {
    problems: [],
    warnings: read.lined(warnings),
    tests: outcomes,
    plan: { name: plan.name, period: made.period.key, from: made.period.from, to: made.period.to },
    ...(await against(tx, env, asked, made)),
  };
}

const nothing: Answer = { problems: [], warnings: [], tests: [], plan: null, rows: [], totals: null };

/**
 * The text as if everybody were under it since the fiscal year began: those whom the plan of this name pays, else every seller, with the
 * heads of units where it pays for teams. Personal values are those of the plan in force.
 */
export async function onHistory(tx: Tx, env: Env, document: unknown, asked: Period) {
  const { book, ...rest } = await everybodyUnder(tx, env, document, asked);
  return { ...rest, computed: await computedOf(tx, env, rest.seats, asked, { book, detail: "sums" }, brief) };
}

/** Whom the text would pay, and the book in which it stands alone. */
export async function everybodyUnder(tx: Tx, env: Env, document: unknown, asked: Period) {
  const plan = planOf({ name: "", version: 0, document }, env.fiscal.startMonth);
  const period = payPeriodAt(dayIn(asked, env), plan.period, plan.yearStart);
  const since = payPeriodAt(lastDayOf(period), "year", plan.yearStart).from;
  const now = await planBook(tx, null);
  const all = await allPaid(tx, lastDayOf(period));
  const named = all.filter((seat) => now.on(seat.positionId, lastDayOf(period))?.row.name === plan.name);
  const isOfTeams = plan.components.some((one) => one.credit !== "own");
  const seats = named.length > 0 ? named : all.filter((seat) => !seat.isHead || isOfTeams);
  const row = { id: "", name: plan.name, version: 0, validFrom: since, source: "", document, publishedAt: "", createdBy: null, authorName: null };
  const personal = (seat: Seat) => now.on(seat.positionId, lastDayOf(period))?.personal ?? {};
  const book = new PlanBook([row], seats.map((seat) => ({ positionId: seat.positionId, planName: plan.name, from: since, to: null, personal: personal(seat) })));
  return { plan, period, seats, book };
} // prettier-ignore

/** Beside the plan in force: what it earns of the same period, from the facts as they are. */
async function against(tx: Tx, env: Env, asked: Period, { seats, computed }: Awaited<ReturnType<typeof onHistory>>): Promise<Pick<Answer, "rows" | "totals">> {
  const before = new Map(await computedOf(tx, env, await allPaid(tx, lastDay(asked, env)), asked, { detail: "sums" }, (one) => [one.about.seat.code, earnedOf(one)] as const));
  const after = new Map(computed.map(({ code, made }) => [code, made]));
  const list = seats.flatMap((seat) => {
    const made = after.get(seat.code);
    const was = before.get(seat.code) ?? null;
    if (!made && was === null) return [];
    const is = made?.earned ?? null;
    return [{
      positionId: seat.positionId, personName: seat.personName, title: seat.title, unitName: seat.unitName,
      before: was === null ? null : formatAmount(was), after: is === null ? null : formatAmount(is),
      difference: was === null || is === null ? null : formatAmount(is - was),
      paid: made?.paid ?? null, held: made?.held ?? null, components: made?.components ?? [],
      stop: made?.stop ? stopOf(made.stop, seat) : null,
    }];
  });
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
} // prettier-ignore

/** What a comparison shows of a statement; its lines are let go. */
function brief({ about, statement, rules }: Computed) {
  const money = moneyText(rules.rounding.digits);
  const made = statement.kind === "statement" ? statement : null;
  return {
    code: about.seat.code,
    made: {
      earned: made && amountOf(made.earned), paid: made && money(made.settled.paid), held: made && money(made.held),
      components: made?.components.map(({ component, amount }) => ({ name: component.name, amount: money(amount) })) ?? [],
      stop: statement.kind === "stopped" ? statement.stop : null,
    },
  };
} // prettier-ignore

const earnedOf = ({ statement }: Computed): Amount | null => (statement.kind === "statement" ? amountOf(statement.earned) : null);
