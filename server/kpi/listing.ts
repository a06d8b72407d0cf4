import type { z } from "zod";
import type { metricDefinition } from "#api/metrics.ts";
import type { Label } from "#core/explain/explanation.ts";
import type { Metric } from "#core/kpi/definition.ts";
import { smallSample } from "#core/kpi/definition.ts";
import { dictionary, metricCodes, targetMetricCodes, type CalculatedMetricCode, type MetricCode } from "#core/kpi/dictionary.ts";
import { measureFacts, type Measure } from "#core/kpi/measures.ts";
import { sheetWords } from "../boards/words.ts";
import type { Tx } from "../db/tx.ts";
import { syllablesOf } from "../people/pinyin.ts";
import { calculators } from "./calculators.ts";
import { unitOf } from "./custom/known.ts";
import { inForce, type VersionRow } from "./custom/store.ts";

/** The dictionary as people see it, every metric there are numbers for, and after it the metrics the company has written. */
export async function listingOf(tx: Tx) {
  const own = await inForce(tx, null);
  return [...metricCodes.filter(isComputed).map(listed), ...own.map(listedOwn)];
}

/** Every definition with how its name is spoken, in the words the reader sees. */
export async function spokenListing(tx: Tx, locale: string) {
  const { label } = sheetWords(locale);
  return (await listingOf(tx)).map((one) => ({ ...one, spoken: syllablesOf(label(one.name)) }));
}

const isComputed = (code: MetricCode): boolean =>
  dictionary[code].kind !== "calculated" || Object.hasOwn(calculators, code as CalculatedMetricCode);

function listed(code: MetricCode): Listed {
  const metric: Metric = dictionary[code];
  const { version, kind, group, unit, direction, grain = "rep-month", sampleMin = smallSample, needs = [], parameters } = metric;
  const measure: Measure | null = metric.kind === "ratio" ? metric.denominator : "measure" in metric ? metric.measure : null;
  const answers = measure && measureFacts(measure);
  return {
    code,
    version,
    kind,
    group,
    unit,
    direction,
    grain,
    sampleMin,
    needs,
    name: { key: `metrics.name.${code}` },
    formula: { key: `metrics.formula.${code}`, ...(parameters && { values: parameters }) },
    pitfall: { key: `metrics.pitfall.${code}` } satisfies Label,
    isOwn: false,
    measure,
    dateField: answers?.dateField ?? null,
    attribution: answers?.attribution ?? null,
    filter: answers?.filter ?? null,
    numerator: metric.kind === "ratio" ? metric.numerator : null,
    denominator: metric.kind === "ratio" ? metric.denominator : null,
    takesTargets: targetMetricCodes.some((one) => one === code),
  };
}

type Listed = z.input<typeof metricDefinition>;

function listedOwn({ code, no, written }: VersionRow): Listed {
  const { name, note, group, direction, sampleMin, shape } = written;
  const measure = shape.kind === "sum" ? shape.of.measure : shape.kind === "ratio" ? shape.below.measure : null;
  const answers = measure && measureFacts(measure);
  const rule: Label =
    shape.kind === "formula"
      ? { key: "formula.rule", values: { text: shape.text } }
      : shape.kind === "ratio"
        ? { key: "metrics.custom.ratio" }
        : { key: `metrics.name.${shape.of.measure}` };
  return {
    code,
    version: String(no),
    kind: shape.kind === "formula" ? "derived" : shape.kind,
    group,
    unit: unitOf(written),
    direction,
    grain: "rep-month",
    sampleMin,
    needs: [],
    name: { key: "metrics.custom.name", values: { name } },
    formula: rule,
    pitfall: { key: "metrics.custom.note", values: { note } },
    isOwn: true,
    measure,
    dateField: answers?.dateField ?? null,
    attribution: answers?.attribution ?? null,
    filter: answers?.filter ?? null,
    numerator: shape.kind === "ratio" ? shape.above.measure : null,
    denominator: shape.kind === "ratio" ? shape.below.measure : null,
    takesTargets: false,
  };
}
