import { parseAmount, roundTo } from "../base/money.ts";

/** What a file for somebody else's system is made of: one kind of row of a pay period, or a voucher over it. */
export const sources = ["pay", "earnings", "entries", "accruals", "amortisation", "extras", "voucher"] as const;
export type Source = (typeof sources)[number];
/** What a cell may carry; `text` is the same in every row. */
export const fields = ["employee", "seat", "person", "unit", "period", "currency", "component", "entry", "transaction", "month", "reason", "amount", "account", "debit", "credit", "text"] as const; // prettier-ignore
export type Field = (typeof fields)[number];
/** What is booked: pay that is due, and what is earned and waits, with its reversal. */
export const bookings = ["payout", "accrual", "accrual-reversal"] as const;
export type Booking = (typeof bookings)[number];
type Accounts = { readonly debit: string; readonly credit: string };

export type Layout = {
  readonly source: Source;
  readonly columns: readonly { readonly title: string; readonly field: Field; readonly text: string }[];
  /** Yuan with its digits, or the minor unit without a point. */
  readonly unit: "major" | "minor";
  /** Null: not booked by this file. Absent: nobody has decided. */
  readonly accounts: Readonly<Partial<Record<Booking, Accounts | null>>>;
};
export type Entered = Readonly<Partial<Record<Field, string>>> & { readonly booking?: Booking };
export type LaidOut =
  | { readonly kind: "table"; readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  /** What would have to be booked and has no accounts: a voucher without it would not say the truth. */
  | { readonly kind: "unmapped"; readonly bookings: readonly Booking[] };
/** An amount is a number in a workbook, everything else is text. */
export type Cell = { readonly text: string; readonly isAmount: boolean };

/**
 * Rows as somebody else's columns. Amounts come as decimal text and leave rounded half-up to `digits`; a voucher has a debit and a credit
 * line for each booking, so that both sides add up to the same. A negative amount changes sides.
 */
export function laidOut(layout: Layout, records: readonly Entered[], digits: number): LaidOut {
  const header = layout.columns.map(({ title }) => title);
  if (layout.source !== "voucher") return { kind: "table", header, rows: records.map((one) => cells(layout, one, digits)) };
  const booked = new Set(records.flatMap(({ booking }) => booking ?? []));
  const missing = bookings.filter((one) => booked.has(one) && layout.accounts[one] === undefined);
  if (missing.length > 0) return { kind: "unmapped", bookings: missing };
  const lines = records.flatMap((one) => voucherLines(one, layout.accounts[one.booking!] ?? null));
  return { kind: "table", header, rows: lines.map((one) => cells(layout, one, digits)) };
}

function voucherLines(record: Entered, accounts: Accounts | null): Entered[] {
  const { amount = "0" } = record;
  if (!accounts || parseAmount(amount) === 0n) return [];
  const isBack = amount.startsWith("-");
  const size = isBack ? amount.slice(1) : amount;
  const [debit, credit] = isBack ? [accounts.credit, accounts.debit] : [accounts.debit, accounts.credit];
  return [
    { ...record, account: debit, debit: size },
    { ...record, account: credit, credit: size },
  ];
}

const amounts: ReadonlySet<Field> = new Set(["amount", "debit", "credit"]);

const cells = ({ columns, unit }: Layout, record: Entered, digits: number): Cell[] =>
  columns.map(({ field, text }) => {
    const value = field === "text" ? text : (record[field] ?? "");
    const isAmount = amounts.has(field) && value !== "";
    return { text: isAmount ? money(value, unit, digits) : value, isAmount };
  });

function money(value: string, unit: Layout["unit"], digits: number): string {
  const rounded = roundTo(parseAmount(value) ?? 0n, digits, "half-up");
  const size = (rounded < 0n ? -rounded : rounded) / 10n ** BigInt(4 - digits);
  const text = size.toString().padStart(unit === "minor" ? 1 : digits + 1, "0");
  const written = unit === "minor" || digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${rounded < 0n ? "-" : ""}${written}`;
}
