import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";

export type ProductState = {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly listPrice: bigint | null;
  readonly cost: bigint | null;
  readonly launchedOn: Day | null;
  readonly isKey: boolean;
};

const columns = {
  id: "uuid",
  code: "text",
  name: "text",
  category: "text",
  list_price: "bigint",
  cost: "bigint",
  launched_on: "date",
  is_key: "boolean",
};

export const products: Keeper<ProductState> = {
  async load(tx, codes) {
    const rows = await tx.rows(sql<ProductState & { id: string }>`
      select id, code, name, category, list_price as "listPrice", cost, launched_on as "launchedOn", is_key as "isKey"
      from products where tenant_id = current_tenant() and code = any(${codes as string[]}::text[])`);
    return new Map(rows.map(({ id, ...state }) => [state.code, { id, state }]));
  },
  async write(tx, changes) {
    const rows = changes.map(({ id, after: p }) => [id, p.code, p.name, p.category, p.listPrice, p.cost, p.launchedOn, p.isKey]);
    await insertRows(
      tx,
      "products",
      columns,
      rows,
      `on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name,
      category = excluded.category, list_price = excluded.list_price, cost = excluded.cost, launched_on = excluded.launched_on,
      is_key = excluded.is_key, version = products.version + 1`,
    );
  },
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "products",
      "id",
      objects.map((o) => o.id),
    ),
};
