import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import { verifyAudit, type Verdict } from "#server/audit/verify.ts";
import { CommandError, type Command } from "./command.ts";
import { withMigrated } from "./database.ts";
import { chosenTenant } from "./tenant.ts";

export const audit: Command = {
  usage: "audit verify [--tenant CODE]",
  summary: {
    zh: "重算审计日志的哈希链，找出被改动、删除或截断的记录。",
    en: "Recomputes the hash chain of the audit log: changed, missing or cut entries are found.",
  },
  async run([what, flag, code]) {
    if (what !== "verify" || (flag !== undefined && flag !== "--tenant")) throw new CommandError("hengji audit verify [--tenant CODE]");
    const verdict = await withMigrated(async ({ url }) => {
      const pool = openPool(url, { max: 1, statementTimeoutMs: 600_000 });
      try {
        const tenantId = await chosenTenant(pool, code);
        return await inTransaction(pool, { tenantId }, verifyAudit);
      } finally {
        await pool.end();
      }
    });
    console.log(words(verdict));
    return verdict.kind === "intact" ? 0 : 1;
  },
};

const why = { changed: "被改动 / changed", missing: "缺失 / missing", head: "末尾不符 / the tail does not match its head" } as const;

function words(verdict: Verdict): string {
  if (verdict.kind === "intact") return `完整：${verdict.entries} 条 / intact: ${verdict.entries} entries\nhead ${verdict.head}`;
  return `不完整：第 ${verdict.seq} 条${why[verdict.why]} (${verdict.entries})`;
}
