import { addDays } from "#core/base/date.ts";
import { divide, formatAmount, PPM } from "#core/base/money.ts";
import type { Period } from "#core/calendar/period.ts";
import { periodAt } from "#core/calendar/period.ts";
import type { Explanation, Value } from "#core/explain/explanation.ts";
import { formatCount } from "#core/kpi/quantity.ts";
import { accuracy, calibration, type Accuracy } from "#core/pipeline/accuracy.ts";
import { fiscalOf, type Asked } from "../kpi/sheet.ts";
import { below, treeOn } from "../targets/tree.ts";
import type { Calculator } from "../kpi/calculator.ts";
import { CALIBRATION_LEAD, judgedPlaces, judgement } from "./accuracy.ts";
import { ownersOf, type Ground } from "./ground.ts";
import { counted, slippage, startOf } from "./inspection.ts";
import { backtestRatio } from "./series.ts";
import { givenProbabilities, pushesOf, snapshotsIn } from "./store.ts";

type Judged = "forecast-error" | "forecast-accuracy" | "wape" | "mape" | "forecast-bias";

/** Metrics of forecasts, all from frozen words and snapshots: submissions on the third day of each month of the period that is over. */
const judgedMetric =
  (code: Judged) =>
  async (asked: Asked): Promise<Explanation> => {
    const ground = await groundFor(asked);
    const months = ground ? monthsOver(asked) : [];
    const places = ground && months.length > 0 ? await judgedPlaces(asked, ground, months, "start") : [];
    const people = places.filter(({ node }) => node.kind === "position");
    return judged(code, accuracy(people.flatMap(({ pairs }) => pairs)), asked.tenant.currency);
  };

function judged(code: Judged, found: Accuracy, currency: string): Explanation {
  const { wape, bias } = judgement(found, currency);
  const base = { label: { key: `metrics.name.${code}` }, rule: { key: `metrics.formula.${code}` }, of: code, version: `${code}/1` };
  const rate = (ppm: bigint | null): Value =>
    ppm === null ? { kind: "none", why: found.count === 0 ? "missing" : "undefined" } : { kind: "rate", ppm: String(ppm) };
  const note = found.count === 0 ? [{ key: "forecast.note.no-calls" }] : [];
  switch (code) {
    case "wape":
      return { ...wape, value: rate(found.wape), notes: note };
    case "forecast-bias":
      return { ...bias, value: rate(found.bias), notes: note };
    case "forecast-accuracy":
      return { ...wape, ...base, value: rate(found.wape === null ? null : PPM - found.wape), notes: note };
    case "mape":
      return {
        ...base,
        value: rate(found.mape),
        sample: wape.sample!,
        notes: found.count > 0 && found.mape === null ? [{ key: "forecast.note.small-actual" }] : note,
      };
    case "forecast-error":
      return {
        ...bias,
        ...base,
        combine: "steps",
        value: found.count === 0 ? { kind: "none", why: "missing" } : { kind: "amount", value: formatAmount(found.error), currency },
        notes: note,
      };
  }
}

/** Deals put off beyond the period since the snapshot of its start. */
async function slippageMetric(asked: Asked): Promise<Explanation> {
  const ground = await groundFor(asked);
  const { tx, tenant, period } = asked;
  const all = await snapshotsIn(tx, addDays(period.from, -35), addDays(tenant.today < period.to ? tenant.today : period.to, 1));
  const start = startOf(all, period);
  if (!ground || !start)
    return {
      of: "slippage",
      label: { key: "metrics.name.slippage" },
      value: { kind: "none", why: "missing" },
      notes: [{ key: "forecast.note.no-snapshot" }],
    };
  return (await slippage({ tx, today: tenant.today, node: ground.node, period, start, now: all.at(-1) })).explanation;
}

/** How often the expected day of an open deal of the period was put off, on average; a caution flag and no score. */
async function pushCount(asked: Asked): Promise<Explanation> {
  const ground = await groundFor(asked);
  const { pushes, deals } = ground ? await pushesOf(asked.tx, ground.owners, asked.period, asked.tenant.today) : { pushes: 0, deals: 0 };
  const mean = deals === 0 ? null : divide(BigInt(pushes) * 10_000n, BigInt(deals), "half-even") * 100n;
  return {
    of: "push-count",
    label: { key: "metrics.name.push-count" },
    value: mean === null ? { kind: "none", why: "missing" } : { kind: "number", value: formatCount(mean) },
    rule: { key: "metrics.formula.push-count" },
    version: "push-count/1",
    combine: "quotient",
    parts: [counted("pushes", pushes), counted("deals", deals)],
    sample: { count: deals, min: 10 },
  };
}

/** The Brier score of the probabilities frozen two weeks before each close of the period, with the table of tenths. */
async function winCalibration(asked: Asked): Promise<Explanation> {
  const ground = await groundFor(asked);
  const given = ground ? await givenProbabilities(asked.tx, ground.owners, asked.period, CALIBRATION_LEAD) : [];
  const { bins, brier } = calibration(given);
  return {
    of: "win-calibration",
    label: { key: "metrics.name.win-calibration" },
    value: brier === null ? { kind: "none", why: "missing" } : { kind: "number", value: (brier / 1e6).toFixed(3) },
    rule: { key: "metrics.formula.win-calibration" },
    version: "win-calibration/1",
    combine: "steps",
    parts: bins
      .filter(({ count }) => count > 0)
      .map(({ from, to, count, won }) => ({
        of: "bin",
        label: { key: "forecast.part.bin", values: { from: from / 10_000, to: to / 10_000 } },
        value: { kind: "rate", ppm: String(Math.round((won / count) * 1e6)) },
        notes: [{ key: "forecast.note.deals", values: { n: count } }],
      })),
    sample: { count: given.length, min: 30 },
  };
}

async function groundFor({ tx, tenant, subject }: Asked): Promise<Ground | null> {
  const nodes = await treeOn(tx, tenant.today);
  const node = nodes.find(({ id }) => id === subject.id);
  if (!node) return null;
  const under = below(nodes, node.id);
  return { nodes, node, under, owners: ownersOf(node, under) };
}

/** The months inside a period that are over. */
function monthsOver({ tenant, period }: Asked): Period[] {
  const fiscal = fiscalOf(tenant);
  const months: Period[] = [];
  for (
    let month = periodAt(period.from, "month", fiscal);
    month.to <= period.to && month.to <= tenant.today;
    month = periodAt(month.to, "month", fiscal)
  )
    if (month.from >= period.from) months.push(month);
  return months;
}

/** One line each, as the dictionary names them. */
export const forecastCalculators = {
  slippage: slippageMetric,
  "push-count": pushCount,
  "forecast-error": judgedMetric("forecast-error"),
  "forecast-accuracy": judgedMetric("forecast-accuracy"),
  wape: judgedMetric("wape"),
  mape: judgedMetric("mape"),
  "forecast-bias": judgedMetric("forecast-bias"),
  mase: backtestRatio,
  "win-calibration": winCalibration,
} as const satisfies Readonly<Record<string, Calculator>>;
