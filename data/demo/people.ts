import { addDays, addMonths, type Day } from "#core/base/date.ts";
import { lineOf, STAFF_FROM, type LineCode } from "./company.ts";
import { personNames } from "./names.ts";
import { HEADQUARTERS, OFFICE, regionOf, regions, SUPPORT, teams } from "./organisation.ts";
import type { Random } from "./random.ts";
import { yesNo, type Sheet } from "./sheet.ts";

export type Role = "rep" | "manager" | "director" | "hr" | "finance" | "executive" | "admin";
export type Seat = {
  readonly code: string;
  readonly unit: string;
  readonly role: Role;
  readonly title: string;
  readonly isSelling: boolean;
  readonly reportsTo: string;
  /** Business line of a selling seat. */
  readonly line: LineCode | null;
};
export type Person = { readonly code: string; readonly name: string; readonly hiredOn: Day; leftOn: Day | null };
/** One person in one seat for a time, half-open. */
export type Stint = { readonly person: Person; readonly seat: Seat; readonly from: Day; to: Day | null };
export type Staff = { readonly seats: readonly Seat[]; readonly persons: readonly Person[]; readonly stints: readonly Stint[] };

const BOSS = "HY-1";

/** What happens to seats: hire fills one, move brings its holder to another, leave ends the employment. */
const EVENTS: readonly (readonly [on: Day, verb: "hire" | "leave" | "move", seat: string, to?: string])[] = [
  ["2024-11-01", "leave", "T21-2"],
  ["2024-11-01", "hire", "T21-2"],
  ["2025-03-01", "leave", "T32-2"],
  ["2025-03-01", "hire", "T32-2"],
  ["2025-03-01", "hire", "T12-4"],
  ["2025-04-01", "leave", "T33-M"],
  ["2025-04-01", "move", "T33-1", "T33-M"],
  ["2025-04-01", "hire", "T33-1"],
  ["2025-07-01", "move", "T11-2", "T12-5"],
  ["2025-07-01", "hire", "T11-2"],
  ["2025-07-01", "hire", "T33-4"],
  ["2025-08-01", "leave", "T22-4"],
  ["2025-08-01", "hire", "T22-4"],
  ["2025-09-01", "hire", "T13-4"],
  ["2025-10-01", "leave", "T41-M"],
  ["2025-10-01", "move", "T41-1", "T41-M"],
  ["2025-10-01", "hire", "T41-1"],
  ["2025-12-01", "leave", "T41-3"],
  ["2025-12-01", "hire", "T41-3"],
  ["2026-01-01", "leave", "R40-D"],
  ["2026-01-01", "move", "T42-M", "R40-D"],
  ["2026-01-01", "move", "T42-2", "T42-M"],
  ["2026-01-01", "hire", "T42-2"],
  ["2026-01-01", "move", "T13-M", "T13-M"],
  ["2026-02-01", "hire", "T42-4"],
  ["2026-04-01", "leave", "T23-3"],
];

export function staff(rnd: Random): Staff {
  const seats = [...officeSeats(), ...regions.map(directorSeat), ...teams.flatMap(teamSeats), ...supportSeats()];
  const openLater = new Set(EVENTS.flatMap(([, verb, seat, to]) => (verb === "hire" ? [seat] : to ? [to] : [])));
  const openAtFirst = new Set(EVENTS.filter(([, verb]) => verb !== "hire").map(([, , seat]) => seat));
  const book = newBook(seats, rnd);
  for (const seat of seats) {
    if (!openLater.has(seat.code) || openAtFirst.has(seat.code)) book.hire(seat.code, STAFF_FROM);
  }
  for (const [on, verb, seat, to] of EVENTS) {
    if (verb === "hire") book.hire(seat, on);
    else if (verb === "leave") book.leave(seat, on);
    else book.move(seat, to!, on);
  }
  return { seats, persons: book.persons, stints: book.stints };
}

function newBook(seats: readonly Seat[], rnd: Random) {
  const names = rnd.shuffled(personNames);
  const persons: Person[] = [];
  const stints: Stint[] = [];
  const seatOf = (code: string) => seats.find((seat) => seat.code === code)!;
  const close = (code: string, on: Day): Person => {
    const stint = stints.find((s) => s.seat.code === code && s.to === null)!;
    stint.to = on;
    return stint.person;
  };
  const open = (person: Person, code: string, from: Day) => stints.push({ person, seat: seatOf(code), from, to: null });
  return {
    persons,
    stints,
    hire(code: string, on: Day) {
      const number = persons.length + 1;
      const person = { code: `E${String(number).padStart(3, "0")}`, name: names[number - 1]!, hiredOn: hiredOn(on, rnd), leftOn: null };
      persons.push(person);
      open(person, code, on);
    },
    leave(code: string, on: Day) {
      close(code, on).leftOn = on;
    },
    move(code: string, to: string, on: Day) {
      open(close(code, on), to, on);
    },
  };
}

/** People of the first staff file joined up to seven years before it. */
function hiredOn(from: Day, rnd: Random): Day {
  return from === STAFF_FROM ? addDays(addMonths(from, -rnd.int(2, 84)), rnd.int(0, 27)) : from;
}

const seat = (code: string, unit: string, role: Role, title: string, reportsTo: string, line: LineCode | null = null): Seat => ({
  code,
  unit,
  role,
  title,
  reportsTo,
  line,
  isSelling: line !== null,
});

function officeSeats(): Seat[] {
  return [
    seat(BOSS, HEADQUARTERS, "executive", "总经理", ""),
    seat("S90-1", OFFICE, "hr", "人力资源总监", BOSS),
    seat("S90-2", OFFICE, "finance", "财务总监", BOSS),
    seat("S90-3", OFFICE, "admin", "信息系统主管", BOSS),
    seat("S90-4", OFFICE, "finance", "应收会计", "S90-2"),
  ];
}

function directorSeat(unit: string): Seat {
  return seat(`${unit}-D`, unit, "director", "事业部总监", BOSS);
}

function teamSeats({ unit, line, reps }: (typeof teams)[number]): Seat[] {
  const later = EVENTS.flatMap(([, verb, code, to]) => [verb === "hire" ? code : "", to ?? ""]);
  const opened = [...new Set(later)].filter((code) => code.startsWith(unit) && Number(code.slice(4)) > reps);
  const codes = [...Array.from({ length: reps }, (_, i) => `${unit}-${i + 1}`), ...opened.toSorted()];
  return [
    seat(`${unit}-M`, unit, "manager", "销售经理", "", line),
    ...codes.map((code) => seat(code, unit, "rep", lineOf(line).title, `${unit}-M`, line)),
  ];
}

function supportSeats(): Seat[] {
  return [1, 2].map((n) => seat(`${SUPPORT}-${n}`, SUPPORT, "rep", "售前技术支持", "R40-D"));
}

/** The seat above: managers answer to the director of the region their team stands under on that day. */
function bossSeat(at: Seat, day: Day): string {
  return at.role === "manager" ? `${regionOf(at.unit, day)}-D` : at.reportsTo;
}

/** Who sits in a seat on a day. */
export function holder(stints: readonly Stint[], seatCode: string, day: Day): Person | null {
  return stints.find((s) => s.seat.code === seatCode && s.from <= day && (s.to === null || day < s.to))?.person ?? null;
}

export function peopleSheet({ stints }: Staff): Sheet {
  const rows = stints.toSorted((a, b) => a.from.localeCompare(b.from) || a.person.code.localeCompare(b.person.code));
  return {
    header: [
      "工号",
      "姓名",
      "岗位名称",
      "部门编码",
      "上级工号",
      "角色",
      "生效日期",
      "入职日期",
      "离职日期",
      "邮箱",
      "手机号",
      "岗位编码",
      "是否销售",
    ],
    rows: rows.map((stint) => personRow(stint, stints)),
  };
}

function personRow({ person, seat: at, from }: Stint, stints: readonly Stint[]): string[] {
  const number = Number(person.code.slice(1));
  return [
    person.code,
    person.name,
    at.title,
    at.unit,
    holder(stints, bossSeat(at, from), from)?.code ?? "",
    at.role,
    from,
    person.hiredOn,
    person.leftOn ?? "",
    `${person.code.toLowerCase()}@hengyuan.example`,
    `1900000${String(number).padStart(4, "0")}`,
    at.code,
    yesNo(at.isSelling),
  ];
}
