import { parseAmount } from "../../base/money.ts";
import type { Fields } from "../../formula/document.ts";
import { compare, exact, ONE, plus, ZERO, type Exact } from "../../formula/exact.ts";
import type { Book } from "./book.ts";
import { credits, intervals, type Clawback, type Component, type Interval, type PayStep, type Plan, type Rounding } from "./plan.ts";
import { bodyOf, bodyType } from "./shapes.ts";

type Around = { readonly book: Book; readonly plan: Pick<Plan, "period" | "rounding" | "currency"> };

/** Reads one component. What is left out has a visible default; what nobody reads is refused. */
export function componentOf(fields: Fields, around: Around): Component {
  const { book, plan } = around;
  const name = fields.text("name");
  const mode = modeOf(fields);
  const reach = mode === "period" ? "participant" : "transaction";
  const unit = fields.text("unit", plan.currency);
  const isGroup = fields.has("pool") || fields.has("prizes");
  const body = isGroup ? null : bodyOf(fields, { book, reach, inComponent: true, runs: mode !== "transaction" && mode !== "period" });
  if (body && unit === plan.currency && fields.problems.length === 0 && bodyType(body) !== "amount")
    fields.refuse("component-not-amount", "", { type: bodyType(body) });
  const component: Component = {
    name,
    path: fields.path,
    mode: mode === "transaction" ? "transaction" : mode === "period" ? "period" : "accumulated",
    credit: fields.choice("credit", credits, "own"),
    where: fields.has("where") ? book.condition(fields, "where", reach) : null,
    gate: fields.has("gate") ? book.formula(fields, "gate", "participant", "boolean", true) : null,
    body,
    pool: poolOf(fields, book),
    prizes: prizesOf(fields, book),
    span: mode === "transaction" || mode === "period" ? plan.period : mode,
    lessPaid: fields.has("less-paid") ? fields.choice("less-paid", intervals) : null,
    prorate: fields.choice("prorate", ["no", "by-days"], "no") === "by-days",
    floor: fields.has("floor") ? book.formula(fields, "floor", "participant", "amount") : null,
    cap: capOf(fields, book, plan.period),
    rounding: roundingOf(fields.within("rounding"), plan.rounding),
    pay: payOf(fields),
    clawback: fields.has("clawback") ? clawbackOf(fields.within("clawback")) : null,
    pays: fields.choice("pays", ["yes", "no"], "yes") === "yes" && unit === plan.currency,
    unit,
    amortise: amortiseOf(fields),
  };
  fields.nothingElse();
  checkTogether(fields, component, plan.period);
  return component;
}

/** `each: transaction` stands alone; `accumulate: quarter` runs through the quarter; neither: once a period. */
function modeOf(fields: Fields): "transaction" | "period" | Interval {
  const each = fields.choice("each", ["period", "transaction"], "period");
  if (!fields.has("accumulate")) return each;
  if (each === "transaction") fields.refuse("fields-exclude", "accumulate", { first: "each: transaction", second: "accumulate" });
  return fields.choice("accumulate", intervals);
}

function checkTogether(
  fields: Fields,
  { mode, span, lessPaid, prorate, clawback, amortise, pool, prizes, cap }: Component,
  period: Interval,
): void {
  const shorter = (one: Interval) => intervals.indexOf(one) < intervals.indexOf(period);
  if (shorter(span)) fields.refuse("accumulate-shorter-than-period", "accumulate");
  if (lessPaid && shorter(lessPaid)) fields.refuse("accumulate-shorter-than-period", "less-paid");
  const byPeriod = [prorate && "prorate", lessPaid && "less-paid", pool && "pool", prizes && "prizes"].find(Boolean);
  if (mode !== "period" && byPeriod) fields.refuse("only-by-period", String(byPeriod));
  const byTransaction = [clawback && "clawback", amortise && "amortise", cap?.per === "transaction" && "cap"].find(Boolean);
  if (cap?.per === "transaction" && mode === "accumulated") fields.refuse("only-each", "cap");
  if (cap?.per === "transaction" && cap.excess === "carried")
    fields.refuse("fields-exclude", "cap", { first: "per: transaction", second: "excess: carried" });
  if (mode === "period" && byTransaction) fields.refuse("only-by-transaction", String(byTransaction));
}

function poolOf(fields: Fields, book: Book): Component["pool"] {
  if (!fields.has("pool")) return null;
  return { amount: book.formula(fields, "pool", "participant", "amount"), key: book.formula(fields, "key", "participant", null) };
}

function prizesOf(fields: Fields, book: Book): Component["prizes"] {
  if (!fields.has("prizes")) return null;
  const amounts = fields.values("prizes").map((text) => {
    const amount = parseAmount(text);
    if (amount === null) fields.refuse("not-an-amount", "prizes", { value: text });
    return exact(amount ?? 0n, 10_000n);
  });
  return { by: book.formula(fields, "by", "participant", null), amounts, ties: fields.choice("ties", ["share", "all"], "share") };
}

/** `cap: 30000`, or a mapping with `per` and `excess`. */
function capOf(fields: Fields, book: Book, period: Interval): Component["cap"] {
  if (!fields.has("cap")) return null;
  if (typeof fields.unread("cap") !== "object") {
    return { amount: book.formula(fields, "cap", "participant", "amount"), per: period, excess: "lost" };
  }
  const inner = fields.within("cap");
  const per = inner.choice("per", ["period", "transaction", ...intervals], "period");
  const cap = {
    amount: book.formula(inner, "amount", "participant", "amount"),
    per: per === "period" ? period : per,
    excess: inner.choice("excess", ["lost", "carried"], "lost"),
  } as const;
  inner.nothingElse();
  return cap;
}

export function roundingOf(fields: Fields, base: Rounding): Rounding {
  const rounding: Rounding = {
    digits: Number(fields.choice("digits", ["0", "1", "2", "3", "4"], String(base.digits) as "2")),
    mode: fields.choice("mode", ["half-up", "half-even", "down"], base.mode),
    level: fields.choice("level", ["line", "total"], base.level),
    residue: fields.choice("residue", ["last", "largest"], base.residue),
  };
  fields.nothingElse();
  return rounding;
}

const whole: PayStep = { share: ONE, on: "booking", afterMonths: 0, afterDays: 0, partial: "pro-rata" };

const events = ["booking", "delivery", "invoice", "collection", "period-end", "year-end"] as const;

/** Parts of the earning and when each falls due; the shares add up to 100 %. One word: all of it then. Nothing written: when it is earned. */
function payOf(fields: Fields): readonly PayStep[] {
  if (!fields.has("pay")) return [whole];
  if (typeof fields.unread("pay") === "string") return [{ ...whole, on: fields.choice("pay", events) }];
  const steps = fields.list("pay").map((one): PayStep => {
    const step: PayStep = {
      share: exact(one.percent("share", "100%"), 1_000_000n),
      on: one.choice("on", events, "booking"),
      afterMonths: monthsOf(one, "after-months", "0"),
      afterDays: monthsOf(one, "after-days", "0"),
      partial: one.choice("partial", ["pro-rata", "when-complete"], "pro-rata"),
    };
    one.nothingElse();
    return step;
  });
  const sum = steps.reduce((total, step) => plus(total, step.share), ZERO);
  if (steps.length > 0 && compare(sum, ONE) !== 0) fields.refuse("shares-not-whole", "pay");
  return steps;
}

/** Takes back what the reversed transaction earned. Without a schedule: all of it, whenever. The first row says whether it counts months or days. */
function clawbackOf(fields: Fields): Clawback {
  const rows = fields.has("schedule") ? fields.list("schedule") : [];
  const since = rows[0]?.has("from-days") ? "days" : "months";
  const read = rows.map((one) => {
    const row = { from: one.decimal(`from-${since}`), share: exact(one.percent("share"), 1_000_000n) };
    one.nothingElse();
    return row;
  });
  const schedule = read.length > 0 ? read : [{ from: ZERO, share: ONE }];
  if (schedule.some((row, i) => i > 0 && compare(schedule[i - 1]!.from, row.from) >= 0)) fields.refuse("tiers-not-ascending", "schedule");
  const clawback: Clawback = {
    base: fields.choice("base", ["original", "remaining"], "original"),
    attainment: fields.choice("attainment", ["reversed", "kept"], "reversed"),
    since,
    schedule,
  };
  fields.nothingElse();
  return clawback;
}

function amortiseOf(fields: Fields): Component["amortise"] {
  if (!fields.has("amortise")) return null;
  const inner = fields.within("amortise");
  const made = { months: monthsOf(inner, "months"), from: inner.choice("from", ["date", "next-month"], "date") } as const;
  if (made.months === 0) inner.refuse("months-out-of-range", "months", { value: 0 });
  inner.nothingElse();
  return made;
}

function monthsOf(fields: Fields, field: string, otherwise?: string): number {
  const value: Exact = fields.decimal(field, otherwise);
  const months = Number(value.n);
  if (value.d === 1n && months >= 0 && months <= 600) return months;
  fields.refuse("months-out-of-range", field, { value: fields.scalar(field, otherwise) });
  return 0;
}
