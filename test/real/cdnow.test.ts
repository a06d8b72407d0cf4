import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseAmount } from "#core/base/money.ts";
import { alike, logLikelihood, models } from "#core/clv/fit.ts";
import { expectedSpend } from "#core/clv/gamma-gamma.ts";
import { historiesOf, type Purchase } from "#core/clv/history.ts";
import { holdout, lifetime, type Holdout, type Lifetime } from "#core/clv/lifetime.ts";
import { modelNames, type ModelName } from "#core/clv/model.ts";
import { weeklyTracking, type TrackedWeek } from "#core/clv/tracking.ts";
import { dataFolder, isAbsent, records } from "./support.ts";

type Published = Record<string, number | number[]> & { LL: number };
type Case = { x: number; t_x: number; T: number; t: number; expected: number };
type Bins = { counts: number[]; actual_holdout_mean: number[]; expected_holdout_mean: number[] };
type Sheet = {
  paper: Published; BTYD: Published; CLVTools?: Published; conditional_expectation: Case[]; p_alive: Case[]; new_customer_one_year: number;
  conditional_expectation_by_x: Record<string, number>; calibration_bins_0_to_7plus: Bins; weekly_tracking: { actual: number[]; expected: number[] };
}; // prettier-ignore

/**
 * CDNOW, the standard data set of the literature, against published parameters, likelihoods, expectations and holdout fit.
 * Tolerances: parameters 0.5 %, ln likelihood 0.01, expectations 0.001 (looser only where the published parameters are rounded).
 */
describe.skipIf(isAbsent("cdnow"))("CDNOW: 2,357 customers, calibrated to 1997-09-30", () => {
  const question = { end: "1997-09-30", horizonWeeks: 39, margin: null, discount: 0n } as const;
  const last = "1998-06-30";
  const sheet = {} as Record<ModelName, Sheet>;
  let spend: { LL: number; p: number; q: number; gamma: number; conditional_mean_first_10_customers: number[] };
  let purchases: Purchase[];
  const fits = {} as Record<ModelName, { answer: Lifetime; tested: Holdout; weeks: TrackedWeek[] }>;

  beforeAll(() => {
    const published = JSON.parse(readFileSync(join(dataFolder, "cdnow/expected-results.json"), "utf8"));
    [sheet.bgnbd, sheet["pareto-nbd"], spend] = [published.bg_nbd, published.pareto_nbd, published.gamma_gamma];
    purchases = records("cdnow/cdnow-sample-transactions.csv").map((row) => ({ customer: row.sample_id!, on: row.date!, amount: parseAmount(row.amount!)! })); // prettier-ignore
    for (const model of modelNames) {
      const answer = lifetime(purchases, { ...question, model });
      if (answer.fit.kind !== "fitted") throw new Error(answer.fit.why);
      fits[model] = { answer, tested: holdout(answer, question.end, last)!, weeks: weeklyTracking(purchases, answer.fit, last) };
    }
  });

  it("frequency, recency, age and mean value are those of the published summary, all 2,357", () => {
    const ours = historiesOf(purchases, question.end).histories.map((h) => [
      h.customer, String(h.frequency), (h.recencyDays / 7).toFixed(2), (h.ageDays / 7).toFixed(2), h.frequency,
    ]); // prettier-ignore
    const theirs = records("cdnow/cdnow-sample-summary.csv").map((r) => [
      r.id,
      r.frequency,
      r.recency_weeks,
      r.T_weeks,
      Number(r.frequency),
    ]);
    expect(ours).toEqual(theirs);
  });

  it.each(modelNames)("%s: parameters within 0.5 % and ln likelihood within 0.01 of every source", (model) => {
    const { fit } = fits[model].answer;
    if (fit.kind !== "fitted") throw new Error(fit.why);
    const exact = [sheet[model].BTYD, sheet[model].CLVTools].filter((source) => source !== undefined);
    for (const source of exact) {
      expect(Math.abs(fit.logLikelihood - source.LL)).toBeLessThan(0.01);
      for (const [name, value] of Object.entries(fit.parameters))
        expect(Math.abs(value / (source[name] as number) - 1)).toBeLessThan(0.005);
    }
    const given = logLikelihood(models[model], sheet[model].paper as never, alike(historiesOf(purchases, question.end).histories));
    expect(Math.abs(given - sheet[model].paper.LL)).toBeLessThan(0.05); // the paper rounds to three digits
  });

  it.each(modelNames)("%s: conditional expectations and P(alive), at the published parameters, within 0.001", (model) => {
    const source = sheet[model];
    const parameters = (source.CLVTools ?? source.BTYD) as never;
    const within = model === "bgnbd" ? 0.001 : 0.01; // BTYD prints expectations of a fit of its own, to three digits
    for (const { x, t_x: tx, T, t, expected } of source.conditional_expectation)
      expect(Math.abs(models[model].expected(parameters, { x, tx, T }, t) - expected)).toBeLessThan(within);
    for (const { x, t_x: tx, T, expected } of source.p_alive)
      expect(models[model].alive(parameters, { x, tx, T })).toBeCloseTo(expected, 4);
    for (const [name, expected] of Object.entries(source.conditional_expectation_by_x).filter(([name]) => /^x\d/.test(name)))
      expect(
        Math.abs(models[model].expected(parameters, { x: Number(name.slice(1)), tx: 20, T: 39 }, 52) - (expected as number)),
      ).toBeLessThan(0.001);
    expect(Math.abs(models[model].expectedNew(parameters, 52) - source.new_customer_one_year)).toBeLessThan(0.001);
  });

  it.each(modelNames)("%s: 39 weeks of holdout by number of repeats, as published", (model) => {
    const { counts, actual_holdout_mean: actual, expected_holdout_mean: expected } = sheet[model].calibration_bins_0_to_7plus;
    const { bins } = fits[model].tested;
    expect(bins.map((bin) => bin.customers)).toEqual(counts);
    bins.forEach((bin, i) => {
      expect(bin.actual).toBeCloseTo(actual[i]!, 3);
      expect(Math.abs(bin.expected - expected[i]!)).toBeLessThan(0.002);
    });
  });

  it.each(modelNames)("%s: weeks 20 to 25, bought and expected", (model) => {
    const { actual, expected } = sheet[model].weekly_tracking;
    const weeks = fits[model].weeks.slice(19, 25);
    expect(weeks.map((week) => week.actual)).toEqual(actual);
    weeks.forEach((week, i) => expect(Math.abs(week.expected - expected[i]!)).toBeLessThan(0.005));
  });

  it("Gamma-Gamma: parameters, ln likelihood and the first ten customers", () => {
    const { spend: fit, outlooks } = fits.bgnbd.answer;
    if (fit.kind !== "fitted") throw new Error(fit.why);
    expect(Math.abs(fit.logLikelihood - spend.LL)).toBeLessThan(0.01);
    for (const name of ["p", "q", "gamma"] as const) expect(Math.abs(fit[name] / spend[name] - 1)).toBeLessThan(0.005);
    const means = outlooks.slice(0, 10).map(({ history }) => expectedSpend(fit, history, null)!);
    means.forEach((mean, i) => expect(mean).toBeCloseTo(spend.conditional_mean_first_10_customers[i]!, 2));
    expect(Math.abs(fit.correlation!)).toBeLessThan(0.3);
  });
});
