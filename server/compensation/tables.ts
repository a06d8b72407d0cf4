import { addDays, type Day, type Span } from "#core/base/date.ts";
import type { Apart } from "#core/compensation/engine/summable.ts";
import type { Row, Tables } from "#core/compensation/engine/tables.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import type { Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { depthOf } from "./depth.ts";
import { creditsIn, linesOf, receiptsFor, receiptsIn, rolledSumsIn, sumsIn, type CreditRow, type Whose } from "./facts-store.ts";
import type { Owner } from "#core/compensation/owners.ts";
import type { Personal } from "./plans.ts";

export type Values = { participant: string; period: string; name: string; value: string }[];
type Wanted = {
  readonly seats: readonly Seat[];
  readonly span: Span;
  readonly values: Values;
  readonly personal: ReadonlyMap<string, Personal>;
  readonly owner: Owner;
  /** Columns kept apart in sums by month, and the day from which on every credit stands for itself; null: there are no sums. */
  readonly sums: { readonly apart: readonly Apart[]; readonly until: Day } | null;
};
type Cells = Readonly<Record<string, string>>;
type Found = { readonly transactions: readonly Cells[]; readonly receipts: readonly Cells[] };

/** A credited part of an order or receipt, or of one of its lines, as one transaction of its participant. */
const keyOf = (id: string, code: string, line: number | null): string => `${id} · ${code}${line === null ? "" : ` / ${line}`}`;
/** The order or receipt a transaction stands for. */
export const codeOf = (key: string): string => key.slice(0, key.lastIndexOf(" · "));
/** The line of the order, where a plan looks at lines. */
export const lineOf = (key: string): string | null => / \/ (\d+)$/.exec(key)?.[1] ?? null;

/** The company's own facts as the tables the plan language reads: the same that stand in files without a server. */
export async function tablesOf(tx: Tx, env: Env, plan: Plan, wanted: Wanted): Promise<Tables> {
  const { seats, span, values, personal } = wanted;
  const above = new Map((await linesOf(tx, seats, addDays(span.to, -1))).map((one) => [one.positionId, one])); // prettier-ignore
  const single = await singly(tx, env, plan, wanted);
  return {
    transactions: rows([...(await inSums(tx, env, plan, wanted)), ...single.transactions]),
    receipts: rows(single.receipts),
    participants: rows(seats.map((seat) => ({ ...participantOf(seat, above.get(seat.positionId)), ...personal.get(seat.code) }))),
    values: rows(values),
  };
}

/** Every credit for itself. */
async function singly(tx: Tx, env: Env, plan: Plan, { span: whole, owner, sums }: Wanted): Promise<Found> {
  const span = { from: sums?.until ?? whole.from, to: whole.to };
  if (span.from >= span.to) return { transactions: [], receipts: [] };
  const depth = depthOf(plan);
  const found = plan.base === "collected" ? await receiptsIn(tx, owner.ids, span, depth) : await creditsIn(tx, owner.ids, span, plan.base, depth);
  const credits = found.flatMap((one) => owner.of(one).map((code) => ({ ...one, key: keyOf(one.id, code, one.line), code })));
  const keys = new Map(credits.map((one) => [`${one.positionId} ${one.id} ${one.line}`, one.key]));
  const receipts = plan.base === "collected" || !asksReceipts(plan) ? [] : await receiptsFor(tx, owner.ids, span, depth);
  return {
    transactions: credits.map((one) => ({ ...transactionOf(one), ...currencyOf(plan, env) })),
    receipts: receipts.flatMap((one) => {
      const transaction = keys.get(`${one.positionId} ${one.order} ${one.line}`);
      return transaction ? [{ transaction, date: one.day, amount: one.amount }] : [];
    }),
  };
} // prettier-ignore

/** Month by month: what a plan that only adds up needs to know. `quantity` carries how many credits a sum stands for. */
async function inSums(tx: Tx, env: Env, plan: Plan, { span: whole, owner, sums }: Wanted): Promise<Cells[]> {
  if (sums === null || whole.from >= sums.until) return [];
  const [span, { apart }, depth] = [{ from: whole.from, to: sums.until }, sums, depthOf(plan)];
  const isRolled = apart.length === 0 && depth === "orders";
  const of = (whose: Whose) => (isRolled ? rolledSumsIn(tx, whose, span, plan.base) : sumsIn(tx, whose, span, { base: plan.base, apart, depth }));
  const handed = owner.handed(span);
  const unmoved = await of({ ids: [...new Set(owner.ids).difference(new Set(handed))], but: handed, isHanded: false });
  const found = handed.length > 0 ? [...unmoved, ...(await of({ ids: handed, but: [], isHanded: true }))] : unmoved;
  return found.flatMap((one) => owner.of(one).map((code) => ({
    id: `${code} ${one.day} ${one.customerClass} ${one.category} ${one.positionId}`, participant: code, date: one.day, amount: one.amount, cost: one.cost ?? "",
    customer_class: one.customerClass, category: one.category, quantity: String(one.count), ...currencyOf(plan, env),
  })));
} // prettier-ignore

const currencyOf = (plan: Plan, env: Env): Record<string, string> => (plan.currency === env.currency ? {} : { currency: env.currency });

const asksReceipts = ({ components }: Plan): boolean => components.some(({ pay }) => pay.some(({ on }) => on === "collection"));

const transactionOf = (one: CreditRow & { key: string; code: string }) => ({
  id: one.key, participant: one.code, date: one.day, amount: one.amount, cost: one.cost ?? "", customer: one.customer ?? "",
  customer_class: one.customerClass, product: one.product, category: one.category, quantity: one.quantity ?? "", order: one.order ?? "", delivered: one.deliveredOn ?? "",
}); // prettier-ignore

type Line = Awaited<ReturnType<typeof linesOf>>[number];
/** Whoever gave up the seat under the plan has left the plan that day, in the company or not: nothing is guaranteed him after it. */
const participantOf = (seat: Seat, line: Line | undefined) => ({
  participant: seat.code, name: seat.personName ?? "", title: seat.title, manager: line?.manager ?? "", hired: line?.hired ?? "", left: seat.leftOn ?? line?.left ?? "",
}); // prettier-ignore

const rows = (list: readonly Readonly<Record<string, string>>[]): Row[] => list.map((cells, i) => ({ no: i + 1, cells }));
