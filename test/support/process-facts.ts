import { randomUUID } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import { MAJOR } from "#core/base/money.ts";
import type { Tx } from "#server/db/tx.ts";

type Cell = string | number | bigint | boolean | null | readonly string[];
const arrays: Readonly<Record<string, string>> = { lost_reasons: "text[]" };

/** One row of a fact table by its columns; money columns in yuan. Answers its id; a code is made where none is given. */
export async function put(tx: Tx, table: string, row: Readonly<Record<string, Cell>>, keys: "id" | "none" = "id"): Promise<string> {
  const id = randomUUID();
  const full: Record<string, Cell> = keys === "id" ? { id, ...(hasCode.has(table) && { code: id.slice(0, 8) }), ...row } : { ...row };
  const columns = Object.keys(full);
  const values = columns.map((name) => valueOf(name, full[name]!));
  await tx.run(sql`insert into ${sql.table(table)} (tenant_id, ${sql.join(columns.map((name) => sql.ref(name)))})
    values (current_tenant(), ${sql.join(values)})`);
  return String(full["id"] ?? id);
}

const hasCode = new Set([
  "products",
  "customers",
  "deals",
  "leads",
  "activities",
  "quotes",
  "survey_answers",
  "complaints",
  "referrals",
  "write_offs",
]);
const money = new Set(["amount", "cost", "list_amount", "net_amount", "list_price"]);

function valueOf(name: string, cell: Cell): RawBuilder<unknown> {
  if (money.has(name) && typeof cell === "number") return sql`${BigInt(Math.round(cell * 10_000))}::bigint`;
  return arrays[name] ? sql`${cell}::${sql.raw(arrays[name])}` : sql`${cell}`;
}

/** A line of an order: [product, pieces, yuan, cost in yuan or none]. */
export type Line = readonly [product: string, quantity: number, amount: number, cost: number | null];

export async function putLines(tx: Tx, orderId: string, lines: readonly Line[]): Promise<void> {
  for (const [i, [productId, quantity, amount, cost]] of lines.entries())
    await put(
      tx,
      "order_lines",
      { order_id: orderId, line_no: i + 1, product_id: productId, quantity: BigInt(quantity) * MAJOR, amount, cost },
      "none",
    );
}
