import { usual, type ChartKind, type Split, type Tile, type Traits } from "./tile.ts";

/** What somebody wants to know; the chart follows from it. */
export const wishes = [
  "how-much",
  "how-far",
  "over-time",
  "who",
  "share",
  "why",
  "where",
  "when",
  "together",
  "stages",
  "begin",
  "list",
] as const;
export type Wish = (typeof wishes)[number];

/** A chart that fits, the best first, and the text key that says why. `isGood` is false when the numbers forbid it. */
export type Suggestion = { readonly chart: ChartKind; readonly isGood: boolean; readonly reason: string };

const fitting: Record<Wish, readonly ChartKind[]> = {
  "how-much": ["number"],
  "how-far": ["pace", "number"],
  "over-time": ["trend", "heat"],
  who: ["bar", "table"],
  share: ["share", "bar"],
  why: ["waterfall", "table"],
  where: ["map", "bar"],
  when: ["heat", "trend"],
  together: ["scatter"],
  stages: ["funnel"],
  begin: ["findings"],
  list: ["table"],
};

/**
 * Charts for a wish (Cleveland and McGill 1984: position and length are read better than angle and area, so bars come before rings;
 * a ring is for four parts at most). A ratio has no shares and no bridge: its parts do not add up.
 */
export function suggestions(wish: Wish, traits: Traits): Suggestion[] {
  return fitting[wish].map((chart) => {
    const needsSum = chart === "share" || chart === "waterfall";
    if (needsSum && !traits.adds) return { chart, isGood: false, reason: "boards.reason.does-not-add" };
    if (chart === "map" && !traits.cuts) return { chart, isGood: false, reason: "boards.reason.does-not-cut" };
    return { chart, isGood: true, reason: `boards.reason.${chart}` };
  });
}

const splitOf: Partial<Record<ChartKind, Split>> = {
  bar: "below",
  share: "class",
  waterfall: "below",
  map: "region",
  table: "below",
  scatter: "person",
};

/** A tile that answers the wish as well as it can; everything about it can still be changed. */
export function drafted(wish: Wish, chart: ChartKind, metric: string, traits: Traits, id: string): Tile {
  const split = splitOf[chart] ?? null;
  const isSmall = chart === "number";
  return {
    ...usual,
    id,
    chart,
    metric,
    second: chart === "scatter" ? metric : null,
    split: split !== null && split !== "below" && split !== "person" && !traits.cuts ? "below" : split,
    grain: chart === "trend" ? "month" : chart === "heat" ? (wish === "when" ? "week" : "month") : null,
    period: chart === "trend" || chart === "heat" ? (wish === "when" ? "quarter" : "year") : "board",
    compare: chart === "trend" ? "last-year" : usual.compare,
    width: isSmall ? 3 : chart === "findings" ? 12 : usual.width,
  };
}
