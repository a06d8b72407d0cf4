import { sql } from "kysely";
import { packed } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import type { PersonState } from "./kinds/people-state.ts";
import type { ImportPlan } from "./plan.ts";

/**
 * Nobody gives himself a role: a file that changes the importer's own post, unit or role is for somebody else to import,
 * just as one cannot transfer oneself on the page.
 */
export async function changesOwnPost(tx: Tx, { kind, changes }: ImportPlan, userId: string | null): Promise<boolean> {
  if (kind !== "people") return false;
  const me = await personCodeOf(tx, userId);
  const own = changes.find((change) => change.key === me);
  return own !== undefined && seatsOf(own.before) !== seatsOf(own.after);
}

/** The employee number of a user; the command line is nobody. */
export async function personCodeOf(tx: Tx, userId: string | null): Promise<string | undefined> {
  const row = await tx.row(sql<{ code: string }>`
    select p.code from users u join persons p on p.tenant_id = u.tenant_id and p.id = u.person_id
    where u.tenant_id = current_tenant() and u.id = ${userId}::uuid`);
  return row?.code;
}

const seatsOf = (state: unknown): string => packed((state as PersonState | null)?.seats ?? {});
