import { addDays, type Day } from "../base/date.ts";
import type { Amount } from "../base/money.ts";
import { AMOUNT_MAX, amountOf, choiceOf, dayFrom, flagOf, timeFrom } from "./cells.ts";
import type { TextRow } from "./mapping.ts";
import { excerptOf, type RowProblem, type RowProblemCode } from "./problems.ts";

/** Longest text of one cell that is kept; longer ones are refused, never cut. */
export const TEXT_MAX = 500;

/** Reads the cells of one row as what they should be, and collects what is wrong instead of stopping at the first. */
export class RowReader {
  readonly row: TextRow;
  readonly problems: RowProblem[] = [];
  readonly #today: Day;

  constructor(row: TextRow, today: Day) {
    this.row = row;
    this.#today = today;
  }

  get isRefused(): boolean {
    return this.problems.some((problem) => problem.severity === "refused");
  }

  has(field: string): boolean {
    return (this.row.values[field] ?? "") !== "";
  }

  refuse(field: string, code: RowProblemCode, values: RowProblem["values"] = {}): void {
    this.problems.push(this.#problem("refused", field, code, values));
  }

  warn(field: string, code: RowProblemCode, values: RowProblem["values"] = {}): void {
    this.problems.push(this.#problem("warning", field, code, values));
  }

  text(field: string): string {
    const text = this.row.values[field] ?? "";
    if (text.length > TEXT_MAX) this.refuse(field, "too-long", { limit: TEXT_MAX });
    return text.replaceAll("\u0000", "");
  }

  required(field: string): string {
    const text = this.text(field);
    if (text === "") this.refuse(field, "required");
    return text;
  }

  optional(field: string): string | null {
    return this.text(field) || null;
  }

  amount(field: string): Amount | null {
    const text = this.text(field);
    if (text === "") return null;
    const amount = amountOf(text);
    if (amount === null) this.refuse(field, "not-an-amount");
    else if (amount > AMOUNT_MAX || amount < -AMOUNT_MAX) this.refuse(field, "amount-too-large");
    else return amount;
    return null;
  }

  requiredAmount(field: string): Amount {
    if (!this.has(field)) this.refuse(field, "required");
    return this.amount(field) ?? 0n;
  }

  /** A price, a cost, a target: never below zero. */
  price(field: string): Amount | null {
    const amount = this.amount(field);
    if (amount !== null && amount < 0n) this.refuse(field, "negative-amount");
    return amount;
  }

  /** A day of something that has happened, or will within `daysAhead`. */
  day(field: string, daysAhead = 366): Day | null {
    const text = this.text(field);
    if (text === "") return null;
    const day = dayFrom(text);
    if (day === null) this.refuse(field, "not-a-day");
    else if (day < "1950-01-01" || day > addDays(this.#today, daysAhead))
      this.refuse(field, "day-out-of-range", { until: addDays(this.#today, daysAhead) });
    else return day;
    return null;
  }

  requiredDay(field: string, daysAhead = 366): Day {
    if (!this.has(field)) this.refuse(field, "required");
    return this.day(field, daysAhead) ?? "1950-01-01";
  }

  /** A wall-clock time of something that has happened or will within a year; a day alone is its midnight. */
  time(field: string): string | null {
    const day = this.day(field);
    if (day === null) return null;
    const time = timeFrom(this.text(field));
    if (time === null) this.refuse(field, "not-a-time");
    return time === null ? null : `${day}T${time}`;
  }

  requiredTime(field: string): string {
    if (!this.has(field)) this.refuse(field, "required");
    return this.time(field) ?? "1950-01-01T00:00";
  }

  whole(field: string): number | null {
    const text = this.text(field).normalize("NFKC").replace(/\.0+$/, "");
    if (text === "") return null;
    const number = /^\d{1,6}$/.test(text) ? Number(text) : null;
    if (number === null) this.refuse(field, "not-a-number");
    return number;
  }

  choice<T extends string>(field: string, words: Readonly<Record<T, readonly string[]>>, otherwise: T): T {
    if (!this.has(field)) return otherwise;
    const choice = choiceOf(this.text(field), words);
    if (choice === null)
      this.refuse(field, "not-a-choice", {
        choices: Object.values<readonly string[]>(words)
          .map((known) => known[0])
          .join(" / "),
      });
    return choice ?? otherwise;
  }

  flag(field: string, otherwise: boolean): boolean {
    if (!this.has(field)) return otherwise;
    const flag = flagOf(this.text(field));
    if (flag === null) this.refuse(field, "not-a-choice", { choices: "是 / 否 / yes / no" });
    return flag ?? otherwise;
  }

  #problem(severity: RowProblem["severity"], field: string, code: RowProblemCode, values: RowProblem["values"]): RowProblem {
    return { no: this.row.no, severity, field, excerpt: excerptOf(this.row.values[field] ?? ""), code, values };
  }
}
