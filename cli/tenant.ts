import { sql } from "kysely";
import type { Pool } from "pg";
import { inTransaction } from "#server/db/tx.ts";
import { CommandError } from "./command.ts";

/** The company a command is for: the one named, or the only one there is. */
export async function chosenTenant(pool: Pool, code: string | undefined): Promise<bigint> {
  const tenants = await inTransaction(pool, { tenantId: null }, (tx) =>
    tx.rows(sql<{ id: bigint; code: string }>`select id, code from tenants order by id`),
  );
  const found = code === undefined && tenants.length === 1 ? tenants[0] : tenants.find((tenant) => tenant.code === code);
  if (found) return found.id;
  const known = tenants.map((tenant) => tenant.code).join(" ");
  throw new CommandError(
    tenants.length === 0
      ? "还没有公司，请先启动一次 / no company yet: start once first"
      : `请用 --tenant 指明公司 / name the company with --tenant: ${known}`,
  );
}
