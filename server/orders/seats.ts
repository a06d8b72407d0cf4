import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

export type Seat = { readonly personId: string; readonly positionId: string };
type Holding = Seat & { readonly code: string; readonly from: Day; readonly to: Day | null };
export type Seats = {
  isKnown(person: string): boolean;
  on(person: string, day: Day): Seat | undefined;
  within(person: string, span: Span): string | undefined;
};

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
