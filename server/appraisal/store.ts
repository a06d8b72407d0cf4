import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { checkScheme, type Scheme } from "#core/appraisal/scheme.ts";
import type { Scorecard } from "#core/appraisal/score.ts";
import type { Period } from "#core/calendar/period.ts";
import type { Tx } from "../db/tx.ts";

export type StoredScheme = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly document: unknown;
  readonly scheme: Scheme;
};
type SchemeRow = Omit<StoredScheme, "scheme">;

const columns = sql`id, name, version, valid_from as "validFrom", document`;

/** The scheme in force on a day: the version that started last. */
export async function schemeOn(tx: Tx, day: Day): Promise<StoredScheme | null> {
  const row = await tx.row(sql<SchemeRow>`
    select ${columns} from schemes
    where tenant_id = current_tenant() and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    order by valid_from desc, version desc limit 1`);
  return row ? read(row) : null;
}

export async function schemes(tx: Tx): Promise<SchemeRow[]> {
  return tx.rows(sql<SchemeRow>`select ${columns} from schemes where tenant_id = current_tenant() order by valid_from desc, version desc`);
}

export async function insertScheme(
  tx: Tx,
  scheme: { name: string; document: unknown; validFrom: Day; by: string | null },
): Promise<{ id: string; version: number }> {
  const id = randomUUIDv7();
  const row = await tx.row(sql<{ version: number }>`
    insert into schemes (tenant_id, id, name, version, document, valid_from, created_by)
    select current_tenant(), ${id}, ${scheme.name}, coalesce(max(version), 0) + 1, ${JSON.stringify(scheme.document)}::jsonb, ${scheme.validFrom}::date, ${scheme.by}::uuid
    from schemes where tenant_id = current_tenant() and name = ${scheme.name} returning version`);
  return { id, version: row!.version };
}

/** Published scorecards of a period by position: they replace the live ones wherever pay depends on them. */
export async function publishedCards(tx: Tx, positionIds: readonly string[], period: Period): Promise<Map<string, Scorecard>> {
  const rows = await tx.rows(sql<{ positionId: string; document: Scorecard }>`
    select position_id as "positionId", document from scorecards
    where tenant_id = current_tenant() and published_at is not null and period = ${period.key} and position_id = any(${positionIds as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.positionId, row.document]));
}

export type PublishedCard = { positionId: string; personId: string | null; card: Scorecard };

/** A published scorecard is never written over: who is published stays as he is. Returns how many were new. */
export async function publishCards(tx: Tx, schemeId: string, period: Period, cards: readonly PublishedCard[], by: string): Promise<number> {
  return tx.run(sql`
    insert into scorecards (tenant_id, id, position_id, person_id, scheme_id, period, period_from, period_to, document, published_by, published_at)
    select current_tenant(), c.id, c.position_id, c.person_id, ${schemeId}::uuid, ${period.key}, ${period.from}::date, ${period.to}::date, c.document, ${by}::uuid, now()
    from unnest(${cards.map(() => randomUUIDv7())}::uuid[], ${cards.map((c) => c.positionId)}::uuid[], ${cards.map((c) => c.personId)}::uuid[],
      ${cards.map((c) => JSON.stringify(c.card))}::jsonb[]) as c(id, position_id, person_id, document)
    on conflict (tenant_id, position_id, scheme_id, period) do nothing`);
}

function read(row: SchemeRow): StoredScheme {
  const checked = checkScheme(row.document);
  if (checked.kind === "refused") throw new Error(`scheme ${row.name} v${row.version} was stored unchecked`);
  return { ...row, scheme: checked.scheme };
}
