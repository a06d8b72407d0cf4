import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

export type Content = {
  readonly purpose: string;
  readonly duties: readonly { readonly text: string; readonly metrics: readonly string[] }[];
  readonly norms: string;
  readonly documents: readonly { readonly name: string; readonly url: string }[];
};
export type ProfileRow = {
  title: string;
  seats: number;
  isMine: boolean;
  version: number;
  content: Content | null;
  by: string | null;
  at: string | null;
};

/** Every title that somebody has today or that was written of, with the last version of its profile. */
export function profiles(tx: Tx, today: Day, positionIds: readonly string[]): Promise<ProfileRow[]> {
  return tx.rows(sql<ProfileRow>`
    with seats as (
      select title, count(*)::int as seats, bool_or(position_id = any(${positionIds as string[]}::uuid[])) as mine from position_versions
      where tenant_id = current_tenant() and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date) group by title
    ), written as (
      select distinct on (title) title, version, document, by_user, at from job_profiles where tenant_id = current_tenant() order by title, version desc
    )
    select title, coalesce(s.seats, 0) as seats, coalesce(s.mine, false) as "isMine", coalesce(w.version, 0) as version, w.document as content,
      u.name as by, w.at
    from seats s full join written w using (title) left join users u on u.tenant_id = current_tenant() and u.id = w.by_user
    order by coalesce(s.mine, false) desc, w.version is null, coalesce(s.seats, 0) desc, title`);
}

/** False when somebody wrote that version first. */
export async function insertProfile(
  tx: Tx,
  title: string,
  version: number,
  content: Content,
  by: string | null,
  at?: string,
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into job_profiles (tenant_id, title, version, document, by_user, at)
    select current_tenant(), ${title}, ${version}, ${JSON.stringify(content)}::jsonb, ${by}::uuid, coalesce(${at ?? null}::timestamptz, now())
    where ${version} = 1 + coalesce((select max(version) from job_profiles where tenant_id = current_tenant() and title = ${title}), 0)
    on conflict do nothing`);
  return count === 1;
}
