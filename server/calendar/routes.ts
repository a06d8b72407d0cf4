import type { z } from "zod";
import type { calendarYear } from "#api/calendar.ts";
import type { Contract } from "#api/index.ts";
import { addMonths } from "#core/base/date.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import { may } from "../access/door.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { daysOfYear, seedYear, setDay, touchYear, yearRow } from "./store.ts";

type Year = z.input<typeof calendarYear>;
type Ctx = Pick<Context<Contract["GET /api/calendar/:year"]>, "tx" | "user" | "today">;

export function calendar(server: Server): void {
  implement(server, "GET /api/calendar/:year", (ctx) => yearPage(ctx, ctx.params.year));
  implement(server, "PUT /api/calendar/:year/days/:day", editDay);
  implement(server, "POST /api/calendar/:year/seed", async (ctx) => {
    const { year } = ctx.params;
    if (!(await seedYear(ctx.tx, year))) return refuse("calendar-not-published", { year });
    await ctx.audit({ action: "calendar.seed", subjectKind: "calendar", subjectId: String(year) });
    return yearPage(ctx, year);
  });
}

async function editDay(ctx: Context<Contract["PUT /api/calendar/:year/days/:day"]>): Promise<Year | Refusal> {
  const { year, day } = ctx.params;
  if (!day.startsWith(String(year))) return refuse("day-of-other-year", { day, year });
  const present = await yearPage(ctx, year);
  if (present.version !== ctx.body.version) return refuse("version-moved", {}, present);
  const before = present.days.find((one) => one.day === day) ?? null;
  await setDay(ctx.tx, day, ctx.body.kind, ctx.body.name);
  await touchYear(ctx.tx, year, "edited");
  await ctx.audit({
    action: "calendar.day",
    subjectKind: "calendar",
    subjectId: day,
    before,
    after: { kind: ctx.body.kind, name: ctx.body.name },
  });
  return yearPage(ctx, year);
}

async function yearPage({ tx, user, today }: Ctx, year: number): Promise<Year> {
  const [row, days] = [await yearRow(tx, year), await daysOfYear(tx, year)];
  const of = (kind: string) => new Set(days.filter((one) => one.kind === kind).map((one) => one.day));
  const holidays = { off: of("off"), work: of("work"), years: new Set<number>() };
  const next = Number(today.slice(0, 4)) + 1;
  const isNear = Number(today.slice(5, 7)) >= 6;
  return {
    year,
    source: row?.source ?? null,
    version: row?.version ?? 0,
    days,
    workingDays: Array.from({ length: 12 }, (_, i) => {
      const from = addMonths(`${year}-01-01`, i);
      return { month: from.slice(0, 7), count: workingDays({ from, to: addMonths(from, 1) }, holidays).count };
    }),
    nextMissing: isNear && !(await yearRow(tx, next)) ? next : null,
    mayWrite: may(
      user.grants.map((grant) => grant.role),
      "calendar",
      "write",
    ),
  };
}
