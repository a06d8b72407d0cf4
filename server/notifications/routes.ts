import type { z } from "zod";
import type { alertRule, digest as digestShape } from "#api/notifications.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import type { Language } from "#core/imports/fields.ts";
import { isThreshold, thresholdKind } from "#core/notifications/alert.ts";
import { isRobotAddress } from "#core/notifications/robot.ts";
import { scopeOf, type Principal, type Scope } from "../access/door.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { unitsOn } from "../home/store.ts";
import { findBoard } from "../boards/library.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { subjectOf } from "../kpi/subject.ts";
import { lookAt, mailOf } from "./alerts.ts";
import { documentOf } from "./digest.ts";
import type { Reader } from "./reader.ts";
import { sealRobot } from "./send.ts";
import * as store from "./store.ts";

const RULES_MAX = 50;

/** Messages to oneself, and what one wants to hear of. Nobody reads or writes anybody else's. */
export function notifications(server: Server): void {
  messages(server);
  ownSettings(server);
  rules(server);
  digests(server);
  robots(server);
}

function messages(server: Server): void {
  implement(server, "GET /api/notifications", async ({ tx, user, query }) => {
    const rows = await store.notificationsOf(tx, user.userId, query.cursor, query.limit + 1);
    const shown = rows.slice(0, query.limit).map(({ document, ...row }) => ({ ...row, ...document, lines: [...document.lines] }));
    return { rows: shown, next: rows.length > query.limit ? shown.at(-1)!.id : null, unread: await store.unreadOf(tx, user.userId) };
  });
  implement(server, "POST /api/notifications/reading", async ({ tx, user }) => ({ read: await store.markRead(tx, user.userId) }));
}

function ownSettings({ config, ...rest }: Server): void {
  const server = { config, ...rest };
  const shown = (row: store.SettingsRow) => ({ ...row, hasMail: config.smtpUrl !== undefined });
  implement(server, "GET /api/notification-settings", async ({ tx, user }) => shown(await store.settingsOf(tx, user.userId)));
  implement(server, "PUT /api/notification-settings", async ({ tx, user, body, audit }) => {
    if ((body.quietFrom === null) !== (body.quietTo === null)) return refuse("quiet-hours-half");
    const before = await store.settingsOf(tx, user.userId);
    if (!(await store.saveSettings(tx, user.userId, body))) return refuse("version-moved", {}, shown(before));
    await audit({ action: "notifications.settings", subjectKind: "user", subjectId: user.userId, subjectLabel: user.name });
    return shown(await store.settingsOf(tx, user.userId));
  });
}

type Caller = { readonly tx: Tx; readonly tenant: Tenant; readonly user: Principal; readonly scope: Scope };

async function ruleShown(caller: Caller, row: store.RuleRow): Promise<z.input<typeof alertRule>> {
  const { userId: _, nodeKind, nodeId, ...rule } = row;
  const subject = await subjectOf(caller, { [nodeKind]: nodeId });
  return { ...rule, node: { kind: nodeKind, id: nodeId, name: subject?.name ?? "" } };
}

async function unitOfMetric(tx: Tx, metric: string): Promise<string | null> {
  const known = await definitionOf(tx, metric);
  return known?.unit ?? (metric in dictionary ? dictionary[metric as keyof typeof dictionary].unit : null);
}

function rules(server: Server): void {
  implement(server, "GET /api/alert-rules", async (ctx) => {
    const rows = [];
    for (const row of await store.rulesOf(ctx.tx, ctx.user.userId)) rows.push(await ruleShown(ctx, row));
    return { rows };
  });
  implement(server, "POST /api/alert-rules", async (ctx) => {
    const { tx, user, body } = ctx;
    const refused = await ruleRefused(ctx, body, server);
    if (refused) return refused;
    await store.insertRule(tx, { ...body, userId: user.userId });
    await ctx.audit({ action: "alert-rule.create", subjectKind: "alert-rule", subjectId: body.id, subjectLabel: body.metric });
    const row = (await store.rulesOf(tx, user.userId)).find((one) => one.id === body.id)!;
    return ruleShown(ctx, row);
  });
  implement(server, "PATCH /api/alert-rules/:id", async (ctx) => {
    const { tx, user, params, body } = ctx;
    const before = (await store.rulesOf(tx, user.userId)).find((one) => one.id === params.id);
    if (!before) return refuse("not-found");
    const threshold = body.threshold ?? before.threshold;
    const unit = await unitOfMetric(tx, before.metric);
    if (!isThreshold(threshold, thresholdKind(unit ?? ""))) return refuse("threshold-refused", { threshold });
    const changed = { ...before, threshold, isPaused: body.isPaused ?? before.isPaused, version: body.version };
    if (!(await store.changeRule(tx, changed))) return refuse("version-moved", {}, await ruleShown(ctx, before));
    await ctx.audit({ action: "alert-rule.change", subjectKind: "alert-rule", subjectId: params.id, subjectLabel: before.metric });
    return ruleShown(ctx, { ...changed, version: before.version + 1 });
  });
  implement(server, "DELETE /api/alert-rules/:id", async ({ tx, user, params, audit }) => {
    if (!(await store.removeOwn(tx, "alert_rules", params.id, user.userId))) return refuse("not-found");
    await audit({ action: "alert-rule.delete", subjectKind: "alert-rule", subjectId: params.id });
    return {};
  });
}

type RuleBody = Pick<store.RuleRow, "metric" | "nodeKind" | "nodeId" | "grain" | "threshold" | "byMail">;

async function ruleRefused(ctx: Caller, body: RuleBody, { config }: Server): Promise<Refusal | null> {
  const unit = await unitOfMetric(ctx.tx, body.metric);
  if (unit === null) return refuse("metric-unknown", { metric: body.metric });
  if (!isThreshold(body.threshold, thresholdKind(unit))) return refuse("threshold-refused", { threshold: body.threshold });
  const settings = await store.settingsOf(ctx.tx, ctx.user.userId);
  if (!(await lookAt({ ...ctx, settings, language: "zh-CN" }, body))) return refuse("not-found");
  if (body.byMail && (settings.mail === "" || !config.smtpUrl)) return refuse("mail-address-missing");
  return (await store.rulesOf(ctx.tx, ctx.user.userId)).length >= RULES_MAX ? refuse("too-many-rules", { max: RULES_MAX }) : null;
}

async function digestShown(ctx: Asking, row: store.DigestRow): Promise<z.input<typeof digestShape>> {
  const { userId: _, robotId, robotName, robotUnitId: __, boardId, ...rest } = row;
  const robot = robotId === null ? null : { id: robotId, name: robotName ?? "" };
  const found = boardId === null ? null : await findBoard(ctx, boardId);
  const name = found && (found.kind === "role" ? "" : found.row.name);
  return { ...rest, robot, board: boardId === null ? null : { id: boardId, name } };
}
type Asking = { readonly tx: Tx; readonly user: Principal; readonly today: string };

function digests(server: Server): void {
  implement(server, "GET /api/digests", async (ctx) => {
    const rows = [];
    for (const row of await store.digestsOf(ctx.tx, ctx.user.userId)) rows.push(await digestShown(ctx, row));
    return { rows };
  });
  implement(server, "POST /api/digests", async (ctx) => {
    const { tx, user, body, today, audit } = ctx;
    if (body.boardId !== null && !(await findBoard(ctx, body.boardId))) return refuse("not-found");
    if (body.robotId && !(await mayTell({ tx, user, today }, body.robotId))) return refuse("robot-out-of-reach");
    const { mail } = await store.settingsOf(tx, user.userId);
    if (body.byMail && (mail === "" || !server.config.smtpUrl)) return refuse("mail-address-missing");
    if ((await store.digestsOf(tx, user.userId)).length >= RULES_MAX) return refuse("too-many-rules", { max: RULES_MAX });
    await store.insertDigest(tx, { ...body, userId: user.userId });
    await audit({ action: "digest.create", subjectKind: "digest", subjectId: body.id });
    return digestShown(
      ctx,
      (await store.digestsOf(tx, user.userId)).find((one) => one.id === body.id)!,
    );
  });
  implement(server, "DELETE /api/digests/:id", async ({ tx, user, params, audit }) => {
    if (!(await store.removeOwn(tx, "digests", params.id, user.userId))) return refuse("not-found");
    await audit({ action: "digest.delete", subjectKind: "digest", subjectId: params.id });
    return {};
  });
  implement(server, "POST /api/digests/:id/preview", async (ctx) => {
    const { tx, user, params, locale } = ctx;
    const digest = (await store.digestsOf(tx, user.userId)).find((one) => one.id === params.id);
    if (!digest) return refuse("not-found");
    const reader: Reader = { ...ctx, settings: await store.settingsOf(tx, user.userId), language: locale as Language };
    const document = await documentOf(reader, digest);
    if (!document) return refuse("robot-out-of-reach");
    const { title, body } = mailOf(reader, document);
    return { title, body };
  });
}

/** A group hears its unit's totals from who may export them. */
async function mayTell({ tx, user, today }: { tx: Tx; user: Principal; today: string }, robotId: string): Promise<boolean> {
  const scope = await scopeOf(tx, user, "metrics", "export", today);
  const robot = (await store.robotRows(tx, today)).find((one) => one.id === robotId);
  return scope !== null && robot !== undefined && (scope.all || scope.unitIds.includes(robot.unitId));
}

const robotShown = ({ id, name, kind, unitId, unitName, version }: store.RobotRow) => ({
  id,
  name,
  kind,
  unit: { id: unitId, name: unitName },
  version,
});

function robots(server: Server): void {
  implement(server, "GET /api/robots", async ({ tx, user, today }) => {
    const scope = await scopeOf(tx, user, "metrics", "export", today);
    const rows = await store.robotRows(tx, today);
    return { rows: rows.filter(({ unitId }) => scope && (scope.all || scope.unitIds.includes(unitId))).map(robotShown) };
  });
  implement(server, "POST /api/robots", async ({ tx, body, today, audit }) => {
    const { id, name, kind, address, key, unitId } = body;
    if (!isRobotAddress(kind, address)) return refuse("robot-address-refused");
    if ((await unitsOn(tx, today, { ids: [unitId] })).length === 0) return refuse("not-found");
    await store.insertRobot(tx, { id, name, kind, unitId, sealed: sealRobot(server.secret, id, { address, key }) });
    await audit({ action: "robot.create", subjectKind: "robot", subjectId: id, subjectLabel: name });
    return robotShown((await store.robotRows(tx, today)).find((one) => one.id === id)!);
  });
  implement(server, "DELETE /api/robots/:id", async ({ tx, params, audit }) => {
    if (!(await store.removeRobot(tx, params.id))) return refuse("not-found");
    await audit({ action: "robot.delete", subjectKind: "robot", subjectId: params.id });
    return {};
  });
}
