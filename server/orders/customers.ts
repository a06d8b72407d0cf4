import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";
import { pinyinOf } from "../people/pinyin.ts";

export type CustomerState = {
  readonly code: string;
  readonly name: string;
  readonly creditCode: string | null;
  readonly class: string;
  readonly industry: string;
  readonly region: string;
  readonly ownerPositionId: string | null;
  readonly createdOn: Day | null;
  readonly estimatedSpend: Amount | null;
};

const columns = {
  id: "uuid",
  code: "text",
  name: "text",
  pinyin: "text",
  credit_code: "text",
  class: "text",
  industry: "text",
  region: "text",
  owner_position_id: "uuid",
  created_on: "date",
  estimated_spend: "bigint",
};

export const customers: Keeper<CustomerState> = {
  async load(tx, codes) {
    const rows = await tx.rows(sql<CustomerState & { id: string }>`
      select id, code, name, credit_code as "creditCode", class, industry, region, owner_position_id as "ownerPositionId", created_on as "createdOn", estimated_spend as "estimatedSpend"
      from customers where tenant_id = current_tenant() and code = any(${codes as string[]}::text[])`);
    return new Map(rows.map(({ id, ...state }) => [state.code, { id, state }]));
  },
  async write(tx, changes) {
    const rows = changes.map(({ id, after: c }) => [
      id,
      c.code,
      c.name,
      pinyinOf(c.name),
      c.creditCode,
      c.class,
      c.industry,
      c.region,
      c.ownerPositionId,
      c.createdOn,
      c.estimatedSpend ?? null,
    ]);
    await insertRows(
      tx,
      "customers",
      columns,
      rows,
      `on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name,
      pinyin = excluded.pinyin, credit_code = excluded.credit_code, class = excluded.class, industry = excluded.industry, region = excluded.region,
      owner_position_id = excluded.owner_position_id, created_on = excluded.created_on, estimated_spend = excluded.estimated_spend, version = customers.version + 1`,
    );
  },
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "customers",
      "id",
      objects.map((o) => o.id),
    ),
};
