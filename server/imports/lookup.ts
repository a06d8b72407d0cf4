import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

type Coded = { code: string; id: string };

/** Ids by code of the rows of one table. */
export async function idsByCode(tx: Tx, table: "org_units" | "products" | "customers" | "orders" | "persons" | "positions", codes: Iterable<string | null>): Promise<Map<string, string>> {
  const wanted = [...new Set(codes)].filter((code) => code !== null);
  const rows = await tx.rows(sql<Coded>`select code, id from ${sql.table(table)} where tenant_id = current_tenant() and code = any(${wanted}::text[])`);
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Ids by code, or by name where a name stands for one row only: files from elsewhere often carry names. */
export async function idsByCodeOrName(tx: Tx, table: "products" | "customers", words: Iterable<string | null>): Promise<Map<string, string>> {
  const wanted = [...new Set(words)].filter((word) => word !== null);
  const byName = await tx.rows(sql<Coded>`
    select name as code, min(id::text) as id from ${sql.table(table)} where tenant_id = current_tenant() and name = any(${wanted}::text[]) group by name having count(*) = 1`);
  return new Map([...byName.map((row) => [row.code, row.id] as const), ...(await idsByCode(tx, table, wanted))]);
}

export type Seat = { readonly personId: string; readonly positionId: string };
type Holding = Seat & { readonly code: string; readonly from: Day; readonly to: Day | null };
export type Seats = { isKnown(person: string): boolean; on(person: string, day: Day): Seat | undefined; within(person: string, span: Span): string | undefined };

/** Who holds which position when, for the people a file names. */
export async function seatsOf(tx: Tx, people: Iterable<string | null>): Promise<Seats> {
  const wanted = [...new Set(people)].filter((code) => code !== null);
  const rows = await tx.rows(sql<Holding>`
    select p.code, p.id as "personId", a.position_id as "positionId", a.valid_from as "from", a.valid_to as "to"
    from persons p left join assignments a on a.tenant_id = p.tenant_id and a.person_id = p.id
    where p.tenant_id = current_tenant() and p.code = any(${wanted}::text[]) order by a.valid_from`);
  const byPerson = Map.groupBy(rows, (row) => row.code);
  const held = (person: string) => byPerson.get(person)?.filter((h) => h.positionId !== null) ?? [];
  return {
    within: (person, span) => held(person).find((h) => h.from < span.to && (h.to === null || h.to > span.from))?.positionId,
    isKnown: (person) => byPerson.has(person),
    on: (person, day) => held(person).find((h) => h.from <= day && (h.to === null || h.to > day)),
  };
}
