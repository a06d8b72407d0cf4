import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";
import type { TargetMetric } from "../targets/book.ts";

export type Theme = {
  readonly name: string;
  readonly aim: string;
  readonly metrics: readonly { readonly metric: string; readonly weight: number }[];
};
export type Goal = { readonly metric: TargetMetric; readonly year: number; readonly amount: string };
export type StrategyRow = { version: number; vision: string; themes: { items: Theme[]; goals?: Goal[] }; by: string | null; at: string };

/** The last version of a year. */
export const strategyOf = (tx: Tx, year: number): Promise<StrategyRow | undefined> =>
  tx.row(sql<StrategyRow>`
    select s.version, s.vision, s.themes, u.name as by, s.at from strategies s left join users u on u.tenant_id = s.tenant_id and u.id = s.by_user
    where s.tenant_id = current_tenant() and s.fiscal_year = ${year} order by s.version desc limit 1`);

type New = {
  readonly year: number;
  readonly version: number;
  readonly vision: string;
  readonly themes: readonly Theme[];
  readonly goals: readonly Goal[];
  readonly by: string | null;
  readonly at?: string;
};

/** False when somebody wrote that version first. */
export async function insertStrategy(tx: Tx, { year, version, vision, themes, goals, by, at }: New): Promise<boolean> {
  const count = await tx.run(sql`
    insert into strategies (tenant_id, fiscal_year, version, vision, themes, by_user, at)
    values (current_tenant(), ${year}, ${version}, ${vision}, ${JSON.stringify({ items: themes, goals })}::jsonb, ${by}, coalesce(${at ?? null}::timestamptz, now())) on conflict do nothing`);
  return count === 1;
}
