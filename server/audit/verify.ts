import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";
import { chained } from "./record.ts";

export type Verdict =
  | { readonly kind: "intact"; readonly entries: number; readonly head: string }
  | { readonly kind: "broken"; readonly entries: number; readonly seq: string; readonly why: "changed" | "missing" | "head" };

type Link = Record<string, unknown> & { seq: string; at: string; prev: Buffer; hash: Buffer };
const PAGE = 5_000;

/**
 * Recomputes the tenant's chain from the first entry: a changed entry, a missing one, a cut tail and a moved head are
 * found. Someone who rewrites the whole chain is found only by a head kept elsewhere: print or mail `head` now and then.
 */
export async function verifyAudit(tx: Tx): Promise<Verdict> {
  let prev: Buffer = Buffer.from([0]);
  let [seq, count] = [0n, 0];
  for (;;) {
    const links = await page(tx, seq);
    for (const { prev: said, hash, ...row } of links) {
      if (BigInt(row.seq) !== seq + 1n) return { kind: "broken", entries: count, seq: String(seq + 1n), why: "missing" };
      if (!said.equals(prev) || !chained(prev, row).equals(hash)) return { kind: "broken", entries: count, seq: row.seq, why: "changed" };
      [prev, seq, count] = [hash, BigInt(row.seq), count + 1];
    }
    if (links.length < PAGE) break;
  }
  const head = await tx.row(sql<{ seq: bigint; hash: Buffer }>`select seq, hash from audit_heads where tenant_id = current_tenant()`);
  const isHead = head ? head.seq === seq && head.hash.equals(prev) : count === 0;
  return isHead
    ? { kind: "intact", entries: count, head: prev.toString("hex") }
    : { kind: "broken", entries: count, seq: String(seq), why: "head" };
}

/** In the very shape that was hashed (server/audit/record.ts). */
async function page(tx: Tx, after: bigint): Promise<Link[]> {
  return tx.rows(sql<Link>`
    select seq::text, at, user_id as "userId", actor, action, subject_kind as "subjectKind", subject_id as "subjectId", subject_label as "subjectLabel",
      before, after, reason, request_id as "requestId", prev, hash
    from audit_log where tenant_id = current_tenant() and seq > ${after} order by audit_log.seq limit ${PAGE}`);
}
