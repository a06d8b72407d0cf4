// Charts that are drawn by the page itself: every mark can be reached by key, and nothing heavy is loaded for them.
export { Funnel } from "./Funnel.tsx";
export { Gauge } from "./Gauge.tsx";
export { HeatMap } from "./HeatMap.tsx";
export type { ChartUnit, Mark, Picking } from "./mark.ts";
export { PickName } from "./PickName.tsx";
export { Radar, type RadarLine } from "./Radar.tsx";
export { RankBars } from "./RankBars.tsx";
export { Scatter } from "./Scatter.tsx";
export { Share } from "./Share.tsx";
export { TileMap, type Square } from "./TileMap.tsx";
export { Waterfall } from "./Waterfall.tsx";
