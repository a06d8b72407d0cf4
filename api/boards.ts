import { z } from "zod";
import { alignments } from "#core/boards/align.ts";
import { chartKinds, comparisons, splits, tileGrains, tilePeriods, tilesMax, heights, widths } from "#core/boards/tile.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, page, paging, periodKey, ppm, uuid, value } from "./common.ts";
import { finding } from "./diagnosis.ts";
import { subject } from "./metrics.ts";

const node = z.object({ kind: z.enum(["unit", "position"]), id: uuid });
const text = (most: number) => z.string().trim().min(1).max(most);
/** A board of one's own or shared: an id; a ready-made one: "role-manager". */
export const boardId = z.string().regex(/^([0-9a-f-]{36}|role-[a-z]{1,20})$/);

/** One tile: what is asked and how it is drawn. Unknown fields are refused. */
export const boardTile = z
  .strictObject({
    id: z.string().regex(/^[\w-]{1,36}$/),
    title: z.string().max(60),
    chart: z.enum(chartKinds),
    metric: z.string().regex(/^[\w.-]{1,64}$/),
    second: z
      .string()
      .regex(/^[\w.-]{1,64}$/)
      .nullable(),
    split: z.enum(splits).nullable(),
    grain: z.enum(tileGrains).nullable(),
    period: z.enum(tilePeriods),
    compare: z.enum(comparisons),
    isRunning: z.boolean(),
    top: z.number().int().min(3).max(40),
    whose: node.nullable(),
    width: z.literal(widths),
    height: z.literal(heights),
  })
  .meta({ id: "BoardTile" });
const tiles = z.array(boardTile).max(tilesMax);

const share = z.discriminatedUnion("kind", [
  /** Everybody who sits in the unit or below it. */
  z.strictObject({ kind: z.literal("unit"), unitId: uuid }),
  z.strictObject({ kind: z.literal("role"), role: z.enum(["rep", "manager", "director", "hr", "finance", "executive"]) }),
]);

const line = z.object({
  id: boardId,
  kind: z.enum(["role", "own", "shared"]),
  /** Empty for ready-made boards: their name is a text under their id. */
  name: z.string(),
  ownerName: z.string().nullable(),
  isDefault: z.boolean(),
  version: z.number().int(),
  tileCount: z.number().int(),
});
export const board = line
  .extend({ tiles, shares: z.array(share.and(z.object({ name: z.string() }))), mayEdit: z.boolean(), mayShare: z.boolean() })
  .meta({ id: "Board" });

/** How the reader looks at a board: whose numbers, which period, against what, and narrowed to what. "-" is "not given" in the facts. */
const view = z.object({
  period: periodKey.optional(),
  unit: uuid.optional(),
  position: uuid.optional(),
  compare: z.enum(comparisons).optional(),
  align: z.enum(alignments).default("date"),
  /** First day of the span to compare with; a span behind the end of the calendar cannot be counted. */
  against: day.refine((one) => one >= "1900-01-01" && one < "2200-01-01").optional(),
  class: text(80).optional(),
  region: text(80).optional(),
  industry: text(80).optional(),
  channel: text(80).optional(),
  category: text(80).optional(),
});

const span = z.object({ from: day, to: day });
const common = {
  tile: z.string(),
  metric: z.string(),
  unit: z.enum(["amount", "rate", "number"]),
  /** Days that were counted, half-open; null where nothing has begun. */
  span: span.nullable(),
  before: span.nullable(),
  /** Facts that were counted. */
  rows: z.number().int(),
};
const part = z.object({
  /** What a click narrows to: the value of the dimension, or an id; empty for what was folded. */
  key: z.string(),
  name: z.string(),
  node: node.nullable(),
  value,
  before: value.nullable(),
  goal: value.nullable(),
  /** Millionths of the whole, where parts add up. */
  share: ppm.nullable(),
});

export const tileAnswer = z
  .discriminatedUnion("form", [
    z.object({
      ...common,
      form: z.literal("number"),
      value: explanation,
      target: explanation.nullable(),
      attainment: explanation.nullable(),
      earlier: explanation.nullable(),
      change: explanation.nullable(),
      spark: z.array(z.string().nullable()),
    }),
    z.object({
      ...common,
      form: z.literal("pace"),
      actual: explanation,
      target: explanation,
      attainment: explanation,
      expected: ppm.nullable(),
      time: explanation,
      gap: explanation,
      needed: explanation,
      parts: z.array(part.extend({ attainment: value, gap: value, missing: amount.nullable() })),
    }),
    z.object({
      ...common,
      form: z.literal("series"),
      grain: z.enum([...tileGrains, "working-day"]),
      isRunning: z.boolean(),
      steps: z.array(
        z.object({
          key: z.string(),
          from: day,
          to: day,
          now: value.nullable(),
          before: value.nullable(),
          target: value.nullable(),
          isComplete: z.boolean(),
        }),
      ),
    }),
    z.object({
      ...common,
      form: z.literal("parts"),
      split: z.enum(splits),
      total: value,
      totalBefore: value.nullable(),
      folded: z.number().int(),
      parts: z.array(part),
    }),
    z.object({ ...common, form: z.literal("bridge"), split: z.enum(splits), start: value, steps: z.array(part), end: value }),
    z.object({
      ...common,
      form: z.literal("grid"),
      split: z.enum(splits).nullable(),
      grain: z.enum(tileGrains),
      columns: z.array(z.string()),
      lines: z.array(z.object({ key: z.string(), name: z.string(), node: node.nullable(), values: z.array(value.nullable()) })),
    }),
    z.object({
      ...common,
      form: z.literal("points"),
      second: z.string(),
      secondUnit: z.enum(["amount", "rate", "number"]),
      points: z.array(z.object({ node, name: z.string(), x: value, y: value })),
    }),
    z.object({
      ...common,
      form: z.literal("funnel"),
      /** Deals that came in during the span and are neither won nor lost yet: the later stages may still grow. */
      open: z.number().int(),
      stages: z.array(z.object({ key: z.string(), name: z.string(), count: z.number().int(), amount, fromPrevious: ppm.nullable() })),
    }),
    z.object({
      ...common,
      form: z.literal("findings"),
      /** The three to begin with, as the diagnosis of the same subject and period has them. */
      findings: z.array(finding),
      /** The page that has all of them. */
      path: z.string(),
    }),
    z.object({ ...common, form: z.literal("none"), why: label }),
  ])
  .meta({ id: "TileAnswer" });

export const boardAnswers = z
  .object({
    subject,
    crumbs: z.array(subject),
    below: z.array(subject),
    period: z.object({ key: z.string(), from: day, to: day, doneTo: day }),
    answers: z.array(tileAnswer),
    touched: z.object({ statements: z.number().int(), rows: z.number().int() }),
  })
  .meta({ id: "BoardAnswers" });

const read = { resource: "dashboards", action: "read" } as const;
const write = { resource: "dashboards", action: "write" } as const;
const id = z.object({ id: boardId });
const ownId = z.object({ id: uuid });
const tileRefusals = [
  "tile-metric-unknown",
  "tile-second-missing",
  "tile-split-missing",
  "tile-does-not-add",
  "tile-does-not-cut",
  "tile-twice",
] as const;
const whoseRefusals = ["period-unknown"] as const;

export const boardRoutes = {
  "GET /api/dashboards": {
    access: read,
    summary: "Boards of the caller's roles, own ones, and those shared with the caller.",
    reply: z.object({ rows: z.array(line) }),
  },
  "POST /api/dashboards": {
    access: write,
    summary: "A new board of one's own; a copy is made of the tiles one reads.",
    body: z.strictObject({ id: uuid, name: text(60), tiles }),
    reply: board,
    refusals: [...tileRefusals, "dashboards-too-many"],
  },
  "GET /api/dashboards/:id": { access: read, summary: "One board with its tiles, without numbers.", params: id, reply: board },
  "PUT /api/dashboards/:id": {
    access: write,
    summary: "Saves name and tiles of a board of one's own as its next version.",
    params: ownId,
    body: z.strictObject({ version: z.number().int(), name: text(60), tiles }),
    reply: board,
    refusals: [...tileRefusals, "version-moved"],
  },
  "DELETE /api/dashboards/:id": {
    access: write,
    summary: "Removes a board of one's own with its shares and versions.",
    params: ownId,
    reply: z.object({}),
  },
  "GET /api/dashboards/:id/versions": {
    access: write,
    summary: "Earlier versions of a board of one's own, the latest first, to look at and to save again.",
    params: ownId,
    reply: z.object({
      rows: z.array(z.object({ version: z.number().int(), name: z.string(), savedAt: z.string(), savedBy: z.string(), tiles })),
    }),
  },
  "PUT /api/dashboards/:id/shares": {
    access: { resource: "dashboards", action: "publish" },
    summary:
      "With whom a board of one's own is shared to read: units in one's reach, or roles for those who see the whole company. Each reader sees numbers of the own reach only.",
    params: ownId,
    body: z.strictObject({ version: z.number().int(), shares: z.array(share).max(20) }),
    reply: board,
    refusals: ["dashboard-share-beyond", "version-moved"],
  },
  "PUT /api/dashboard-default": {
    access: read,
    summary: "The board that opens first for the caller; null for the one of the role.",
    body: z.strictObject({ board: boardId.nullable() }),
    reply: z.object({ board: boardId.nullable() }),
  },
  "GET /api/dashboards/:id/answers": {
    access: read,
    summary: "All tiles of a board answered in one request, within the caller's reach.",
    params: id,
    query: view,
    reply: boardAnswers,
    refusals: whoseRefusals,
  },
  "POST /api/dashboard-answers": {
    access: read,
    summary: "Tiles that are not saved yet, answered like those of a board.",
    query: view,
    body: z.strictObject({ tiles }),
    reply: boardAnswers,
    refusals: [...whoseRefusals, ...tileRefusals],
  },
  "GET /api/dashboard-rows": {
    access: read,
    summary: "The orders or receipts behind one part of a tile, the latest first: what is listed is what was counted.",
    query: view.extend({ metric: z.string().max(64), from: day, to: day, ...paging }),
    reply: page(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    refusals: ["bad-request"],
  },
  "GET /api/dashboards/:id/file": {
    access: { resource: "dashboards", action: "export" },
    summary: "A board as a workbook: one sheet a tile, with real numbers and dates. It holds what the page shows, nothing more.",
    params: id,
    query: view,
    reply: z.unknown(),
    raw: true,
    refusals: whoseRefusals,
  },
} as const satisfies Routes;
