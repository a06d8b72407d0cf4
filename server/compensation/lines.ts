import { explainLine } from "#core/compensation/explain-component.ts";
import { amountText } from "#core/compensation/payable.ts";
import type { Line, Made } from "#core/compensation/engine/made.ts";
import type { Exact } from "#core/formula/exact.ts";
import type { Tx } from "../db/tx.ts";
import type { Computed } from "./compute.ts";
import { aroundOf } from "./page.ts";
import { behind, type Behind } from "./store.ts";
import { codeOf, lineOf } from "./tables.ts";

type Placed = { readonly line: Line; readonly made: Made; readonly id: string };
const text = (value: Exact | null | undefined): string | null => (value ? amountText(value) : null);

/** Every line of a statement: component by component, in business order. */
export function placed({ statement }: Computed): Placed[] {
  if (statement.kind === "stopped") return [];
  return statement.components.flatMap((made) =>
    made.lines.map((line, i) => ({ line, made, id: `${made.component.name}:${line.credit?.transaction.id ?? line.kind}:${i}` })),
  );
}

/** The orders and customers behind lines, by code of the order or receipt. */
export async function behindOf(tx: Tx, lines: readonly (Placed & { base: "signed" | "delivered" | "collected" })[]): Promise<Map<string, Behind>> {
  const found = new Map<string, Behind>();
  for (const [base, ones] of Map.groupBy(lines, (one) => one.base)) {
    const keys = ones.flatMap(({ line }) => (line.credit ? [line.credit.transaction.id] : []));
    const isByLine = keys.some((key) => lineOf(key) !== null);
    for (const [code, detail] of await behind(tx, base, [...new Set(keys.map(codeOf))], isByLine)) found.set(code, detail);
  }
  return found;
} // prettier-ignore

/** Lines as a page draws them. */
export function lineRows(computed: Computed, lines: readonly Placed[], details: ReadonlyMap<string, Behind>) {
  const around = aroundOf(computed);
  return lines.map(({ line, made, id }) => {
    const code = line.credit ? codeOf(line.credit.transaction.id) : null;
    const amount = line.credit?.cells.amount;
    const no = line.credit && lineOf(line.credit.transaction.id);
    const product = code && no && details.get(code)?.products?.[no];
    return {
      id,
      component: made.component.name,
      kind: line.kind,
      code,
      orderId: (code && details.get(code)?.orderId) ?? null,
      customer: (code && details.get(code)?.customer) ?? null,
      // Absent, not null: what was published before there were lines has to come out byte for byte.
      ...(product && { product }),
      day: line.date,
      amount: typeof amount === "object" ? text(amount) : null,
      accumulatedBefore: text(line.accumulatedBefore),
      earned: text(line.amount)!,
      explanation: explainLine(line, made, around),
    };
  });
}
