import { formatAmount, type Amount } from "#core/base/money.ts";

/** Rows as they stand in a file that a person would upload. */
export type Sheet = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const kinds = [
  "organisation",
  "people",
  "products",
  "customers",
  "deal-stages",
  "leads",
  "opportunities",
  "deal-history",
  "orders",
  "collection-plan",
  "receipts",
  "targets",
  "touches",
  "activities",
  "quotes",
  "costs",
  "surveys",
  "complaints",
  "referrals",
  "contracts",
  "write-offs",
  "product-tags",
] as const;
export type Kind = (typeof kinds)[number];

/** "1234.50": four decimals where they say something, else two. */
export function moneyText(amount: Amount): string {
  return formatAmount(amount).replace(/(\.\d\d)00$/, "$1");
}

export const yesNo = (value: boolean): string => (value ? "是" : "否");

export function csv(sheet: Sheet): string {
  return [sheet.header, ...sheet.rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
