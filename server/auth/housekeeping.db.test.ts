import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { inTransaction } from "../db/tx.ts";
import { forget } from "./housekeeping.ts";
import { startSession } from "./sessions.ts";
import { issueToken } from "./tokens.ts";
import { countTry } from "./tries.ts";

let s: Stage;
beforeAll(async () => void (s = await stage()));
afterAll(() => s.close());

const now = new Date("2026-06-18T04:00:00Z");
const before = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

it.each([
  ["a session that is over", "sessions", 8 * 24],
  ["a link nobody used for a month", "user_tokens", 40 * 24],
  ["a guess of yesterday", "sign_in_tries", 25],
  ["an answer kept for a repetition", "idempotency_keys", 25],
] as const)("%s is forgotten, a fresh one stays", async (_, table, hours) => {
  await arrange(table, before(hours), "old");
  await arrange(table, before(0.1), "new");
  expect(await count(table)).toBe(2);
  await forget(s.pool, now);
  expect(await count(table)).toBe(1);
  await forget(s.pool, before(-hours));
  expect(await count(table)).toBe(0);
});

async function arrange(table: string, at: Date, name: string): Promise<void> {
  const account = { tenantId: s.home.tenantId, userId: s.home.people["E013"]!.userId };
  if (table === "sign_in_tries") return void (await countTry(s.pool, [{ name, limit: 10 }], at));
  await inTransaction(s.pool, { tenantId: s.home.tenantId }, async (tx) => {
    if (table === "sessions") await startSession(tx, { ...account, userAgent: name, now: at });
    else if (table === "user_tokens") await issueToken(tx, name === "old" ? "invite" : "reset", account, at);
    else
      await tx.run(sql`
        insert into idempotency_keys (tenant_id, user_id, key, request_hash, status, created_at)
        values (current_tenant(), ${account.userId}, ${name}, '', 200, ${at.toISOString()})`);
  });
}

async function count(table: string): Promise<number> {
  const row = await s.within((tx) => tx.row(sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`));
  return row!.count;
}
