import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { FieldChange, History, Move } from "#core/deals/history.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Change, Keeper, Stored } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { ensureStages } from "./stages.ts";

export type DealCredit = { readonly class: "primary" | "overlay"; readonly positionId: string; readonly sharePpm: number };
export type LostKind = "competitor" | "no-decision" | "derailed";
export type Category = "omitted" | "pipeline" | "best-case" | "commit";
/** A deal with its whole history: whoever changes it writes both, whoever undoes that takes both back. */
export type DealState = History & {
  readonly code: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly customerText: string | null;
  readonly productId: string | null;
  readonly productText: string | null;
  readonly ownerPositionId: string | null;
  readonly pipeline: string;
  readonly stage: string;
  readonly outcome: "open" | "won" | "lost";
  readonly amount: bigint | null;
  readonly createdOn: Day | null;
  readonly expectedOn: Day | null;
  readonly closedOn: Day | null;
  readonly source: string;
  readonly category: Category;
  readonly lostKind: LostKind | null;
  readonly lostReasons: readonly string[];
  readonly competitor: string;
  readonly nextStep: string;
  readonly nextStepOn: Day | null;
  readonly leadId: string | null;
  /** Primary shares come to 100 % of the deal: the owner's alone unless it is split. */
  readonly credits: readonly DealCredit[];
};

/** State → column and its type; the reasons of a loss are a list and are written apart. */
const columns = {
  code: ["code", "text"],
  name: ["name", "text"],
  customerId: ["customer_id", "uuid"],
  customerText: ["customer_text", "text"],
  productId: ["product_id", "uuid"],
  productText: ["product_text", "text"],
  ownerPositionId: ["owner_position_id", "uuid"],
  pipeline: ["pipeline", "text"],
  stage: ["stage", "text"],
  outcome: ["outcome", "text"],
  amount: ["amount", "bigint"],
  createdOn: ["created_on", "date"],
  expectedOn: ["expected_on", "date"],
  closedOn: ["closed_on", "date"],
  source: ["source", "text"],
  category: ["category", "text"],
  lostKind: ["lost_kind", "text"],
  competitor: ["competitor", "text"],
  nextStep: ["next_step", "text"],
  nextStepOn: ["next_step_on", "date"],
  leadId: ["lead_id", "uuid"],
} as const satisfies Partial<Record<keyof DealState, readonly [string, string]>>;
const names = Object.keys(columns) as (keyof typeof columns)[];
const selected = sql.join(names.map((name) => sql`d.${sql.ref(columns[name][0])} as ${sql.ref(name)}`));
const updated = names.map((name) => `${columns[name][0]} = excluded.${columns[name][0]}`).join(", ");

export const deals: Keeper<DealState> = {
  load: loadDeals,
  write: writeDeals,
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "deals",
      "id",
      objects.map((o) => o.id),
    ),
};

type Head = Omit<DealState, "moves" | "changes" | "credits"> & { readonly id: string };
type Of<T> = T & { readonly dealId: string };

async function loadDeals(tx: Tx, codes: readonly string[]): Promise<Map<string, Stored<DealState>>> {
  const heads = await tx.rows(sql<Head>`
    select d.id, d.lost_reasons as "lostReasons", ${selected} from deals d where d.tenant_id = current_tenant() and d.code = any(${codes as string[]}::text[])`);
  const ids = sql`any(${heads.map((head) => head.id)}::uuid[])`;
  const moves = await tx.rows(sql<Of<Move>>`
    select deal_id as "dealId", stage, entered_on as "enteredOn", by_position_id as by
    from deal_stage_moves where tenant_id = current_tenant() and deal_id = ${ids} order by deal_id, seq`);
  const changes = await tx.rows(sql<Of<FieldChange>>`
    select deal_id as "dealId", field, before, after, changed_on as "changedOn", by_position_id as by
    from deal_changes where tenant_id = current_tenant() and deal_id = ${ids} order by deal_id, seq`);
  const credits = await tx.rows(sql<Of<DealCredit>>`
    select deal_id as "dealId", credit_class as class, position_id as "positionId", share_ppm as "sharePpm"
    from deal_credits where tenant_id = current_tenant() and deal_id = ${ids} order by deal_id, credit_class desc, position_id`);
  const [m, c, k] = [byDeal(moves), byDeal(changes), byDeal(credits)];
  return new Map(
    heads.map(({ id, ...head }) => [
      head.code,
      { id, state: { ...head, moves: m.get(id) ?? [], changes: c.get(id) ?? [], credits: k.get(id) ?? [] } },
    ]),
  );
}

function byDeal<T>(rows: readonly Of<T>[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const { dealId, ...rest } of rows) {
    const own = found.get(dealId) ?? [];
    own.push(rest as T);
    found.set(dealId, own);
  }
  return found;
}

async function writeDeals(tx: Tx, changes: readonly Change<DealState>[]): Promise<void> {
  await ensureStages(
    tx,
    changes.map((change) => change.after),
  );
  const rows = changes.map(({ id, after }) => [id, ...names.map((name) => after[name])]);
  const types = Object.fromEntries([["id", "uuid"], ...names.map((name) => columns[name])]);
  await insertRows(tx, "deals", types, rows, `on conflict (tenant_id, id) do update set ${updated}, version = deals.version + 1`);
  await writeReasons(tx, changes);
  await writeHistory(tx, changes);
}

async function writeReasons(tx: Tx, changes: readonly Change<DealState>[]): Promise<void> {
  const moved = changes.filter(({ before, after }) => (before?.lostReasons ?? []).join("\n") !== after.lostReasons.join("\n"));
  if (moved.length === 0) return;
  await tx.run(sql`
    update deals d set lost_reasons = string_to_array(told.words, chr(10))
    from unnest(${moved.map((c) => c.id)}::uuid[], ${moved.map((c) => c.after.lostReasons.join("\n"))}::text[]) as told(id, words)
    where d.tenant_id = current_tenant() and d.id = told.id`);
}

async function writeHistory(tx: Tx, changes: readonly Change<DealState>[]): Promise<void> {
  const known = changes.filter((change) => change.before !== null).map((change) => change.id);
  for (const table of ["deal_stage_moves", "deal_changes", "deal_credits"]) await deleteByIds(tx, table, "deal_id", known);
  await insertRows(
    tx,
    "deal_stage_moves",
    { deal_id: "uuid", seq: "int", stage: "text", entered_on: "date", by_position_id: "uuid" },
    changes.flatMap(({ id, after }) => after.moves.map((move, i) => [id, i + 1, move.stage, move.enteredOn, move.by])),
  );
  await insertRows(
    tx,
    "deal_changes",
    { deal_id: "uuid", seq: "int", changed_on: "date", field: "text", before: "text", after: "text", by_position_id: "uuid" },
    changes.flatMap(({ id, after }) => after.changes.map((c, i) => [id, i + 1, c.changedOn, c.field, c.before, c.after, c.by])),
  );
  await insertRows(
    tx,
    "deal_credits",
    { deal_id: "uuid", credit_class: "text", position_id: "uuid", share_ppm: "int" },
    changes.flatMap(({ id, after }) => after.credits.map((credit) => [id, credit.class, credit.positionId, credit.sharePpm])),
  );
}
