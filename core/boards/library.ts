import { usual, type Tile } from "./tile.ts";

/** Ready-made boards by role. Their words are texts (boards.library.<role>); the numbers are those of whoever reads. */
export const libraryRoles = ["rep", "manager", "director", "executive", "hr", "finance"] as const;
export type LibraryRole = (typeof libraryRoles)[number];
export const libraryId = (role: LibraryRole): string => `role-${role}`;
export const roleOfLibrary = (id: string): LibraryRole | null => libraryRoles.find((role) => libraryId(role) === id) ?? null;

type Draft = Partial<Tile> & Pick<Tile, "chart" | "metric">;
const number = (metric: string): Draft => ({ chart: "number", metric, width: 3 });
const year: Draft = { chart: "trend", metric: "signed-amount", grain: "month", period: "year", compare: "last-year", width: 8 };
const pace: Draft = { chart: "pace", metric: "signed-amount", width: 12 };
const below: Draft = { chart: "bar", metric: "signed-amount", split: "below" };
const change: Draft = { chart: "waterfall", metric: "signed-amount", split: "below", compare: "last-year" };
const map: Draft = { chart: "map", metric: "signed-amount", split: "region" };
const funnel: Draft = { chart: "funnel", metric: "signed-amount", period: "year", width: 4 };
const weekdays: Draft = { chart: "heat", metric: "signed-amount", grain: "week" };
const months: Draft = { chart: "heat", metric: "signed-amount", split: "person", grain: "month", period: "year", width: 12 };
const share = (split: Tile["split"], metric = "signed-amount"): Draft => ({ chart: "share", metric, split, top: 6, width: 4 });

const boards: Record<LibraryRole, readonly Draft[]> = {
  rep: [
    pace,
    number("signed-amount"),
    number("collected-amount"),
    number("deal-count"),
    number("new-customers"),
    { ...year, width: 8 },
    share("class"),
    funnel,
    { chart: "bar", metric: "signed-amount", split: "industry", top: 6, width: 4 },
    { ...weekdays, width: 4 },
  ],
  manager: [
    pace,
    number("signed-amount"),
    number("collected-amount"),
    number("deal-count"),
    number("aov-order"),
    { ...below, split: "person" },
    { ...change, compare: "previous", split: "person" },
    months,
    { chart: "scatter", metric: "deal-count", second: "aov-order", split: "person", width: 8 },
    funnel,
  ],
  director: [
    pace,
    number("signed-amount"),
    number("collected-amount"),
    number("new-customers"),
    number("collection-rate-plan"),
    change,
    below,
    year,
    share("channel"),
    map,
    { chart: "scatter", metric: "deal-count", second: "aov-order", split: "person" },
    months,
  ],
  executive: [
    pace,
    number("signed-amount"),
    number("collected-amount"),
    number("new-customers"),
    number("aov-customer"),
    year,
    share("channel"),
    change,
    map,
  ],
  hr: [
    pace,
    months,
    { ...below, split: "person", top: 20 },
    { chart: "scatter", metric: "deal-count", second: "signed-amount", split: "person" },
    { chart: "table", metric: "signed-amount", split: "below", width: 12 },
  ],
  finance: [
    number("collected-amount"),
    number("collection-rate-plan"),
    number("signed-amount"),
    number("delivered-amount"),
    { ...year, metric: "collected-amount" },
    share("class", "collected-amount"),
    { ...change, metric: "collected-amount", compare: "previous" },
    { chart: "bar", metric: "collection-rate-plan", split: "below" },
    { chart: "table", metric: "collected-amount", split: "region", width: 12, top: 20 },
  ],
};

export const libraryTiles = (role: LibraryRole): readonly Tile[] =>
  boards[role].map((draft, i) => ({ ...usual, id: `t${i + 1}`, ...draft }));
