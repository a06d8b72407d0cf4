import { formatAmount } from "#core/base/money.ts";
import type { Fit } from "#core/clv/fit.ts";
import { seenOf } from "#core/clv/model.ts";
import type { Holdout, Lifetime, Outlook } from "#core/clv/lifetime.ts";
import type { TrackedWeek } from "#core/clv/tracking.ts";
import type { Language } from "#core/imports/fields.ts";
import { wordsIn } from "#server/words.ts";

export type ClvReport = {
  readonly file: string;
  readonly rows: number;
  readonly skipped: number;
  readonly answer: Lifetime;
  readonly tested: Holdout | null;
  readonly tracking: readonly TrackedWeek[];
};

/** Plain data with numbers, for a script: null where there is no number, never NaN. Times in weeks. */
export function clvJson({ file, rows, skipped, answer, tested, tracking }: ClvReport) {
  const { fit, spend, question } = answer;
  const fallBack = fit.kind === "fall-back" ? { why: fit.why, message: reasonText(fit, "en") } : null;
  return {
    file,
    model: question.model,
    timeUnit: "weeks",
    calibrationEnd: question.end,
    horizon: question.horizonWeeks,
    transactions: rows,
    skippedRows: skipped,
    returnDays: answer.returnDays,
    newcomersAfterCalibration: answer.newcomersLater,
    n: fit.customers,
    repeatBuyers: fit.repeatBuyers,
    fallBack,
    isAtLimit: fit.kind === "fitted" && fit.isAtLimit,
    parameters: fit.kind === "fitted" ? fit.parameters : null,
    logLikelihood: fit.kind === "fitted" ? fit.logLikelihood : null,
    spend:
      spend.kind === "fitted"
        ? { model: "gamma-gamma", parameters: { p: spend.p, q: spend.q, gamma: spend.gamma }, logLikelihood: spend.logLikelihood, n: spend.used, leftOut: spend.leftOut, correlation: spend.correlation }
        : { model: "own-mean", why: spend.why, n: spend.used, leftOut: spend.leftOut, correlation: spend.correlation },
    value: {
      base: question.margin === null ? "revenue" : "margin",
      margin: question.margin === null ? null : Number(question.margin) / 1e6,
      discountPerYear: Number(question.discount) / 1e6,
    },
    holdout: tested && { ...tested, weekly: tracking },
    customers: answer.outlooks.map(customerJson),
  }; // prettier-ignore
}

function customerJson({ history, alive, purchases, spend, value }: Outlook) {
  const { x, tx, T } = seenOf(history);
  const number = (amount: bigint | null) => (amount === null ? null : Number(amount) / 10_000);
  return {
    customer: history.customer,
    frequency: x,
    recency: tx,
    T,
    meanRepeatValue: history.repeatValue,
    expectedTransactions: purchases,
    pAlive: alive,
    expectedValue: number(spend),
    clv: number(value),
  };
}

/** Why there is no model, with the remedy, in words. */
export function reasonText(fit: Fit & { kind: "fall-back" }, language: Language): string {
  const { text } = wordsIn(language);
  const values = { customers: fit.customers, repeatBuyers: fit.repeatBuyers };
  return `${text({ key: `clv.why.${fit.why}`, values })}\n  → ${text({ key: `clv.remedy.${fit.why}`, values })}`;
}

const SHOWN = 20;

/** The same for people: what was fitted, how well it holds, and the customers worth most. */
export function clvTable({ file, rows, answer, tested }: ClvReport, language: Language): string {
  const { text } = wordsIn(language);
  const { fit, spend, question, outlooks } = answer;
  const digits = (value: number) => value.toPrecision(6);
  const parameters = fit.kind === "fitted" ? Object.entries(fit.parameters).map(([name, value]) => `${name} = ${digits(value)}`) : [];
  const head = [
    text({ key: "clv.cli.read", values: { file, rows, customers: fit.customers, repeatBuyers: fit.repeatBuyers, end: question.end } }),
    ...(fit.kind === "fitted" ? [`${question.model}  ${parameters.join("  ")}  LL = ${fit.logLikelihood.toFixed(3)}`] : []),
    ...(fit.kind === "fitted" && fit.isAtLimit ? [text({ key: "clv.limit" })] : []),
    spend.kind === "fitted"
      ? `gamma-gamma  p = ${digits(spend.p)}  q = ${digits(spend.q)}  gamma = ${digits(spend.gamma)}  LL = ${spend.logLikelihood.toFixed(3)}`
      : text({ key: `clv.own-mean.${spend.why}` }),
    ...(tested
      ? [
          text({
            key: "clv.cli.holdout",
            values: { weeks: tested.weeks.toFixed(1), actual: tested.actual, expected: tested.expected.toFixed(1) },
          }),
        ]
      : []),
    text({ key: question.margin === null ? "clv.cli.revenue" : "clv.cli.margin", values: { weeks: question.horizonWeeks.toFixed(1) } }),
  ];
  const best = [...outlooks]
    .sort((a, b) => Number((b.value ?? b.history.amountToDate) - (a.value ?? a.history.amountToDate)))
    .slice(0, SHOWN);
  const titles = ["customer", "frequency", "recency", "age", "purchases", "alive", "spend", "value"].map((key) => text({ key: `clv.column.${key}` })); // prettier-ignore
  return [
    ...head,
    "",
    ...aligned([titles, ...best.map(cellsOf)]),
    ...(outlooks.length > SHOWN ? [`… ${outlooks.length - SHOWN}`] : []),
  ].join("\n");
}

function cellsOf({ history, alive, purchases, spend, value }: Outlook): string[] {
  const { x, tx, T } = seenOf(history);
  const money = (amount: bigint | null) => (amount === null ? "—" : formatAmount(amount).slice(0, -2));
  const rounded = (number: number | null, digits: number) => (number === null ? "—" : number.toFixed(digits));
  return [history.customer, String(x), tx.toFixed(1), T.toFixed(1), rounded(purchases, 3), rounded(alive, 3), money(spend), money(value)];
}

/** Columns under each other; a Chinese character is two wide. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = (cell: string) => [...cell].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
  const widest = rows[0]!.map((_, i) => Math.max(...rows.map((row) => width(row[i]!))));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell + " ".repeat(widest[i]! - width(cell)) : " ".repeat(widest[i]! - width(cell)) + cell)).join("  "),
  );
}
