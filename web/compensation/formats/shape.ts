import type { Booking, Field, Layout, Source } from "#core/compensation/layout.ts";
import type { Reply } from "../../lib/client.ts";

export type Kept = Reply<"GET /api/export-formats">["rows"][number];
export type Draft = Pick<Kept, "name" | "layout" | "file" | "version">;
type Column = Layout["columns"][number];

const whose: readonly Field[] = ["employee", "person", "unit", "seat", "period", "currency"];
/** What a row of each kind has; a constant text can stand in any. */
export const fieldsOf: Readonly<Record<Source, readonly Field[]>> = {
  pay: [...whose, "amount", "text"],
  earnings: [...whose, "component", "amount", "text"],
  entries: [...whose, "entry", "component", "transaction", "amount", "text"],
  accruals: [...whose, "entry", "amount", "text"],
  amortisation: [...whose, "component", "transaction", "month", "amount", "text"],
  extras: [...whose, "entry", "reason", "amount", "text"],
  voucher: [...whose, "entry", "account", "debit", "credit", "text"],
};

/** Where one begins: the columns most programs ask for. */
const usual: Readonly<Record<Source, readonly Field[]>> = {
  pay: ["employee", "person", "unit", "period", "amount"],
  earnings: ["employee", "person", "period", "component", "amount"],
  entries: ["employee", "person", "period", "entry", "component", "transaction", "amount"],
  accruals: ["employee", "person", "period", "entry", "amount"],
  amortisation: ["employee", "person", "component", "transaction", "month", "amount"],
  extras: ["employee", "person", "entry", "reason", "amount"],
  voucher: ["period", "entry", "account", "debit", "credit", "employee", "person"],
};

export const columnsFor = (source: Source, title: (field: Field) => string): Column[] =>
  usual[source].map((field) => ({ title: title(field), field, text: "" }));

export const fresh = (title: (field: Field) => string): Draft => ({
  name: "",
  version: 0,
  file: { kind: "csv", encoding: "utf-8" },
  layout: { source: "pay", columns: columnsFor("pay", title), unit: "major", accounts: {} },
});

export function moved(columns: readonly Column[], from: number, by: -1 | 1): Column[] {
  const list = [...columns];
  const [one] = list.splice(from, 1);
  list.splice(from + by, 0, one!);
  return list;
}

export const withAccounts = (layout: Layout, booking: Booking, accounts: Layout["accounts"][Booking]): Layout => ({
  ...layout,
  accounts: { ...layout.accounts, [booking]: accounts },
});
