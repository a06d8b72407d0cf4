import { hasText, useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat, type Value } from "../lib/use-format.ts";
import type { BoardLine, Tile } from "./types.ts";

/** Names of boards, metrics, parts and steps in the reader's language. */
export function useWords() {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const { data } = useCall("GET /api/metrics", {});
  const metric = (code: string): string => {
    const found = data?.rows.find((one) => one.code === code);
    return found ? label(found.name) : hasText(`metrics.name.${code}`) ? t(`metrics.name.${code}`) : code;
  };
  return {
    metric,
    definitions: data?.rows ?? [],
    board: ({ id, name }: Pick<BoardLine, "id" | "name">) => name || t(`boards.library.${id}`),
    tile: (tile: Pick<Tile, "title" | "metric" | "chart">) =>
      tile.title ||
      (tile.chart === "findings" ? t("boards.chart.findings") : `${metric(tile.metric)} · ${t(`boards.chart.${tile.chart}`)}`),
    part: ({ key, name }: { key: string; name: string }) => (key === "" ? t("boards.others") : name === "-" ? t("boards.notGiven") : name),
    step: (key: string, grain: string) => {
      if (grain === "working-day") return t("boards.workingDay", { n: key });
      if (/^\d{4}-\d{2}$/.test(key)) return t("boards.month", { n: Number(key.slice(5)) });
      const [, kind, n] = /^\d{4}-([WQ])(\d+)$/.exec(key) ?? [];
      return kind ? t(kind === "W" ? "boards.week" : "boards.quarter", { n: Number(n) }) : key.slice(5).replace(/^0/, "");
    },
    value: (value: Value) => format.value(value),
  };
}
