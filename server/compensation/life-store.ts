import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Day } from "#core/base/date.ts";
import type { Reply } from "../http/implement.ts";
import type { Tx } from "../db/tx.ts";

export type PeriodState = "open" | "published" | "approved" | "closed";
export type Life = { state: PeriodState; publication: number; publishedAt: string | null; disputeUntil: Day | null };
type Lines = Exclude<Reply<Contract["GET /api/statements/:positionId/lines"]>, { code: string }>["rows"];
type Page = Exclude<Reply<Contract["GET /api/statements/:positionId"]>, { code: string }>;
type Row = Exclude<Reply<Contract["GET /api/statements"]>, { code: string }>["rows"][number];
/** A statement as it was published. */
export type Frozen = { readonly row: Row; readonly page: Omit<Page, "openDeals" | "life">; readonly lines: Lines };

/** Where a period stands; one nobody has touched is open. */
export async function lifeOf(tx: Tx, key: string): Promise<Life> {
  const row = await tx.row(sql<Life>`
    select state, publication, published_at as "publishedAt", dispute_until as "disputeUntil" from pay_periods
    where tenant_id = current_tenant() and key = ${key}`);
  return row ?? { state: "open", publication: 0, publishedAt: null, disputeUntil: null };
}

/** The statement of the publication that counts; null in an open period, or when there was none. */
export async function frozenOf(tx: Tx, key: string, positionId: string): Promise<Frozen | null> {
  const row = await tx.row(sql<{ document: Buffer }>`
    select s.document from published_statements s
    join pay_periods p on p.tenant_id = s.tenant_id and p.key = s.period and p.publication = s.publication and p.state <> 'open'
    where s.tenant_id = current_tenant() and s.period = ${key} and s.position_id = ${positionId}::uuid`);
  return row ? (JSON.parse(gunzipSync(row.document).toString("utf8")) as Frozen) : null;
}

/** Rows of the list of statements as they were published; none in an open period. */
export async function frozenRows(tx: Tx, key: string, positionIds: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx.rows(sql<{ positionId: string; document: Buffer }>`
    select s.position_id as "positionId", s.document from published_statements s
    join pay_periods p on p.tenant_id = s.tenant_id and p.key = s.period and p.publication = s.publication and p.state <> 'open'
    where s.tenant_id = current_tenant() and s.period = ${key} and s.position_id = any(${positionIds as string[]}::uuid[])`);
  return new Map(rows.map(({ positionId, document }) => [positionId, (JSON.parse(gunzipSync(document).toString("utf8")) as Frozen).row]));
}
