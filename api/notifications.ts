import { z } from "zod";
import { robotKinds } from "#core/notifications/robot.ts";
import { day, label, page, paging, uuid, value } from "./common.ts";
import { boardId } from "./boards.ts";
import type { Routes } from "./contract.ts";

const version = z.number().int();
const minute = z.number().int().min(0).max(1439);
const nodeKind = z.enum(["unit", "position"]);
const grain = z.enum(["month", "quarter", "year"]);
const comparison = z.enum(["below", "above"]);

/** A message of the reader's own; it says what the page would have said to them on that day. */
export const notification = z
  .object({
    id: uuid,
    kind: z.enum(["alert", "digest"]),
    at: z.string(),
    onDay: day,
    isRead: z.boolean(),
    title: label,
    lines: z.array(z.object({ label, value: value.nullable(), detail: z.string() })),
    link: z.string().nullable(),
  })
  .meta({ id: "Notification" });

/** "Tell me when <metric> of <node> in the present <grain> is <comparison> <threshold>"; rates in millionths. */
export const alertRule = z
  .object({
    id: uuid,
    metric: z.string(),
    node: z.object({ kind: nodeKind, id: uuid, name: z.string() }),
    grain,
    comparison,
    threshold: z.string(),
    byMail: z.boolean(),
    isPaused: z.boolean(),
    isFiring: z.boolean(),
    version,
  })
  .meta({ id: "AlertRule" });
const ruleBody = {
  metric: z.string().max(60),
  nodeKind,
  nodeId: uuid,
  grain,
  comparison,
  threshold: z.string().max(30),
  byMail: z.boolean().default(false),
};

export const digest = z
  .object({
    id: uuid,
    cadence: z.enum(["daily", "weekly", "monthly"]),
    weekday: z.number().int().nullable(),
    atMinute: minute,
    byMail: z.boolean(),
    robot: z.object({ id: uuid, name: z.string() }).nullable(),
    attachment: z.enum(["none", "pdf", "xlsx"]),
    /** The board it carries instead of the workbench; the name is null when its reader may not read it any more. */
    board: z.object({ id: boardId, name: z.string().nullable() }).nullable(),
    lastOn: day.nullable(),
    version,
  })
  .meta({ id: "Digest" });
const digestBody = {
  cadence: z.enum(["daily", "weekly", "monthly"]),
  weekday: z.number().int().min(1).max(7).nullable().default(null),
  atMinute: minute,
  byMail: z.boolean().default(false),
  robotId: uuid.nullable().default(null),
  attachment: z.enum(["none", "pdf", "xlsx"]).default("none"),
  boardId: boardId.nullable().default(null),
};

export const robot = z
  .object({ id: uuid, name: z.string(), kind: z.enum(robotKinds), unit: z.object({ id: uuid, name: z.string() }), version })
  .meta({ id: "Robot" });

const settings = z.object({
  mail: z.string(),
  quietFrom: minute.nullable(),
  quietTo: minute.nullable(),
  workingDaysOnly: z.boolean(),
  /** Whether this installation can send mail at all. */
  hasMail: z.boolean(),
  version,
});

const read = { resource: "metrics", action: "read" } as const;
const byId = z.object({ id: uuid });
const ruleRefusals = ["period-unknown", "metric-unknown", "threshold-refused", "mail-address-missing", "too-many-rules"] as const;

export const notificationRoutes = {
  "GET /api/notifications": {
    access: "signed-in",
    summary: "The reader's own messages, newest first, and how many are unread.",
    query: z.object(paging),
    reply: page(notification).extend({ unread: z.number().int() }),
  },
  "POST /api/notifications/reading": {
    access: "signed-in",
    summary: "All of the reader's messages count as read.",
    reply: z.object({ read: z.number().int() }),
  },
  "GET /api/notification-settings": { access: "signed-in", summary: "Where and when the reader wants to hear.", reply: settings },
  "PUT /api/notification-settings": {
    access: "signed-in",
    summary: "Change it. Quiet hours hold what leaves the house; the inbox is filled at any hour.",
    body: z.strictObject({
      mail: z.union([z.email().max(200), z.literal("")]),
      quietFrom: minute.nullable(),
      quietTo: minute.nullable(),
      workingDaysOnly: z.boolean(),
      version,
    }),
    reply: settings,
    refusals: ["version-moved", "quiet-hours-half"],
  },
  "GET /api/alert-rules": { access: read, summary: "The reader's own rules.", reply: z.object({ rows: z.array(alertRule) }) },
  "POST /api/alert-rules": {
    access: read,
    summary: "A new rule about a unit or person within the reader's reach.",
    body: z.strictObject({ id: uuid, ...ruleBody }),
    reply: alertRule,
    refusals: ruleRefusals,
  },
  "PATCH /api/alert-rules/:id": {
    access: read,
    summary: "Pause a rule, go on, or move its threshold.",
    params: byId,
    body: z.strictObject({ isPaused: z.boolean().optional(), threshold: z.string().max(30).optional(), version }),
    reply: alertRule,
    refusals: ["version-moved", "threshold-refused"],
  },
  "DELETE /api/alert-rules/:id": { access: read, summary: "Give a rule up.", params: byId, reply: z.object({}) },
  "GET /api/digests": { access: read, summary: "The reader's own digests.", reply: z.object({ rows: z.array(digest) }) },
  "POST /api/digests": {
    access: read,
    summary:
      "A digest of the reader's workbench, or of a board the reader may read, on its days; into a group only by those who may export, and with a unit's totals only.",
    body: z.strictObject({ id: uuid, ...digestBody }),
    reply: digest,
    refusals: ["robot-out-of-reach", "mail-address-missing", "too-many-rules"],
  },
  "DELETE /api/digests/:id": { access: read, summary: "Give a digest up.", params: byId, reply: z.object({}) },
  "POST /api/digests/:id/preview": {
    access: read,
    summary: "What the digest would say now. Sends nothing.",
    params: byId,
    reply: z.object({ title: z.string(), body: z.string() }),
  },
  "GET /api/robots": {
    access: read,
    summary: "Group robots of units within reach; addresses are never shown.",
    reply: z.object({ rows: z.array(robot) }),
  },
  "POST /api/robots": {
    access: { resource: "settings", action: "write" },
    summary: "A group robot of 企业微信, 钉钉 or 飞书 for one unit. The address is kept encrypted and never shown again.",
    body: z.strictObject({
      id: uuid,
      name: z.string().trim().min(1).max(60),
      kind: z.enum(robotKinds),
      address: z.string().max(500),
      key: z.string().max(200).default(""),
      unitId: uuid,
    }),
    reply: robot,
    refusals: ["robot-address-refused"],
  },
  "DELETE /api/robots/:id": {
    access: { resource: "settings", action: "write" },
    summary: "Take a robot out; digests that went to it stop.",
    params: byId,
    reply: z.object({}),
  },
} as const satisfies Routes;
