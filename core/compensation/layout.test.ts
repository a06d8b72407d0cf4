import { describe, expect, it } from "vitest";
import { laidOut, type Entered, type Layout } from "./layout.ts";

const layout = (columns: string, more: Partial<Layout> = {}): Layout => ({
  source: "pay",
  columns: columns.split(" ").map((one) => ({ title: one, field: one.split("=")[0] as Layout["columns"][number]["field"], text: one.split("=")[1] ?? "" })),
  unit: "major",
  accounts: {},
  ...more,
}); // prettier-ignore
const told = (made: Layout, records: readonly Entered[], digits = 2) => {
  const out = laidOut(made, records, digits);
  return out.kind === "table" ? out.rows.map((row) => row.map(({ text }) => text).join(" | ")) : out.bookings;
};

describe("a file for payroll", () => {
  it.each([
    ["1234.5", "major", 2, "1234.50"],
    ["-0.005", "major", 2, "-0.01"],
    ["0.004", "major", 2, "0.00"],
    ["1234.5", "minor", 2, "123450"],
    ["0.05", "minor", 2, "5"],
    ["1234.5", "major", 0, "1235"],
    ["1.2345", "major", 3, "1.235"],
  ] as const)("%s in %s units with %i digits is %s", (amount, unit, digits, text) => {
    expect(told(layout("amount", { unit }), [{ amount }], digits)).toEqual([text]);
  });

  it("has the columns it was given, the same text in every row, and an empty cell for what a row does not have", () => {
    const rows = [{ employee: "E1", amount: "10" }, { employee: "E2", month: "2026-05", amount: "20" }]; // prettier-ignore
    expect(told(layout("employee text=P001 month amount"), rows)).toEqual(["E1 | P001 |  | 10.00", "E2 | P001 | 2026-05 | 20.00"]);
  });
});

describe("a voucher", () => {
  const accounts = { payout: { debit: "2211", credit: "1002" }, accrual: { debit: "6601", credit: "2211" } };
  const voucher = (more: Layout["accounts"]) =>
    layout("person account debit credit", { source: "voucher", accounts: { ...accounts, ...more } });
  const records: Entered[] = [
    { booking: "payout", person: "张伟", amount: "100.5" },
    { booking: "accrual", person: "张伟", amount: "30" },
    { booking: "accrual-reversal", person: "刘洋", amount: "-20" },
    { booking: "payout", person: "孙悦", amount: "0" },
  ];

  it("asks for the accounts of whatever occurs, and is not made without them", () => {
    expect(told(voucher({}), records)).toEqual(["accrual-reversal"]);
  });

  it("has a debit and a credit line for each booking; what is taken back changes sides, nothing is not booked", () => {
    expect(told(voucher({ "accrual-reversal": { debit: "6601", credit: "2211" } }), records)).toEqual([
      "张伟 | 2211 | 100.50 | ",
      "张伟 | 1002 |  | 100.50",
      "张伟 | 6601 | 30.00 | ",
      "张伟 | 2211 |  | 30.00",
      "刘洋 | 2211 | 20.00 | ",
      "刘洋 | 6601 |  | 20.00",
    ]);
  });

  it("leaves out what is said not to be booked", () => {
    expect(told(voucher({ payout: null, "accrual-reversal": null }), records)).toEqual([
      "张伟 | 6601 | 30.00 | ",
      "张伟 | 2211 |  | 30.00",
    ]);
  });
});
