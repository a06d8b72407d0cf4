import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";

export type TagState = {
  readonly product: string;
  readonly productId: string;
  readonly tag: string;
  readonly from: Day;
  readonly to: Day | null;
};
export const tagKey = ({ product, tag, from }: { readonly product: string; readonly tag: string; readonly from: Day }): string =>
  [product, tag, from].join("\n");

/** Tags are part of their product and carry its id; a product may bear the same tag at two times. */
export const tags: Keeper<TagState> = {
  async load(tx, keys) {
    const codes = [...new Set(keys.map((key) => key.split("\n")[0]!))];
    const rows = await tx.rows(sql<TagState>`
      select p.code as product, t.product_id as "productId", t.tag, t.valid_from as "from", t.valid_to as "to"
      from product_tags t join products p on p.tenant_id = t.tenant_id and p.id = t.product_id
      where t.tenant_id = current_tenant() and p.code = any(${codes}::text[])`);
    const wanted = new Set(keys);
    return new Map(rows.map((state) => [tagKey(state), { id: state.productId, state }] as const).filter(([key]) => wanted.has(key)));
  },
  async write(tx, changes) {
    await insertRows(
      tx,
      "product_tags",
      { product_id: "uuid", tag: "text", valid_from: "date", valid_to: "date" },
      changes.map(({ after }) => [after.productId, after.tag, after.from, after.to]),
      "on conflict (tenant_id, product_id, tag, valid_from) do update set valid_to = excluded.valid_to",
    );
  },
  async remove(tx, objects) {
    const keys = objects.map(({ key }) => key.split("\n"));
    await tx.run(sql`
      delete from product_tags t using unnest(${objects.map((o) => o.id)}::uuid[], ${keys.map((k) => k[1])}::text[], ${keys.map((k) => k[2])}::date[]) as gone(id, tag, day)
      where t.tenant_id = current_tenant() and t.product_id = gone.id and t.tag = gone.tag and t.valid_from = gone.day`);
  },
};
