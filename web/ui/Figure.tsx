import type { ReactNode } from "react";
import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Value } from "../lib/use-format.ts";
import { ExplainButton } from "./Explain.tsx";
import type { Explained, Explanation } from "./Explain.tsx";
import { Icon } from "./Icon.tsx";
import { Spark } from "./Spark.tsx";

type Comparison = { label: string; value: Value };
type Props = {
  label: string;
  value: Value;
  size?: "small" | "normal" | "large";
  /** Against target, last period, peers: shown with its word. */
  comparisons?: readonly Comparison[];
  /** Change against an earlier period; the arrow's colour follows the locale. */
  change?: { label: string; value: Value };
  /** Sample size, when small. */
  sample?: number;
  /** A mark that the data are not perfect, in words. */
  caution?: string;
  /** Trend, oldest first. */
  trend?: readonly number[];
  explain?: Explained;
  children?: ReactNode;
};

/** The one way a number stands on a page: value, meaning beside it, proof one click below. */
export function Figure({ label, value, size = "normal", comparisons = [], change, sample, caution, trend, explain, children }: Props) {
  const t = useT();
  const format = useFormat();
  const proof = typeof explain === "object" ? explain : undefined;
  const isSmall = proof?.sample !== undefined && proof.sample.count < proof.sample.min;
  const doubt = useDoubt(proof);
  const mark = caution ?? doubt;
  return (
    <div className={`figure ${size}`}>
      <span className="label">
        {label}
        {mark && (
          <span title={mark}>
            <Icon name="warn" size={12} />
            <span className="visually-hidden">{mark}</span>
          </span>
        )}
      </span>
      <span className={`value num ${value.kind === "none" ? "none" : ""}`} title={format.valueExact(value)}>
        {format.value(value)}
      </span>
      {trend && trend.length > 1 && <Spark values={trend} />}
      <span className="foot">
        {comparisons.map((one) => (
          <span key={one.label} className="num" title={format.valueExact(one.value)}>
            {one.label} {format.value(one.value)}
          </span>
        ))}
        {change && <Change {...change} />}
        {sample !== undefined && <span>{t("common.sample", { count: sample })}</span>}
        {isSmall && value.kind !== "none" && <span>{t("common.sample", { count: proof.sample.count })}</span>}
        {isSmall && proof.interval && value.kind === "rate" && (
          <span className="num">
            {t("explain.interval", { low: format.rate(proof.interval.low), high: format.rate(proof.interval.high) })}
          </span>
        )}
        {explain && <ExplainButton explain={explain} subject={label} />}
      </span>
      {children}
    </div>
  );
}

/** What the rows of a number lack, in words; nothing when they are whole. */
function useDoubt(proof: Explanation | undefined): string | undefined {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const quality = proof?.quality;
  if (!quality || quality.reasons.length === 0) return undefined;
  const reasons = quality.reasons.map((one) => `${label(one.label)} ${one.count}`).join(t("common.listSeparator"));
  return t("explain.quality", { share: format.rate(quality.ppm), reasons });
}

const signOf = (value: Value): number => {
  const text = value.kind === "rate" ? value.ppm : value.kind === "amount" || value.kind === "number" ? value.value : "0";
  return Math.sign(Number(text));
};

/** A change with its arrow: red up in Chinese, green up in English (CSS decides), always with the sign in words too. */
export function Change({ label, value }: Comparison) {
  const t = useT();
  const format = useFormat();
  const sign = signOf(value);
  if (value.kind === "none")
    return (
      <span>
        {label} {format.value(value)}
      </span>
    );
  return (
    <span className={`change num ${sign > 0 ? "rise" : sign < 0 ? "fall" : ""}`}>
      {label} {sign !== 0 && <Icon name={sign > 0 ? "up" : "down"} size={12} />}
      <span className="visually-hidden">{sign > 0 ? t("common.rise") : sign < 0 ? t("common.fall") : ""}</span>
      {format.value(value).replace(/^-/, "")}
    </span>
  );
}
