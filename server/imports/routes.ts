import { createHash } from "node:crypto";
import type { z } from "zod";
import type { importDetail, importSummary, rowProblem } from "#api/imports.ts";
import { fields, importResource, type ImportKind, type Language } from "#core/imports/fields.ts";
import { may, type Principal } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { cancelRun, createImport, previewImport, rereadImport, startRun } from "./commands.ts";
import { limits } from "./reading/limits.ts";
import { endInterrupted, runImport, type RunRequest } from "./run.ts";
import { importById, importsBefore, problemsAfter, type Import, type StoredProblem } from "./store.ts";
import { errorFile, fieldLabel, languageOf, messageText, reasonOf, template } from "./texts.ts";
import { undoImport } from "./undo.ts";

/** An import shows rows of its file: only to those who may write such rows. */
async function importFor(tx: Tx, user: Principal, id: string): Promise<Import | undefined> {
  const found = await importById(tx, id);
  return found && mayImport(user, found.kind) ? found : undefined;
}

const mayImport = (user: Principal, kind: ImportKind): boolean =>
  may(
    user.grants.map((grant) => grant.role),
    importResource[kind],
    "write",
  );

type JobData = {
  readonly tenantId: string;
  readonly importId: string;
  readonly userId: string;
  readonly actor: string;
  readonly requestId: string;
};

export function imports(server: Server): void {
  acceptFiles(server);
  void server.jobs.work<JobData>("import", (data) => runImport(server.pool, requestOf(data)));
  void endInterrupted(server.pool).catch((error: unknown) => server.app.log.warn({ err: error }, "interrupted imports not looked at"));

  implement(server, "GET /api/imports", async ({ tx, query, locale }) => {
    const rows = await importsBefore(tx, query.cursor, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    return { rows: shown.map((row) => summary(row, languageOf(locale))), next: rows.length > query.limit ? shown.at(-1)!.id : null };
  });
  implement(server, "POST /api/imports", async ({ tx, query, request, user, now, locale }) => {
    if (!mayImport(user, query.kind)) return refuse("import-kind-refused");
    const file = request.body;
    if (!(file instanceof UploadedFile)) return refuse("file-empty");
    const author = { userId: user.userId, actor: user.name, requestId: request.id, at: now };
    const created = await createImport(tx, { ...query, bytes: file.bytes() }, author);
    return isRefusal(created) ? created : detail(created, languageOf(locale));
  });
  implement(server, "GET /api/imports/:id", async ({ tx, params, user, locale }) => {
    const found = await importFor(tx, user, params.id);
    return found ? detail(found, languageOf(locale)) : refuse("not-found");
  });
  previewing(server);
  running(server);
  files(server);
}

function previewing(server: Server): void {
  implement(server, "POST /api/imports/:id/reading", async ({ tx, params, body, user, locale }) => {
    const found = await importFor(tx, user, params.id);
    if (!found) return refuse("not-found");
    const again = await rereadImport(tx, found, body);
    if (isRefusal(again)) return again;
    const { encoding, ...reading } = again.reading;
    return detail({ ...found, encoding, mapping: { ...reading, ...again.shape } }, languageOf(locale));
  });
  implement(server, "POST /api/imports/:id/preview", async ({ tx, params, body, user, locale }) => {
    if (!(await importFor(tx, user, params.id))) return refuse("not-found");
    const preview = await previewImport(tx, params.id, body.reading, body.mode, user.userId);
    if (isRefusal(preview)) return preview;
    const { found, plan, rows } = preview;
    const first = rows
      .slice(0, 50)
      .map((row) => ({ row: row.no, effect: plan.effects.get(row.no) ?? ("refused" as const), cells: row.values }));
    const problems = plan.problems.slice(0, 200).map((p) => problemView(found.kind, p, languageOf(locale)));
    return { import: summary(found, languageOf(locale)), rows: first, problems };
  });
  implement(server, "GET /api/imports/:id/problems", async ({ tx, params, query, user, locale }) => {
    const found = await importFor(tx, user, params.id);
    if (!found) return refuse("not-found");
    const rows = await problemsAfter(tx, found.id, Number(query.cursor ?? -1) || 0, query.limit + 1, query.severity);
    const shown = rows.slice(0, query.limit);
    return {
      rows: shown.map((p) => problemView(found.kind, p, languageOf(locale))),
      next: rows.length > query.limit ? String(shown.at(-1)!.seq) : null,
    };
  });
}

function running(server: Server): void {
  implement(server, "POST /api/imports/:id/run", async ({ tx, params, user, tenant, request, locale }) => {
    if (!(await importFor(tx, user, params.id))) return refuse("not-found");
    const started = await startRun(tx, params.id);
    if (isRefusal(started)) return started;
    const data: JobData = {
      tenantId: tenant.id.toString(),
      importId: params.id,
      userId: user.userId,
      actor: user.name,
      requestId: request.id,
    };
    // The job must find the state it starts from: it is sent once that is in the database.
    tx.afterCommit(
      () => void server.jobs.send("import", data).catch((error: unknown) => request.log.error({ err: error }, "import job not sent")),
    );
    return summary(started, languageOf(locale));
  });
  implement(server, "POST /api/imports/:id/cancellation", async ({ tx, params, user, audit, locale }) => {
    if (!(await importFor(tx, user, params.id))) return refuse("not-found");
    const cancelled = await cancelRun(tx, params.id);
    if (isRefusal(cancelled)) return cancelled;
    await audit({ action: "import.cancel", subjectKind: "import", subjectId: params.id, subjectLabel: cancelled.fileName });
    return summary(cancelled, languageOf(locale));
  });
  implement(server, "POST /api/imports/:id/undoing", async ({ tx, params, user, request, now, locale }) => {
    if (!(await importFor(tx, user, params.id))) return refuse("not-found");
    const undone = await undoImport(tx, params.id, { userId: user.userId, actor: user.name, requestId: request.id, at: now });
    return isRefusal(undone) ? undone : summary(undone, languageOf(locale));
  });
}

function files(server: Server): void {
  implement(server, "GET /api/imports/:id/errors.csv", async ({ tx, params, reply, user, locale }) => {
    const found = await importFor(tx, user, params.id);
    if (!found) return refuse("not-found");
    const refused = await problemsAfter(tx, found.id, -1, 20_000, "refused");
    asFile(reply, `${found.fileName.replace(/\.\w+$/, "")}-${found.id.slice(-6)}.csv`);
    return errorFile(found.kind, found.mapping.headers, refused, languageOf(locale));
  });
  implement(server, "GET /api/import-templates/:kind", async ({ params, reply, locale }) => {
    asFile(reply, `${params.kind}.csv`);
    return template(params.kind, languageOf(locale));
  });
}

type Headers = { header(name: string, value: string): unknown };

function asFile(reply: Headers, name: string): void {
  reply.header("content-type", "text/csv; charset=utf-8");
  reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
}

/** The bytes stand apart from what is enumerable: an idempotency key hashes the digest, not sixty megabytes one by one. */
export class UploadedFile {
  readonly sha256: string;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.sha256 = createHash("sha256").update(bytes).digest("hex");
    this.#bytes = bytes;
  }

  bytes(): Buffer {
    return this.#bytes;
  }
}

/** The whole file is in memory before a database transaction begins: a slow sender holds no connection of the pool. */
function acceptFiles({ app }: Server): void {
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer", bodyLimit: limits.bytes },
    async (_request: unknown, body: string | Buffer) => new UploadedFile(Buffer.from(body)),
  );
}

function requestOf({ tenantId, importId, userId, actor, requestId }: JobData): RunRequest {
  return { tenantId: BigInt(tenantId), importId, author: { userId, actor, requestId, at: new Date() } };
}

function summary({ encoding: _, mapping: __, message, ...row }: Import, language: Language): z.input<typeof importSummary> {
  return { ...row, message: message === null ? null : messageText(message, language) };
}

function detail(row: Import, language: Language): z.input<typeof importDetail> {
  const { format, sheets, headers, sample, ...reading } = row.mapping;
  return {
    ...summary(row, language),
    format,
    sheets: [...sheets],
    headers: [...headers],
    sample: sample.map((cells) => [...cells]),
    reading: { ...reading, encoding: row.encoding, columns: { ...reading.columns }, constants: { ...reading.constants } },
    fields: fields[row.kind].map((field) => ({
      name: field.name,
      label: fieldLabel(row.kind, field.name, language),
      isRequired: field.isRequired,
      example: field.example,
    })),
  };
}

function problemView(kind: ImportKind, problem: Omit<StoredProblem, "seq" | "raw">, language: Language): z.input<typeof rowProblem> {
  const { no, severity, field, excerpt, code } = problem;
  return {
    row: no,
    severity,
    field: field === "" ? "" : fieldLabel(kind, field, language),
    excerpt,
    code,
    ...reasonOf(kind, problem, language),
  };
}
