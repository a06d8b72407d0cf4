import { sql } from "kysely";
import { addDays, type Day, type Span } from "#core/base/date.ts";
import { HORIZON, workingDayAfter, type Holidays } from "#core/calendar/working-days.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";
import { officialYear, SOURCE, type OfficialDay } from "./official.ts";

export type YearRow = { readonly source: string; readonly version: number };

export async function yearRow(tx: Tx, year: number): Promise<YearRow | undefined> {
  return tx.row(sql<YearRow>`select source, version from calendar_years where tenant_id = current_tenant() and year = ${year}`);
}

export async function daysOfYear(tx: Tx, year: number): Promise<OfficialDay[]> {
  return tx.rows(sql<OfficialDay>`
    select day, kind, name from holidays where tenant_id = current_tenant() and day >= make_date(${year}, 1, 1) and day < make_date(${year + 1}, 1, 1) order by day`);
}

/** Writes the official calendar over what the year holds; false when it is not published. */
export async function seedYear(tx: Tx, year: number): Promise<boolean> {
  const days = officialYear(year);
  if (!days) return false;
  await tx.run(sql`delete from holidays where tenant_id = current_tenant() and extract(year from day) = ${year}`);
  await insertRows(
    tx,
    "holidays",
    { day: "date", kind: "text", name: "text" },
    days.map(({ day, kind, name }) => [day, kind, name]),
  );
  await touchYear(tx, year, SOURCE);
  return true;
}

export async function setDay(tx: Tx, day: Day, kind: "off" | "work" | null, name: string): Promise<void> {
  await tx.run(sql`delete from holidays where tenant_id = current_tenant() and day = ${day}`);
  if (kind) await tx.run(sql`insert into holidays (tenant_id, day, kind, name) values (current_tenant(), ${day}, ${kind}, ${name})`);
}

export async function touchYear(tx: Tx, year: number, source: string): Promise<void> {
  await tx.run(sql`
    insert into calendar_years (tenant_id, year, source) values (current_tenant(), ${year}, ${source})
    on conflict (tenant_id, year) do update set source = excluded.source, version = calendar_years.version + 1`);
}

/** The n-th working day after a day, by the company's calendar. */
export const workingDay = async (tx: Tx, day: Day, n: number): Promise<Day> =>
  workingDayAfter(day, n, await holidaysIn(tx, { from: day, to: addDays(day, 1 + HORIZON) }));

/** The official calendar of the years a span touches. */
export async function holidaysIn(tx: Tx, span: Span): Promise<Holidays> {
  const days = await tx.rows(sql<{ day: Day; kind: "off" | "work" }>`
    select day, kind from holidays where tenant_id = current_tenant() and day >= ${span.from}::date and day < ${span.to}::date`);
  const years = await tx.rows(sql<{ year: number }>`select year from calendar_years where tenant_id = current_tenant()`);
  const of = (kind: string) => new Set(days.filter((one) => one.kind === kind).map((one) => one.day));
  return { off: of("off"), work: of("work"), years: new Set(years.map((one) => one.year)) };
}
