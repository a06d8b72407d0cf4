import { axis, dayText, money, moneyExact, plain, rate } from "./format.ts";
import { hasText, useT } from "./i18n.ts";
import { periodLabel } from "./period.ts";
import { usePrefs } from "./prefs.ts";

/** Mirrors core/explain Value. */
export type Value =
  | { readonly kind: "amount"; readonly value: string; readonly currency: string }
  | { readonly kind: "rate"; readonly ppm: string }
  | { readonly kind: "number"; readonly value: string; readonly unit?: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "none"; readonly why: "missing" | "not-applicable" | "undefined" };

/** Everything a page needs to show numbers and days as this person reads them. */
export function useFormat() {
  const prefs = usePrefs();
  const t = useT();
  const unitText = (unit: string | undefined) => (unit && hasText(`common.unit.${unit}`) ? t(`common.unit.${unit}`) : "");
  return {
    money: (text: string, digits = 2) => money(text, prefs, digits),
    exact: (text: string) => moneyExact(text, prefs.currency),
    rate: (ppm: string, digits = 1) => rate(ppm, digits),
    plain,
    axis: (value: number) => axis(value, prefs.locale),
    /** 2026-11-22 stays as it is in tables; this one is for prose. */
    day: (day: string) => dayText(day, prefs.locale),
    period: (key: string) => t(periodLabel(key).key, periodLabel(key).values),
    value: (value: Value) => valueText(value),
    /** The exact value for the tooltip; undefined where the text already is exact. */
    valueExact: (value: Value) => (value.kind === "amount" ? moneyExact(value.value, value.currency) : undefined),
  };

  function valueText(value: Value): string {
    switch (value.kind) {
      case "amount":
        return money(value.value, { ...prefs, currency: value.currency });
      case "rate":
        return rate(value.ppm);
      case "number":
        return `${plain(value.value)}${unitText(value.unit)}`;
      case "text":
        return value.value;
      case "none":
        return value.why === "missing" ? t("common.missing") : "—";
    }
  }
}
