import { addDays, daysBetween, type Day } from "#core/base/date.ts";
import type { Language } from "#core/imports/fields.ts";
import { sendableAt, type Moment } from "#core/notifications/quiet.ts";
import type { Principal, Scope } from "../access/door.ts";
import { scopeOf } from "../access/door.ts";
import { personOf, type Tenant } from "../auth/principal.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import { settingsOf, type SettingsRow } from "./store.ts";

/** Somebody who is told something, with what they may see at this moment. */
export type Reader = {
  readonly tx: Tx;
  readonly tenant: Tenant;
  readonly user: Principal;
  readonly scope: Scope;
  readonly language: Language;
  readonly settings: SettingsRow;
};

/** Null for who has left, is disabled, or may see no figures any more: nothing is made for them. */
export async function readerOf(tx: Tx, tenant: Tenant, userId: string): Promise<Reader | null> {
  const person = await personOf(tx, userId, tenant.today);
  const scope = person && (await scopeOf(tx, person.principal, "metrics", "read", tenant.today));
  if (!scope) return null;
  const language = (person.locale ?? tenant.locale) as Language;
  return { tx, tenant, user: person.principal, scope, language, settings: await settingsOf(tx, userId) };
}

/** The company's clock: its day (a demo company stands still) and the minute of the day in its zone. */
export function momentOf(tenant: Tenant, now: Date): Moment {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone: tenant.timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    now,
  );
  const [hour, minute] = text.split(":").map(Number) as [number, number];
  return { day: tenant.today, minute: hour * 60 + minute };
}

/** When a message may leave the house: now, or when the reader's quiet hours are over. */
export async function dueAt({ tx, tenant, settings }: Reader, now: Date): Promise<Date> {
  const from = momentOf(tenant, now);
  const holidays = await holidaysIn(tx, { from: from.day, to: addDays(from.day, 31) });
  const quiet = { from: settings.quietFrom, to: settings.quietTo, workingDaysOnly: settings.workingDaysOnly };
  const at = sendableAt(from, quiet, holidays);
  return new Date(now.getTime() + minutesBetween(from, at) * 60_000);
}

const minutesBetween = (a: Moment, b: Moment): number => daysBetween(a.day, b.day as Day) * 1440 + b.minute - a.minute;
