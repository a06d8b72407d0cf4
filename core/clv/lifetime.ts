import { daysBetween, type Day } from "../base/date.ts";
import type { Amount, Ppm } from "../base/money.ts";
import { fitted, models, type Fit, type WhyNot } from "./fit.ts";
import { expectedSpend, meanSpend, spendFitted, type SpendFit } from "./gamma-gamma.ts";
import { historiesOf, looksContractual, type History, type Purchase } from "./history.ts";
import { seenOf, type ModelName, type Seen } from "./model.ts";

export type Question = {
  readonly model: ModelName;
  /** Last day of what the model may see. */
  readonly end: Day;
  readonly horizonWeeks: number;
  /** Share of the amount that is margin; null values revenue, and whoever shows it must say so. */
  readonly margin: Ppm | null;
  /** Yearly discount rate. */
  readonly discount: Ppm;
  /** Set when it is known that the business runs on contracts: no model of free choice fits it. */
  readonly isContractual?: boolean;
};

/** What is expected of one customer. Null where there is no model or no value: never a zero in its place. */
export type Outlook = {
  readonly history: History;
  /** Probability of buying again, 0–1. */
  readonly alive: number | null;
  /** Purchases expected over the horizon. */
  readonly purchases: number | null;
  /** Amount of one purchase to come. */
  readonly spend: Amount | null;
  /** Σ over the horizon of purchases × spend × margin, discounted. */
  readonly value: Amount | null;
};

export type Lifetime = {
  readonly question: Question;
  readonly fit: Fit;
  readonly spend: SpendFit;
  readonly outlooks: readonly Outlook[];
  readonly newcomersLater: number;
  readonly returnDays: number;
};

/** Horizon steps for discounting: what is expected within four weeks counts as earned at their end. */
const STEP_WEEKS = 4;

/**
 * Customer lifetime value, probabilistic: purchases by BG/NBD or Pareto/NBD, amounts by Gamma-Gamma, times margin, discounted.
 * Falls back, with the reason, where the business is contractual or the data carry no such model.
 */
export function lifetime(purchases: readonly Purchase[], question: Question): Lifetime {
  const { histories, newcomersLater, returnDays } = historiesOf(purchases, question.end);
  const isContractual = question.isContractual ?? looksContractual(purchases);
  const fit = isContractual ? without("contractual", histories) : fitted(question.model, histories);
  const spend = spendFitted(histories);
  return { question, fit, spend, outlooks: outlooks(histories, fit, spend, question, meanSpend(histories)), newcomersLater, returnDays };
}

/** No model, and why. */
export const without = (why: WhyNot, histories: readonly History[]): Fit => ({
  kind: "fall-back",
  why,
  customers: histories.length,
  repeatBuyers: histories.filter((history) => history.frequency > 0).length,
});

/**
 * What is expected of customers under a fit made before, perhaps on more of them; `everybody` is the mean purchase of those it was
 * made on, for customers without an own one.
 */
export function outlooks(
  histories: readonly History[],
  fit: Fit,
  spend: SpendFit,
  question: Question,
  everybody: number | null,
): Outlook[] {
  const expected = fit.kind === "fitted" ? expectation(fit, question) : null;
  return histories.map((history) => {
    const each = expected?.(history) ?? null;
    const amount = expectedSpend(spend, history, everybody);
    return {
      history,
      alive: each?.alive ?? null,
      purchases: each?.purchases ?? null,
      spend: amountOf(amount),
      value: each === null || amount === null ? null : amountOf(each.discounted * amount * share(question.margin)),
    };
  });
}

type Expected = { readonly alive: number; readonly purchases: number; readonly discounted: number };

/** Customers who look alike are computed once. */
function expectation(fit: Fit & { kind: "fitted" }, { horizonWeeks, discount }: Question): (history: History) => Expected {
  const model = models[fit.model];
  const known = new Map<string, Expected>();
  const compute = (seen: Seen): Expected => {
    let [discounted, before] = [0, 0];
    for (let week = 0; week < horizonWeeks; week += STEP_WEEKS) {
      const until = Math.min(horizonWeeks, week + STEP_WEEKS);
      const so = model.expected(fit.parameters, seen, until);
      discounted += (so - before) / (1 + share(discount)) ** (until / 52);
      before = so;
    }
    return { alive: model.alive(fit.parameters, seen), purchases: before, discounted };
  };
  return (history) => {
    const key = `${history.frequency}|${history.recencyDays}|${history.ageDays}`;
    const found = known.get(key) ?? compute(seenOf(history));
    known.set(key, found);
    return found;
  };
}

const share = (ppm: Ppm | null): number => (ppm === null ? 1 : Number(ppm) / 1_000_000);

/** An estimate as money, to the hundredth; null when it is beyond anything that is money. */
function amountOf(major: number | null): Amount | null {
  if (major === null || !Number.isFinite(major) || Math.abs(major) > 1e13) return null;
  return BigInt(Math.round(major * 100)) * 100n;
}

export type Holdout = {
  readonly weeks: number;
  readonly actual: number;
  readonly expected: number;
  /** By number of repeat purchases before the end; the last bin is "7 and more". */
  readonly bins: readonly { readonly frequency: number; readonly customers: number; readonly actual: number; readonly expected: number }[];
};

const LAST_BIN = 7;

/** The model against what came after the end: purchases made and expected, in all and per customer by bin. Null without a model. */
export function holdout({ fit, outlooks }: Lifetime, end: Day, last: Day): Holdout | null {
  const weeks = daysBetween(end, last) / 7;
  if (fit.kind !== "fitted" || weeks <= 0) return null;
  const expected = expectation(fit, { model: fit.model, end, horizonWeeks: weeks, margin: null, discount: 0n });
  const rows = outlooks.map(({ history }) => ({
    bin: Math.min(LAST_BIN, history.frequency),
    actual: history.bought.later,
    expected: expected(history).purchases,
  }));
  const total = (of: readonly (typeof rows)[number][], key: "actual" | "expected") => of.reduce((sum, row) => sum + row[key], 0);
  const bins = [...Map.groupBy(rows, (row) => row.bin)]
    .sort(([a], [b]) => a - b)
    .map(([frequency, of]) => ({
      frequency,
      customers: of.length,
      actual: total(of, "actual") / of.length,
      expected: total(of, "expected") / of.length,
    }));
  return { weeks, actual: total(rows, "actual"), expected: total(rows, "expected"), bins };
}
