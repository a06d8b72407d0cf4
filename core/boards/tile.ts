import type { Grain } from "../calendar/period.ts";
import type { Unit } from "../kpi/definition.ts";

/** How an answer is drawn. A new kind is one word here, one answer in server/boards and one drawing in web/boards. */
export const chartKinds = [
  "number",
  "pace",
  "trend",
  "bar",
  "share",
  "waterfall",
  "heat",
  "map",
  "scatter",
  "funnel",
  "findings",
  "table",
] as const;
export type ChartKind = (typeof chartKinds)[number];

/** Properties of the facts themselves, by which a sum can be cut. */
export const dimensions = ["class", "region", "industry", "channel", "category"] as const;
export type Dimension = (typeof dimensions)[number];
/** By what an answer is cut: what stands directly below, every selling person below, or a property of the facts. */
export const splits = ["below", "person", ...dimensions] as const;
export type Split = (typeof splits)[number];
export const isDimension = (split: Split | null): split is Dimension => dimensions.some((one) => one === split);

export const comparisons = ["none", "previous", "last-year"] as const;
export type Comparison = (typeof comparisons)[number];
export const tileGrains = ["day", "week", "month", "quarter"] as const satisfies readonly Grain[];
/** The board's own period, or the one of this length that the board's period lies in. */
export const tilePeriods = ["board", "month", "quarter", "year"] as const;
/** Twelfths of the page; a phone shows every tile in full width. */
export const widths = [3, 4, 6, 8, 12] as const;
export const heights = [1, 2] as const;

export type Tile = {
  readonly id: string;
  /** Empty: the tile is named after its metric. */
  readonly title: string;
  readonly chart: ChartKind;
  readonly metric: string;
  /** The other axis of a scatter. */
  readonly second: string | null;
  readonly split: Split | null;
  readonly grain: (typeof tileGrains)[number] | null;
  readonly period: (typeof tilePeriods)[number];
  readonly compare: Comparison;
  /** Added up from the start of the period. */
  readonly isRunning: boolean;
  /** Parts beyond this many are folded into one. */
  readonly top: number;
  /** One unit or position, whoever reads; null follows the board. */
  readonly whose: { readonly kind: "unit" | "position"; readonly id: string } | null;
  readonly width: (typeof widths)[number];
  readonly height: (typeof heights)[number];
};

export const tilesMax = 24;
export const usual = {
  title: "",
  second: null,
  split: null,
  grain: null,
  period: "board",
  compare: "previous",
  isRunning: false,
  top: 10,
  whose: null,
  width: 6,
  height: 1,
} as const satisfies Partial<Tile>;

/** What must be known of a metric to say which charts can show it. */
export type Traits = {
  readonly unit: Unit;
  /** Values of parts add up to the whole: only then are shares and bridges true. */
  readonly adds: boolean;
  /** Can be cut by properties of the facts. */
  readonly cuts: boolean;
};

export type Fault = {
  readonly tile: number;
  readonly code: "metric-unknown" | "second-missing" | "split-missing" | "does-not-add" | "does-not-cut" | "twice";
  readonly metric: string;
};

/** What is wrong with the tiles of a board, tile by tile; nothing when all of them can be answered. */
export function faults(tiles: readonly Tile[], traitsOf: (metric: string) => Traits | null): Fault[] {
  return tiles.flatMap((tile, at) => {
    const code = tiles.findIndex((one) => one.id === tile.id) < at ? "twice" : faultOf(tile, traitsOf);
    return code === null ? [] : [{ tile: at, code, metric: tile.metric }];
  });
}

function faultOf(tile: Tile, traitsOf: (metric: string) => Traits | null): Fault["code"] | null {
  if (hasOwnQuestion(tile)) return null;
  const traits = traitsOf(tile.metric);
  if (!traits) return "metric-unknown";
  if (tile.chart === "scatter" && (tile.second === null || !traitsOf(tile.second))) return "second-missing";
  if (needsSplit.has(tile.chart) && tile.split === null) return "split-missing";
  if ((tile.chart === "share" || tile.chart === "waterfall") && !traits.adds) return "does-not-add";
  return isDimension(tile.split) && usesSplit.has(tile.chart) && !traits.cuts ? "does-not-cut" : null;
}

/** A funnel counts deals and findings begin with signed amounts, whatever metric the tile was given. */
export const hasOwnQuestion = ({ chart }: Pick<Tile, "chart">): boolean => chart === "funnel" || chart === "findings";
/**
 * Whether a tile speaks of one unit as a whole only, so that a group may hear it: nothing about single people, about the units below
 * (a unit of one is a person), about customers by name, or about a unit of its own choice.
 */
export const tellsTotals = ({ chart, split, whose }: Tile): boolean =>
  whose === null && !["scatter", "findings"].includes(chart) && (split === null || isDimension(split));
const needsSplit: ReadonlySet<ChartKind> = new Set(["bar", "share", "waterfall", "table", "map"]);
const usesSplit: ReadonlySet<ChartKind> = new Set([...needsSplit, "heat"]);
