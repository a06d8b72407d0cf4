import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";

export type DealState = {
  readonly code: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly customerText: string | null;
  readonly productId: string | null;
  readonly productText: string | null;
  readonly ownerPositionId: string | null;
  readonly stage: string;
  readonly outcome: "open" | "won" | "lost";
  readonly amount: bigint | null;
  readonly createdOn: Day | null;
  readonly expectedOn: Day | null;
  readonly closedOn: Day | null;
};

const columns = {
  id: "uuid",
  code: "text",
  name: "text",
  customer_id: "uuid",
  customer_text: "text",
  product_id: "uuid",
  product_text: "text",
  owner_position_id: "uuid",
  stage: "text",
  outcome: "text",
  amount: "bigint",
  created_on: "date",
  expected_on: "date",
  closed_on: "date",
};

export const deals: Keeper<DealState> = {
  async load(tx, codes) {
    const rows = await tx.rows(sql<DealState & { id: string }>`
      select id, code, name, customer_id as "customerId", customer_text as "customerText", product_id as "productId", product_text as "productText",
        owner_position_id as "ownerPositionId", stage, outcome, amount, created_on as "createdOn", expected_on as "expectedOn", closed_on as "closedOn"
      from deals where tenant_id = current_tenant() and code = any(${codes as string[]}::text[])`);
    return new Map(rows.map(({ id, ...state }) => [state.code, { id, state }]));
  },
  async write(tx, changes) {
    const rows = changes.map(({ id, after: d }) => [
      id,
      d.code,
      d.name,
      d.customerId,
      d.customerText,
      d.productId,
      d.productText,
      d.ownerPositionId,
      d.stage,
      d.outcome,
      d.amount,
      d.createdOn,
      d.expectedOn,
      d.closedOn,
    ]);
    const updated = Object.keys(columns)
      .filter((name) => name !== "id")
      .map((name) => `${name} = excluded.${name}`);
    await insertRows(
      tx,
      "deals",
      columns,
      rows,
      `on conflict (tenant_id, id) do update set ${updated.join(", ")}, version = deals.version + 1`,
    );
  },
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "deals",
      "id",
      objects.map((o) => o.id),
    ),
};
