import type { Explanation } from "#core/explain/explanation.ts";
import type { CalculatedMetricCode } from "#core/kpi/dictionary.ts";
import type { Tx } from "../db/tx.ts";
import type { Calculator } from "../kpi/calculator.ts";
import type { Asked } from "../kpi/sheet.ts";
import { figuresOf } from "./figures.ts";
import { belongsTo, groundOf, pictureOf } from "./picture.ts";

const codes = [
  "stage-conversion-cohort",
  "stage-conversion-snapshot",
  "prospect-conversion",
  "contact-conversion",
  "signing-conversion",
  "win-rate-created",
  "cycle-survival",
  "cycle-won",
  "stage-duration",
  "stage-ageing",
  "pipeline-velocity",
] as const satisfies readonly CalculatedMetricCode[];

type Figures = ReadonlyMap<string, Explanation>;
/** A dashboard asks for many codes of one subject: the deals are read once a transaction. */
const asking = new WeakMap<Tx, Map<string, Promise<Figures>>>();

function figures(asked: Asked): Promise<Figures> {
  const { tx, subject, period } = asked;
  const known = asking.get(tx) ?? new Map<string, Promise<Figures>>();
  asking.set(tx, known);
  const key = `${subject.kind}:${subject.id}:${period.key}`;
  const found = known.get(key) ?? compute(asked);
  known.set(key, found);
  return found;
}

async function compute(asked: Asked): Promise<Figures> {
  const ground = await groundOf(asked);
  const query = { period: asked.period.key, pipeline: ground.pipeline, [asked.subject.kind]: asked.subject.id };
  return figuresOf(pictureOf(ground, asked, await belongsTo(asked)), { query, currency: asked.tenant.currency });
}

const missing = (of: string): Explanation => ({
  of,
  label: { key: `metrics.name.${of}` },
  value: { kind: "none", why: "missing" },
  rule: { key: `metrics.formula.${of}` },
});

/** Length of the sales cycle of a subject in days: what costs of acquisition run ahead of their customers. Null when unknown. */
export async function cycleDays(asked: Asked): Promise<number | null> {
  const all = await figures(asked);
  const values = ["cycle-survival", "cycle-won"].map((code) => all.get(code)?.value);
  const found = values.find((value) => value?.kind === "number");
  return found?.kind === "number" ? Number(found.value) : null;
}

/** The figures of the funnel for the dictionary. */
export const funnelCalculators = Object.fromEntries(
  codes.map((code): [string, Calculator] => [code, async (asked) => (await figures(asked)).get(code) ?? missing(code)]),
) as Readonly<Record<(typeof codes)[number], Calculator>>;
