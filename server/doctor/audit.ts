import { sql } from "kysely";
import { verifyAudit } from "../audit/verify.ts";
import { openPool } from "../db/pool.ts";
import { inTransaction } from "../db/tx.ts";
import { type Finding, finding } from "./finding.ts";

/** The audit chain of every company, recomputed from its first entry. */
export async function examineAudit(url: string): Promise<Finding[]> {
  const pool = openPool(url, { max: 1, statementTimeoutMs: 600_000 });
  try {
    const tenants = await inTransaction(pool, { tenantId: null }, (tx) =>
      tx.rows(sql<{ id: bigint; code: string }>`select id, code from tenants order by id`),
    );
    const findings: Finding[] = [];
    for (const { id, code } of tenants) {
      const verdict = await inTransaction(pool, { tenantId: id }, verifyAudit);
      const what = `审计链 / audit chain ${code}`;
      const where = verdict.kind === "intact" ? String(verdict.entries) : `${verdict.why}: ${verdict.seq}`;
      findings.push(finding(what, where, verdict.kind === "intact" ? "good" : "bad", "hengji audit verify"));
    }
    return findings;
  } finally {
    await pool.end();
  }
}
