import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Label, Value } from "#core/explain/explanation.ts";
import type { Comparison } from "#core/notifications/alert.ts";
import type { Cadence } from "#core/notifications/cadence.ts";
import type { RobotKind } from "#core/notifications/robot.ts";
import type { Tx } from "../db/tx.ts";

/** What a message says, in text keys: the reader's language is chosen where it is read or sent. */
export type Document = {
  readonly title: Label;
  readonly lines: readonly { readonly label: Label; readonly value: Value | null; readonly detail: string }[];
  readonly link: string | null;
};
export type NotificationRow = { id: string; kind: "alert" | "digest"; onDay: Day; document: Document; at: string; isRead: boolean };

export async function notificationsOf(tx: Tx, userId: string, cursor: string | undefined, limit: number): Promise<NotificationRow[]> {
  return tx.rows(sql<NotificationRow>`
    select id, kind, on_day as "onDay", document, at, read_at is not null as "isRead" from notifications
    where tenant_id = current_tenant() and user_id = ${userId} and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit}`);
}

export async function unreadOf(tx: Tx, userId: string): Promise<number> {
  const row = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from notifications where tenant_id = current_tenant() and user_id = ${userId} and read_at is null`);
  return row!.count;
}

export const markRead = (tx: Tx, userId: string): Promise<number> =>
  tx.run(sql`update notifications set read_at = now() where tenant_id = current_tenant() and user_id = ${userId} and read_at is null`);

export async function notify(tx: Tx, to: { userId: string; kind: "alert" | "digest"; onDay: Day; document: Document }): Promise<void> {
  await tx.run(sql`
    insert into notifications (tenant_id, id, user_id, kind, on_day, document)
    values (current_tenant(), ${randomUUIDv7()}, ${to.userId}, ${to.kind}, ${to.onDay}, ${JSON.stringify(to.document)}::jsonb)`);
}

export type SettingsRow = { mail: string; quietFrom: number | null; quietTo: number | null; workingDaysOnly: boolean; version: number };

/** The reader's own; the mail address of the staff file until they choose another. */
export async function settingsOf(tx: Tx, userId: string): Promise<SettingsRow> {
  const row = await tx.row(sql<SettingsRow>`
    select coalesce(s.mail, p.email, '') as mail, s.quiet_from as "quietFrom", s.quiet_to as "quietTo",
      coalesce(s.working_days_only, false) as "workingDaysOnly", coalesce(s.version, 0) as version
    from users u left join notification_settings s on s.tenant_id = u.tenant_id and s.user_id = u.id
    left join persons p on p.tenant_id = u.tenant_id and p.id = u.person_id
    where u.tenant_id = current_tenant() and u.id = ${userId}`);
  return row!;
}

/** False when somebody was faster. */
export async function saveSettings(tx: Tx, userId: string, s: SettingsRow): Promise<boolean> {
  const done = await tx.run(sql`
    insert into notification_settings as n (tenant_id, user_id, mail, quiet_from, quiet_to, working_days_only)
    values (current_tenant(), ${userId}, ${s.mail}, ${s.quietFrom}, ${s.quietTo}, ${s.workingDaysOnly})
    on conflict (tenant_id, user_id) do update set mail = excluded.mail, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      working_days_only = excluded.working_days_only, version = n.version + 1 where n.version = ${s.version}`);
  return done === 1;
}

export type RuleRow = {
  id: string;
  userId: string;
  metric: string;
  nodeKind: "unit" | "position";
  nodeId: string;
  grain: "month" | "quarter" | "year";
  comparison: Comparison;
  threshold: string;
  byMail: boolean;
  isPaused: boolean;
  isFiring: boolean;
  version: number;
};

/** Rules of one person, or all that run. `isFiring` is of the newest period looked at. */
export async function rulesOf(tx: Tx, userId: string | null): Promise<RuleRow[]> {
  return tx.rows(sql<RuleRow>`
    select r.id, r.user_id as "userId", r.metric, r.node_kind as "nodeKind", r.node_id as "nodeId", r.grain, r.comparison, r.threshold,
      r.by_mail as "byMail", r.is_paused as "isPaused", coalesce(s.is_firing, false) as "isFiring", r.version
    from alert_rules r left join lateral (select is_firing from alert_states s
      where s.tenant_id = r.tenant_id and s.rule_id = r.id order by s.checked_on desc, s.period desc limit 1) s on true
    where r.tenant_id = current_tenant() and ${userId === null ? sql`not r.is_paused` : sql`r.user_id = ${userId}`}
    order by r.created_at, r.id`);
}

export async function insertRule(tx: Tx, r: Omit<RuleRow, "isPaused" | "isFiring" | "version">): Promise<void> {
  await tx.run(sql`
    insert into alert_rules (tenant_id, id, user_id, metric, node_kind, node_id, grain, comparison, threshold, by_mail)
    values (current_tenant(), ${r.id}, ${r.userId}, ${r.metric}, ${r.nodeKind}, ${r.nodeId}, ${r.grain}, ${r.comparison}, ${r.threshold}, ${r.byMail})`);
}

export async function changeRule(tx: Tx, r: Pick<RuleRow, "id" | "userId" | "isPaused" | "threshold" | "version">): Promise<boolean> {
  const done = await tx.run(sql`
    update alert_rules set is_paused = ${r.isPaused}, threshold = ${r.threshold}, version = version + 1
    where tenant_id = current_tenant() and id = ${r.id} and user_id = ${r.userId} and version = ${r.version}`);
  return done === 1;
}

export async function wasFiring(tx: Tx, ruleId: string, period: string): Promise<boolean> {
  const row = await tx.row(sql<{ isFiring: boolean }>`
    select is_firing as "isFiring" from alert_states where tenant_id = current_tenant() and rule_id = ${ruleId} and period = ${period}`);
  return row?.isFiring ?? false;
}

export async function keepState(tx: Tx, ruleId: string, period: string, isFiring: boolean, on: Day): Promise<void> {
  await tx.run(sql`
    insert into alert_states values (current_tenant(), ${ruleId}, ${period}, ${isFiring}, ${on}::date)
    on conflict (tenant_id, rule_id, period) do update set is_firing = excluded.is_firing, checked_on = excluded.checked_on`);
}

export type DigestRow = {
  id: string;
  userId: string;
  cadence: Cadence;
  weekday: number | null;
  atMinute: number;
  byMail: boolean;
  robotId: string | null;
  robotName: string | null;
  robotUnitId: string | null;
  attachment: "none" | "pdf" | "xlsx";
  boardId: string | null;
  lastOn: Day | null;
  version: number;
};

export async function digestsOf(tx: Tx, userId: string | null): Promise<DigestRow[]> {
  return tx.rows(sql<DigestRow>`
    select d.id, d.user_id as "userId", d.cadence, d.weekday, d.at_minute as "atMinute", d.by_mail as "byMail", d.robot_id as "robotId",
      r.name as "robotName", r.org_unit_id as "robotUnitId", d.attachment, d.board_id as "boardId", d.last_on as "lastOn", d.version
    from digests d left join robots r on r.tenant_id = d.tenant_id and r.id = d.robot_id
    where d.tenant_id = current_tenant() and ${userId === null ? sql`true` : sql`d.user_id = ${userId}`} order by d.id`);
}

export async function insertDigest(
  tx: Tx,
  d: Pick<DigestRow, "id" | "userId" | "cadence" | "weekday" | "atMinute" | "byMail" | "robotId" | "attachment" | "boardId">,
): Promise<void> {
  await tx.run(sql`
    insert into digests (tenant_id, id, user_id, cadence, weekday, at_minute, by_mail, robot_id, attachment, board_id)
    values (current_tenant(), ${d.id}, ${d.userId}, ${d.cadence}, ${d.weekday}, ${d.atMinute}, ${d.byMail}, ${d.robotId}, ${d.attachment}, ${d.boardId})`);
}

/** One of several servers takes the day; the others find it taken. */
export const takeDay = async (tx: Tx, digestId: string, day: Day): Promise<boolean> =>
  (await tx.run(sql`
    update digests set last_on = ${day}::date where tenant_id = current_tenant() and id = ${digestId} and (last_on is null or last_on < ${day}::date)`)) ===
  1;

/** A person's own rule or digest; false when there is none of that id. */
export const removeOwn = async (tx: Tx, table: "alert_rules" | "digests", id: string, userId: string): Promise<boolean> =>
  (await tx.run(sql`delete from ${sql.table(table)} where tenant_id = current_tenant() and id = ${id} and user_id = ${userId}`)) === 1;

export type RobotRow = { id: string; name: string; kind: RobotKind; sealed: Buffer; unitId: string; unitName: string; version: number };

export async function robotRows(tx: Tx, today: Day): Promise<RobotRow[]> {
  return tx.rows(sql<RobotRow>`
    select r.id, r.name, r.kind, r.sealed, r.org_unit_id as "unitId", coalesce(u.name, '') as "unitName", r.version from robots r
    left join org_unit_versions u on u.tenant_id = r.tenant_id and u.org_unit_id = r.org_unit_id and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to > ${today}::date)
    where r.tenant_id = current_tenant() order by r.name, r.id`);
}

export async function insertRobot(tx: Tx, r: Pick<RobotRow, "id" | "name" | "kind" | "sealed" | "unitId">): Promise<void> {
  await tx.run(sql`insert into robots (tenant_id, id, name, kind, sealed, org_unit_id)
    values (current_tenant(), ${r.id}, ${r.name}, ${r.kind}, ${r.sealed}, ${r.unitId})`);
}

export async function removeRobot(tx: Tx, id: string): Promise<boolean> {
  await tx.run(sql`delete from digests where tenant_id = current_tenant() and robot_id = ${id}`);
  return (await tx.run(sql`delete from robots where tenant_id = current_tenant() and id = ${id}`)) === 1;
}
