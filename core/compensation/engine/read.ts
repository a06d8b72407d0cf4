import type { Day } from "../../base/date.ts";
import type { Names } from "../../formula/check.ts";
import { compare, minus, ONE, plus, times, ZERO, type Exact } from "../../formula/exact.ts";
import { dayFrom } from "../../imports/cells.ts";
import { namesOf } from "../language/names.ts";
import type { Plan } from "../language/plan.ts";
import { cellOf, columnsOf, dayAsNumber, isProblem, typedCells, type CellProblem } from "./cells.ts";
import {
  ALWAYS,
  byDate,
  byDateAndId,
  byFrom,
  type Cells,
  type Credit,
  type Facts,
  type Opening,
  type Person,
  type Rate,
  type Receipt,
  type Stretch,
  type Transaction,
} from "./facts.ts";
import { rateOn } from "./rates.ts";
import { completed } from "./reversals.ts";
import { columnsRead, tableNames, type Row, type RowProblem, type TableName, type Tables } from "./tables.ts";

/** Tables of texts → typed facts of a plan. A row that cannot be read is a problem of its participant; the others go on. */
export function factsOf(plan: Plan, tables: Tables): Facts {
  const reading = new Reading(plan);
  for (const name of tableNames) for (const row of tables[name] ?? []) reading.row(name, row);
  return reading.facts();
}

type Draft = {
  stretches: Stretch[];
  values: Map<string, Cells>;
  absences: { from: Day; to: Day }[];
  opening: Opening[];
  unreadable: RowProblem[];
};
type Given = { readonly row: number; readonly participant: string; readonly share: Exact; readonly class: string };
type Half = Omit<Transaction, "receipts"> & { readonly participant: string };

class Reading {
  private readonly plan: Plan;
  /** Every column that may stand in a row, by what it is a column of. */
  private readonly names: Readonly<Record<"transaction" | "participant", Names>>;
  private readonly drafts = new Map<string, Draft>();
  private readonly halves = new Map<string, Half>();
  private readonly received = new Map<string, Receipt[]>();
  private readonly given = new Map<string, Given[]>();
  private readonly rates: Rate[] = [];
  private readonly problems: RowProblem[] = [];
  private readonly ignored = new Set<string>();

  constructor(plan: Plan) {
    this.plan = plan;
    const of = (scope: "transaction" | "participant") => ({ ...namesOf(scope), ...plan.inputs[scope] });
    this.names = { transaction: of("transaction"), participant: of("participant") };
  }

  row(table: TableName, row: Row): void {
    const columns = columnsOf(row);
    const read = columnsRead[table];
    for (const column in columns) if (read?.includes(column) === false) this.ignored.add(`${table}.${column}`);
    this[table](row, columns);
  }

  private transactions(row: Row, columns: Columns): void {
    const id = said(columns.id) ?? `#${row.no}`;
    const participant = said(columns.participant) ?? "";
    const { cells, problems, ignored } = typedCells(columns, this.names.transaction, ["id", "participant"]);
    ignored.forEach((column) => this.ignored.add(`transactions.${column}`));
    problems.forEach((problem) => this.problem("transactions", row, problem, participant));
    const date = dayFrom(columns.date ?? "");
    if (date === null && problems.every(({ values }) => values.column !== "date")) this.missing("transactions", row, "date", participant);
    if (this.halves.has(id)) return this.problem("transactions", row, { code: "row-twice", values: { value: id } }, participant);
    if (date === null || problems.length > 0) return;
    const reverses = said(columns.reverses) ?? null;
    this.halves.set(id, { id, row: row.no, date, participant, cells: Object.assign(cells, { id, participant }), reverses });
  }

  private participants(row: Row, columns: Columns): void {
    const id = said(columns.participant) ?? said(columns.id);
    if (!id) return this.missing("participants", row, "participant", null);
    const { cells, problems, ignored } = typedCells(columns, this.names.participant, ["id", "participant", "from", "to"]);
    ignored.forEach((column) => this.ignored.add(`participants.${column}`));
    problems.forEach((problem) => this.problem("participants", row, problem, id));
    const from = this.day("participants", row, columns, "from", id, ALWAYS.from);
    const to = this.day("participants", row, columns, "to", id, ALWAYS.to);
    if (from && to) this.draft(id).stretches.push({ from, to, cells });
  }

  private credits(row: Row, columns: Columns): void {
    const transaction = said(columns.transaction) ?? said(columns.id);
    const participant = said(columns.participant);
    if (!transaction) return this.missing("credits", row, "transaction", participant ?? null);
    if (!participant) return this.missing("credits", row, "participant", null);
    const share = cellOf(columns.share ?? "100%", "rate", "share");
    if (isProblem(share)) return this.problem("credits", row, share.problem, participant);
    const given = { row: row.no, participant, share: (share as Exact | null) ?? ONE, class: said(columns.class) ?? "split" };
    this.given.set(transaction, [...(this.given.get(transaction) ?? []), given]);
  }

  private receipts(row: Row, columns: Columns): void {
    const transaction = said(columns.transaction) ?? said(columns.order);
    if (!transaction) return this.missing("receipts", row, "transaction", null);
    const date = this.day("receipts", row, columns, "date", "", null);
    const amount = cellOf(columns.amount ?? "", "amount", "amount");
    if (date === null) return;
    if (amount === null) return this.missing("receipts", row, "amount", null);
    if (isProblem(amount)) return this.problem("receipts", row, amount.problem, null);
    this.received.set(transaction, [...(this.received.get(transaction) ?? []), { date, amount: amount as Exact }]);
  }

  private values(row: Row, columns: Columns): void {
    const id = said(columns.participant);
    const name = said(columns.name);
    if (!id || !name) return this.missing("values", row, id ? "name" : "participant", id ?? null);
    const period = said(columns.period) ?? "";
    const names = this.names.participant;
    const column = columnsOf({ no: row.no, cells: { [name]: "" } });
    const known = Object.keys(column)[0]!;
    if (!Object.hasOwn(names, known)) return this.problem("values", row, { code: "name-not-declared", values: { value: name } }, id);
    const read = cellOf(columns.value ?? "", names[known]!, name);
    if (isProblem(read)) return this.problem("values", row, read.problem, id);
    const { values } = this.draft(id);
    values.set(period, { ...values.get(period), [known]: read });
  }

  private fx(row: Row, columns: Columns): void {
    const [from, to] = [said(columns.from), said(columns.to)];
    const rate = cellOf(columns.rate ?? "", "number", "rate");
    if (!from || !to) return this.missing("fx", row, from ? "to" : "from", null);
    if (rate === null) return this.missing("fx", row, "rate", null);
    if (isProblem(rate)) return this.problem("fx", row, rate.problem, null);
    const date = said(columns.date) === undefined ? null : this.day("fx", row, columns, "date", "", null);
    this.rates.push({ from: from.toUpperCase(), to: to.toUpperCase(), date, rate: rate as Exact });
  }

  private opening(row: Row, columns: Columns): void {
    const id = said(columns.participant);
    if (!id) return this.missing("opening", row, "participant", null);
    const amount = cellOf(columns.amount ?? "", "amount", "amount");
    if (isProblem(amount)) return this.problem("opening", row, amount.problem, id);
    if (amount === null) return this.missing("opening", row, "amount", id);
    const kind = said(columns.kind) ?? "receivable";
    if (kind !== "receivable" && kind !== "draw")
      return this.problem("opening", row, { code: "kind-unknown", values: { value: kind } }, id);
    const date = this.day("opening", row, columns, "date", id, ALWAYS.from);
    if (date !== null) this.draft(id).opening.push({ kind, date, amount: amount as Exact });
  }

  private absences(row: Row, columns: Columns): void {
    const id = said(columns.participant);
    if (!id) return this.missing("absences", row, "participant", null);
    const from = this.day("absences", row, columns, "from", id, null);
    const to = this.day("absences", row, columns, "to", id, ALWAYS.to);
    if (from && to) this.draft(id).absences.push({ from, to });
  }

  /** An empty cell is `otherwise`; a text that is no day is a problem. */
  private day(table: TableName, row: Row, columns: Columns, column: string, id: string, otherwise: Day | null): Day | null {
    const text = said(columns[column]);
    const day = text === undefined ? otherwise : dayFrom(text);
    if (day === null && text !== undefined) this.problem(table, row, { code: "cell-not-day", values: { column, value: text } }, id);
    if (day === null && text === undefined) this.missing(table, row, column, id);
    return day;
  }

  private draft(id: string): Draft {
    const known = this.drafts.get(id) ?? { stretches: [], values: new Map(), absences: [], opening: [], unreadable: [] };
    this.drafts.set(id, known);
    return known;
  }

  private missing(table: TableName, row: Row, column: string, participant: string | null): void {
    this.problem(table, row, { code: "cell-missing", values: { column } }, participant);
  }

  private problem(table: TableName, row: Row, { code, values }: CellProblem, participant: string | null): void {
    const found: RowProblem = { table, row: row.no, code, values, participant: participant || null };
    this.problems.push(found);
    if (found.participant) this.draft(found.participant).unreadable.push(found);
  }

  facts(): Facts {
    const transactions = new Map<string, Transaction>();
    const halves = [...this.halves.values()];
    const takesBack = halves.some((one) => one.reverses !== null);
    if (takesBack) for (const one of completed(halves.toSorted(byDateAndId), this.names.transaction)) this.halves.set(one.id, one);
    for (const { id, row, date, cells, reverses } of this.halves.values()) {
      const receipts = this.received.get(id)?.toSorted(byDate) ?? [];
      transactions.set(id, { id, row, date, cells, reverses, receipts });
    }
    this.strays(transactions);
    const credits = this.credited(transactions);
    const people = new Map(
      [...this.drafts].map(([id, draft]): [string, Person] => [id, { id, ...draft, stretches: draft.stretches.toSorted(byFrom) }]),
    );
    return { people, credits, transactions, rates: this.rates, problems: this.problems, ignored: [...this.ignored].toSorted() };
  }

  /** Receipts and credits that point nowhere are said: money must not vanish on a typing error. */
  private strays(transactions: ReadonlyMap<string, Transaction>): void {
    for (const id of this.received.keys()) {
      if (!transactions.has(id))
        this.problem("receipts", { no: 0, cells: {} }, { code: "transaction-unknown", values: { value: id } }, null);
    }
    for (const [id, given] of this.given) {
      if (!transactions.has(id)) {
        const { row, participant } = given[0]!;
        this.problem("credits", { no: row, cells: {} }, { code: "transaction-unknown", values: { value: id } }, participant);
      }
    }
  }

  private credited(transactions: ReadonlyMap<string, Transaction>): Map<string, Credit[]> {
    const credits = new Map<string, Credit[]>();
    for (const transaction of [...transactions.values()].toSorted(byDateAndId)) {
      for (const credit of this.creditsOf(transaction)) {
        this.draft(credit.participant);
        const known = credits.get(credit.participant);
        if (known) known.push(credit);
        else credits.set(credit.participant, [credit]);
      }
    }
    return credits;
  }

  private creditsOf(transaction: Transaction): Credit[] {
    const own = this.halves.get(transaction.id)!.participant;
    const given =
      this.given.get(transaction.id) ??
      this.givenOfOriginal(transaction, own) ??
      (own ? [{ row: transaction.row, participant: own, share: ONE, class: "split" }] : []);
    if (given.length === 0) this.missing("transactions", { no: transaction.row, cells: {} }, "participant", null);
    const converted = this.inPlanCurrency(transaction, given);
    if (!this.isWhole(given)) {
      for (const one of given)
        this.problem(
          "credits",
          { no: one.row, cells: {} },
          { code: "split-not-whole", values: { value: transaction.id } },
          one.participant,
        );
      return [];
    }
    return converted === null ? [] : given.map((one) => this.credit(transaction, converted, one));
  }

  /** Who shared a deal shares what is taken back of it, unless it is said otherwise. */
  private givenOfOriginal({ reverses }: Transaction, own: string): Given[] | undefined {
    return reverses !== null && this.halves.get(reverses)?.participant === own ? this.given.get(reverses) : undefined;
  }

  /** Splits of one class add up to exactly 100 %; an overlay stands beside them and adds to nothing. */
  private isWhole(given: readonly Given[]): boolean {
    const split = given.filter((one) => one.class !== "overlay");
    for (const name of new Set(split.map((one) => one.class))) {
      const sum = split.filter((one) => one.class === name).reduce((total, one) => plus(total, one.share), ZERO);
      if (compare(sum, ONE) !== 0) return false;
    }
    return true;
  }

  private credit(transaction: Transaction, converted: Cells, { participant, share, class: name }: Given): Credit {
    const cells: Record<string, Exact | string | boolean | null> = { ...converted, participant, share, credit_class: name };
    if (share === ONE) return { transaction, participant, share, class: name, cells };
    const types = this.names.transaction;
    for (const column in converted) {
      const value = converted[column]!;
      const isShared = (types[column] === "amount" || column === "quantity") && column !== "deal_amount";
      if (isShared && typeof value === "object" && value !== null) cells[column] = times(value, share);
    }
    return { transaction, participant, share, class: name, cells };
  }

  /** Of what a transaction reverses: its day and amount, so that a rule may look back. */
  private original(reverses: string): Cells {
    const known = this.halves.get(reverses);
    return known ? { original_date: dayAsNumber(known.date), original_amount: known.cells.amount ?? null } : {};
  }

  /** Money in the plan's currency, margin where the cost is known, and the amount before it is shared. Null: no rate, said. */
  private inPlanCurrency(transaction: Transaction, given: readonly Given[]): Cells | null {
    const { cells } = transaction;
    const currency = typeof cells.currency === "string" ? cells.currency.toUpperCase() : this.plan.currency;
    const rate = rateOn(this.plan, this.rates, currency, this.plan.currency, transaction.date);
    if (rate === null) {
      const problem = {
        code: this.plan.fx === "none" ? "currency-not-declared" : "rate-missing",
        values: { value: currency, date: transaction.date },
      };
      for (const one of given) this.problem("transactions", { no: transaction.row, cells: {} }, problem, one.participant);
      return null;
    }
    const converted: Record<string, Exact | string | boolean | null> = { ...cells };
    if (rate !== ONE) this.convert(converted, rate);
    const { amount, cost } = converted;
    if (converted.margin === undefined && isNumber(amount) && isNumber(cost)) converted.margin = minus(amount, cost);
    if (transaction.reverses !== null) Object.assign(converted, this.original(transaction.reverses));
    converted.deal_amount = amount ?? null;
    return converted;
  }

  private convert(cells: Record<string, Exact | string | boolean | null>, rate: Exact): void {
    const types = this.names.transaction;
    for (const column in cells) {
      const value = cells[column]!;
      if (types[column] === "amount" && isNumber(value)) cells[column] = times(value, rate);
    }
  }
}

type Columns = Readonly<Record<string, string>>;
const said = (text: string | undefined): string | undefined => (text === undefined || text.trim() === "" ? undefined : text.trim());
const isNumber = (value: Exact | string | boolean | null | undefined): value is Exact => typeof value === "object" && value !== null;
