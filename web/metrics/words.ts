import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat, type Value } from "../lib/use-format.ts";

export type Overview = Reply<"GET /api/metric-overview">;
export type Subject = Overview["subject"];
export type FigureOf = Overview["figures"][number];
export type Metric = FigureOf["metric"];
export type Trend = Reply<"GET /api/metrics/:metric/trend">;
export type Board = Reply<"GET /api/leaderboard">;

/** What stands in the address of the metrics page. */
export type Filters = { period: string; unit?: string; position?: string };

/** Where a subject's numbers are. */
export const placeOf = ({ kind, id }: Pick<Subject, "kind" | "id">, period: string): string => `/kpi?${kind}=${id}&period=${period}`;

/** Floats are good enough to draw with. */
export const toDraw = (value: Value): number =>
  value.kind === "rate" ? Number(value.ppm) : value.kind === "amount" || value.kind === "number" ? Number(value.value) : 0;

/** Names of metrics and steps in the reader's language. */
export function useWords() {
  const t = useT();
  const format = useFormat();
  return {
    metric: (code: string) => t(`metrics.name.${code}`),
    /** A step on an axis: "4月", "第15周", "6-18". */
    step: (key: string) => {
      if (/^\d{4}-\d{2}$/.test(key)) return t("metrics.step.month", { n: Number(key.slice(5)) });
      const week = /W(\d{2})$/.exec(key)?.[1];
      return week ? t("metrics.step.week", { n: Number(week) }) : key.slice(5).replace(/^0/, "");
    },
    value: format.value,
  };
}
