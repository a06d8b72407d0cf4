import type { Resource } from "#api/contract.ts";
import { csvText } from "#core/imports/csv.ts";
import { scopeOf } from "../access/door.ts";
import type { Contract } from "#api/index.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { actionsSeen, entries, type AuditRow } from "./store.ts";
import { verifyAudit } from "./verify.ts";

const EXPORT_LIMIT = 100_000;

export function audit(server: Server): void {
  implement(server, "GET /api/audit", async (ctx) => {
    const { tx, query, tenant } = ctx;
    const rows = await entries(tx, query, tenant.timeZone, query.cursor, query.limit + 1);
    const shown = await withinReach(ctx, rows.slice(0, query.limit));
    return { rows: shown.map(({ userId: _, ...row }) => row), next: rows.length > query.limit ? shown.at(-1)!.seq : null };
  });
  implement(server, "GET /api/audit/actions", async ({ tx }) => ({ rows: await actionsSeen(tx) }));
  implement(server, "POST /api/audit/verification", ({ tx }) => verifyAudit(tx));
  implement(server, "GET /api/audit.csv", async (ctx) => {
    const { tx, query, tenant, reply } = ctx;
    const rows = await withinReach(ctx, await entries(tx, query, tenant.timeZone, undefined, EXPORT_LIMIT));
    void reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="audit.csv"');
    return csvText([header, ...rows.map(cells)]);
  });
}

const readAs: Readonly<Record<string, Resource>> = { order: "orders", deal: "deals", target: "targets", "target-set": "targets" };

/** Who did what to which record is for every reader of the log; its figures are for those who may read such records. */
async function withinReach({ tx, user, today }: Reader, rows: readonly AuditRow[]): Promise<AuditRow[]> {
  const closed = new Set<string>();
  for (const [kind, resource] of Object.entries(readAs)) if (!(await scopeOf(tx, user, resource, "read", today))?.all) closed.add(kind);
  return rows.map((row) => (closed.has(row.subjectKind) ? { ...row, before: null, after: null } : row));
}
type Reader = Pick<Context<Contract["GET /api/audit" | "GET /api/audit.csv"]>, "tx" | "user" | "today">;

const header = ["seq", "at", "actor", "action", "subject", "label", "before", "after", "reason", "request"];
const cells = (row: AuditRow): string[] => [
  row.seq, row.at, row.actor, row.action, `${row.subjectKind} ${row.subjectId}`, row.subjectLabel ?? "", json(row.before), json(row.after), row.reason ?? "", row.requestId ?? "",
]; // prettier-ignore
const json = (value: unknown): string => (value === null ? "" : JSON.stringify(value));
