import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat, type Value } from "../lib/use-format.ts";
import { toDraw, useWords, type Trend } from "./words.ts";

/** What a trend says, as the sentence above it. */
export function useFinding(): (trend: Trend) => string {
  const t = useT();
  const words = useWords();
  const label = useLabel();
  const format = useFormat();
  return ({ name: called, steps, isRunningTotal }) => {
    const name = label(called);
    const seen = steps.filter((step) => step.now !== null && step.now.kind !== "none");
    const last = seen.at(-1)?.now;
    if (!last) return t("metrics.trend.none", { metric: name });
    return isRunningTotal ? total(name, last, steps.at(-1)!) : best(name, seen);
  };

  function total(metric: string, now: Value, { target, lastYear }: Trend["steps"][number]): string {
    const values = { metric, value: format.value(now) };
    if (!target || target.kind === "none") return t("metrics.trend.soFar", { ...values, lastYear: format.value(lastYear) });
    const missing = gapOf(target, now);
    return missing
      ? t("metrics.trend.short", { ...values, target: format.value(target), gap: format.value(missing) })
      : t("metrics.trend.reached", { ...values, target: format.value(target) });
  }

  function best(metric: string, seen: Trend["steps"]): string {
    const top = seen.reduce((most, step) => (toDraw(step.now!) > toDraw(most.now!) ? step : most));
    return t("metrics.trend.best", { metric, step: words.step(top.key), value: format.value(top.now!) });
  }
}

/** What is missing to a target; nothing when it is reached. */
function gapOf(target: Value, now: Value): Value | null {
  if (target.kind === "amount" && now.kind === "amount") {
    const gap = (parseAmount(target.value) ?? 0n) - (parseAmount(now.value) ?? 0n);
    return gap > 0n ? { ...target, value: formatAmount(gap) } : null;
  }
  const gap = toDraw(target) - toDraw(now);
  return gap > 0 ? { kind: "number", value: String(Math.round(gap * 100) / 100) } : null;
}
