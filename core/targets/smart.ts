import { addDays, type Span } from "../base/date.ts";
import { formatAmount, PPM, type Amount, type Ppm } from "../base/money.ts";
import type { Label } from "../explain/explanation.ts";
import type { Attainability } from "../allocation/attainable.ts";

/** What the check of one target looks at. Whatever is not known is null and says so. */
export type SmartFacts = {
  readonly metric: string | null;
  /** Whose target: the name of the unit, or of the person holding the position. */
  readonly scope: string | null;
  readonly unit: string | null;
  /** Rows the metric is counted from in the last year, and their quality where it is measured. */
  readonly rows: number;
  readonly quality: Ppm | null;
  readonly target: Amount | null;
  readonly attainability: Attainability | null;
  /** The target of the node above, null where it has none; `isTop` for the root. */
  readonly parent: Amount | null;
  readonly isTop: boolean;
  /** The strategy theme the metric stands under, where one is kept. */
  readonly theme: string | null;
  readonly span: Span | null;
  /** Months of the span that have a number of their own. */
  readonly phased: number;
};

export type Letter = "S" | "M" | "A" | "R" | "T";
export type SmartField = { readonly letter: Letter; readonly state: "met" | "weak" | "missing"; readonly reason: Label };
export type Smart = {
  readonly fields: readonly SmartField[];
  /** Twenty points a letter that is met, ten that is weak. */
  readonly score: number;
};

/** Data of a lower quality than this is a weak measure. */
const QUALITY_MIN = 800_000n;

/**
 * The five letters of a SMART target (Doran 1981) as checks, each with its reason (T-01, T-02, T-07, T-08): S what and whose,
 * M unit and data, A reached before by oneself and peers, R part of the target above and of a strategy, T from when to
 * when and spread over the months. A target too low is as weak as one too high.
 */
export function smartOf(facts: SmartFacts): Smart {
  const fields = [specific(facts), measurable(facts), achievable(facts), relevant(facts), timed(facts)];
  const points = { met: 20, weak: 10, missing: 0 };
  return { fields, score: fields.reduce((sum, field) => sum + points[field.state], 0) };
}

const field = (letter: Letter, state: SmartField["state"], key: string, values?: Label["values"]): SmartField => ({
  letter,
  state,
  reason: values ? { key, values } : { key },
});

function specific({ metric, scope, target }: SmartFacts): SmartField {
  if (metric === null || target === null) return field("S", "missing", "smart.S.missing");
  if (scope === null) return field("S", "weak", "smart.S.nobody", { target: formatAmount(target) });
  return field("S", "met", "smart.S.met", { scope, target: formatAmount(target) });
}

function measurable({ unit, rows, quality }: SmartFacts): SmartField {
  if (unit === null) return field("M", "missing", "smart.M.missing");
  if (rows === 0) return field("M", "weak", "smart.M.noRows");
  if (quality !== null && quality < QUALITY_MIN) return field("M", "weak", "smart.M.quality", { rows, quality: String(quality) });
  return quality === null
    ? field("M", "met", "smart.M.met", { rows })
    : field("M", "met", "smart.M.metQuality", { rows, quality: String(quality) });
}

function achievable({ attainability }: SmartFacts): SmartField {
  if (!attainability) return field("A", "missing", "smart.A.missing");
  const { kind, reason } = attainability.flag;
  return { letter: "A", state: kind === "fits" ? "met" : "weak", reason };
}

function relevant({ target, parent, isTop, theme }: SmartFacts): SmartField {
  if (isTop) return theme === null ? field("R", "weak", "smart.R.topNoTheme") : field("R", "met", "smart.R.top", { theme });
  if (parent === null) return field("R", "missing", "smart.R.missing");
  const share = target !== null && parent > 0n ? (target * PPM) / parent : 0n;
  const values = { share: String(share) };
  return theme === null ? field("R", "met", "smart.R.met", values) : field("R", "met", "smart.R.metTheme", { ...values, theme });
}

function timed({ span, phased }: SmartFacts): SmartField {
  if (span === null) return field("T", "missing", "smart.T.missing");
  const values = { from: span.from, to: addDays(span.to, -1), phased };
  return phased < 2 ? field("T", "weak", "smart.T.weak", values) : field("T", "met", "smart.T.met", values);
}
