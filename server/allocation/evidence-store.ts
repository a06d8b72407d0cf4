import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

export type EvidenceRow = {
  id: string;
  nodeId: string;
  text: string;
  source: string;
  fileName: string | null;
  fileType: string | null;
  fileSize: number | null;
  by: string | null;
  at: string;
};
type About = { readonly metric: string; readonly year: number };

const columns = sql`e.id, e.node_id as "nodeId", e.text, e.source, e.file_name as "fileName", e.file_type as "fileType", e.file_size as "fileSize", u.name as by, e.at`;
const tables = sql`target_evidence e left join users u on u.tenant_id = e.tenant_id and u.id = e.by_user`;

/** Notes beside one target, newest first. */
export async function evidenceOf(tx: Tx, nodeId: string, { metric, year }: About): Promise<EvidenceRow[]> {
  return tx.rows(sql<EvidenceRow>`
    select ${columns} from ${tables}
    where e.tenant_id = current_tenant() and e.node_id = ${nodeId} and e.metric = ${metric} and e.fiscal_year = ${year} order by e.at desc, e.id desc`);
}

export async function evidenceById(tx: Tx, id: string): Promise<(EvidenceRow & { metric: string; year: number }) | undefined> {
  return tx.row(sql<EvidenceRow & { metric: string; year: number }>`
    select ${columns}, e.metric, e.fiscal_year as year from ${tables} where e.tenant_id = current_tenant() and e.id = ${id}`);
}

export async function evidenceBytes(tx: Tx, id: string): Promise<Buffer | undefined> {
  const row = await tx.row(
    sql<{ bytes: Buffer }>`select bytes from target_evidence_files where tenant_id = current_tenant() and evidence_id = ${id}`,
  );
  return row?.bytes;
}

export type NewEvidence = About & {
  readonly id: string;
  readonly nodeId: string;
  readonly text: string;
  readonly source: string;
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Buffer } | null;
  readonly by: string | null;
};

/** False when the id is taken. */
export async function insertEvidence(tx: Tx, e: NewEvidence): Promise<boolean> {
  const made = await tx.run(sql`
    insert into target_evidence (tenant_id, id, metric, fiscal_year, node_id, text, source, file_name, file_type, file_size, by_user)
    values (current_tenant(), ${e.id}, ${e.metric}, ${e.year}, ${e.nodeId}, ${e.text}, ${e.source}, ${e.file?.name ?? null}, ${e.file?.type ?? null},
      ${e.file?.bytes.length ?? null}, ${e.by}) on conflict do nothing`);
  if (made === 0) return false;
  if (e.file)
    await tx.run(
      sql`insert into target_evidence_files (tenant_id, evidence_id, bytes) values (current_tenant(), ${e.id}, ${e.file.bytes})`,
    );
  return true;
}
