import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Change, Keeper } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";

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
    await tagKeys(tx, changes);
  },
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "products",
      "id",
      objects.map((o) => o.id),
    ),
};

/** A product is key from its launch or from the day it is called so, until the day it is not: what was measured before stays. */
async function tagKeys(tx: Tx, changes: readonly Change<ProductState>[]): Promise<void> {
  const moved = changes.filter(({ before, after }) => (before?.isKey ?? false) !== after.isKey);
  if (moved.length === 0) return;
  const of = (isKey: boolean) => moved.filter(({ after }) => after.isKey === isKey);
  const today = sql`(select coalesce(today_fixed, (now() at time zone time_zone)::date) from tenants where id = current_tenant())`;
  await tx.run(sql`
    insert into product_tags (tenant_id, product_id, tag, valid_from)
    select current_tenant(), id, 'key', coalesce(day, ${today}) from unnest(
      ${of(true).map((c) => c.id)}::uuid[], ${of(true).map((c) => (c.before === null ? (c.after.launchedOn ?? "1900-01-01") : null))}::date[]) as named(id, day)
    on conflict (tenant_id, product_id, tag, valid_from) do update set valid_to = null`);
  await tx.run(sql`
    update product_tags set valid_to = greatest(valid_from + 1, ${today})
    where tenant_id = current_tenant() and tag = 'key' and valid_to is null and product_id = any(${of(false).map((c) => c.id)}::uuid[])`);
}
