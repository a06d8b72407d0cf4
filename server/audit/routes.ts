import { csvText } from "#core/imports/csv.ts";
import { implement, type Server } from "../http/implement.ts";
import { actionsSeen, entries, type AuditRow } from "./store.ts";
import { verifyAudit } from "./verify.ts";

const EXPORT_LIMIT = 100_000;

export function audit(server: Server): void {
  implement(server, "GET /api/audit", async ({ tx, query, tenant }) => {
    const rows = await entries(tx, query, tenant.timeZone, query.cursor, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    return { rows: shown.map(({ userId: _, ...row }) => row), next: rows.length > query.limit ? shown.at(-1)!.seq : null };
  });
  implement(server, "GET /api/audit/actions", async ({ tx }) => ({ rows: await actionsSeen(tx) }));
  implement(server, "POST /api/audit/verification", ({ tx }) => verifyAudit(tx));
  implement(server, "GET /api/audit.csv", async ({ tx, query, tenant, reply }) => {
    const rows = await entries(tx, query, tenant.timeZone, undefined, EXPORT_LIMIT);
    void reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="audit.csv"');
    return csvText([header, ...rows.map(cells)]);
  });
}

const header = ["seq", "at", "actor", "action", "subject", "label", "before", "after", "reason", "request"];
const cells = (row: AuditRow): string[] => [
  row.seq, row.at, row.actor, row.action, `${row.subjectKind} ${row.subjectId}`, row.subjectLabel ?? "", json(row.before), json(row.after), row.reason ?? "", row.requestId ?? "",
]; // prettier-ignore
const json = (value: unknown): string => (value === null ? "" : JSON.stringify(value));
