import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readPlan } from "../language/read.ts";
import { factsOf } from "./read.ts";
import type { TableName } from "./tables.ts";

type Cells = Readonly<Record<string, string>>;
const plan = (() => {
  const checked = readPlan({
    plan: "P",
    period: "month",
    inputs: { transaction: { hours: "number", rush: "boolean" } },
    components: [{ name: "C", each: "transaction", of: "amount", rate: "5%" }],
  });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.plan;
})();
const deal: Cells = { id: "D", participant: "A", date: "2026-01-05", amount: "100" };
const split = (share: string, more: Cells = {}): Cells => ({ transaction: "D", participant: "A", share, ...more });
const found = (tables: Readonly<Partial<Record<TableName, readonly Cells[]>>>) =>
  factsOf(plan, Object.fromEntries(Object.entries(tables).map(([name, list]) => [name, list.map((cells, i) => ({ no: i + 1, cells }))])));

/** What a row may be wrong in, what it is told as, and who is not paid on a guess. */
const wrong: readonly (readonly [code: string, who: string | null, table: TableName, row: Cells])[] = [
  ["cell-missing", "A", "transactions", { ...deal, date: "" }],
  ["cell-missing", null, "transactions", { ...deal, participant: "" }],
  ["cell-not-day", "A", "transactions", { ...deal, date: "soon" }],
  ["cell-not-amount", "A", "transactions", { ...deal, amount: "much" }],
  ["cell-not-number", "A", "transactions", { ...deal, hours: "few" }],
  ["cell-not-boolean", "A", "transactions", { ...deal, rush: "perhaps" }],
  ["currency-not-declared", "A", "transactions", { ...deal, currency: "USD" }],
  ["cell-missing", null, "participants", { quota: "5" }],
  ["cell-not-day", "A", "participants", { participant: "A", from: "soon" }],
  ["cell-not-amount", "A", "participants", { participant: "A", quota: "much" }],
  ["cell-not-rate", "A", "credits", split("90")],
  ["split-not-whole", "A", "credits", split("60%")],
  ["transaction-unknown", "A", "credits", split("100%", { transaction: "X" })],
  ["cell-missing", "A", "credits", { participant: "A" }],
  ["transaction-unknown", null, "receipts", { transaction: "X", date: "2026-01-05", amount: "5" }],
  ["cell-not-day", null, "receipts", { transaction: "D", date: "soon", amount: "5" }],
  ["cell-missing", null, "receipts", { transaction: "D", date: "2026-01-05" }],
  ["cell-not-amount", null, "receipts", { transaction: "D", date: "2026-01-05", amount: "much" }],
  ["name-not-declared", "A", "values", { participant: "A", name: "luck", value: "5" }],
  ["cell-not-amount", "A", "values", { participant: "A", name: "配额", value: "much" }],
  ["cell-missing", "A", "values", { participant: "A", value: "5" }],
  ["cell-missing", null, "fx", { from: "USD", rate: "7" }],
  ["cell-not-number", null, "fx", { from: "USD", to: "CNY", rate: "seven" }],
  ["cell-not-day", null, "fx", { from: "USD", to: "CNY", rate: "7", date: "soon" }],
  ["kind-unknown", "A", "opening", { participant: "A", amount: "5", kind: "gift" }],
  ["cell-not-day", "A", "opening", { participant: "A", amount: "5", date: "soon" }],
  ["cell-missing", "A", "absences", { participant: "A" }],
];

it.each(wrong)("%s of %s, in %s: %o", (code, participant, table, row) => {
  const { problems, people } = found({ transactions: [deal], [table]: [row] });
  expect(problems).toMatchObject([{ code, participant, table }]);
  if (participant !== null) expect(people.get(participant)!.unreadable).toHaveLength(1);
});

it("a number twice counts once, and says so", () => {
  expect(found({ transactions: [deal, deal] }).problems).toMatchObject([{ code: "row-twice", row: 2 }]);
});

it("splits of each class are whole for themselves, and an overlay adds to nothing", () => {
  const half = ["A", "B"].map((participant) => split("50%", { participant }));
  const { problems, credits } = found({ transactions: [deal], credits: [...half, split("30%", { participant: "S", class: "overlay" })] });
  expect(problems).toEqual([]);
  expect([...credits.values()].flat().map(({ participant, cells }) => [participant, cells.amount])).toEqual([
    ["A", { n: 50n, d: 1n }],
    ["B", { n: 50n, d: 1n }],
    ["S", { n: 30n, d: 1n }],
  ]);
});

it("every problem of a row has words in every language", () => {
  for (const language of ["zh-CN", "zh-TW", "en"]) {
    const file = new URL(`../../../web/lib/locales/${language}/plan.json`, import.meta.url);
    const { row } = JSON.parse(readFileSync(file, "utf8")) as { row: Readonly<Record<string, string>> };
    expect(wrong.map(([code]) => code).filter((code) => row[code] === undefined)).toEqual([]);
  }
});
