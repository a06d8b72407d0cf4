import type { Contract } from "#api/index.ts";
import { laidOut } from "#core/compensation/layout.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { formatRow, formatRows, isNameTaken, keepFormat, removeFormat } from "./format-store.ts";
import { recordsOf } from "./records.ts";

type At<K extends keyof Contract> = Context<Contract[K]>;
type Replies<K extends keyof Contract> = Promise<Reply<Contract[K]>>;
const SHOWN = 12;

export const formatList = async ({ tx }: At<"GET /api/export-formats">): Replies<"GET /api/export-formats"> => ({
  rows: await formatRows(tx),
});

/** PUT /api/export-formats/:id */
export async function saveFormat({ tx, params, body, user, audit }: At<"PUT /api/export-formats/:id">): Replies<"PUT /api/export-formats/:id"> {
  if (await isNameTaken(tx, body.name, params.id)) return refuse("name-taken", { name: body.name });
  const before = await formatRow(tx, params.id);
  const version = await keepFormat(tx, { ...body, id: params.id }, user.userId);
  if (version === null) return refuse("version-moved", {}, before);
  await audit({ action: "export-format.save", subjectKind: "export-format", subjectId: params.id, subjectLabel: body.name, before, after: { ...body, version } });
  return { id: params.id, version };
} // prettier-ignore

/** DELETE /api/export-formats/:id */
export async function dropFormat({ tx, params, audit }: At<"DELETE /api/export-formats/:id">): Replies<"DELETE /api/export-formats/:id"> {
  const before = await formatRow(tx, params.id);
  if (!before) return refuse("not-found");
  await removeFormat(tx, params.id);
  await audit({ action: "export-format.remove", subjectKind: "export-format", subjectId: params.id, subjectLabel: before.name, before });
  return { id: params.id };
} // prettier-ignore

/** POST /api/pay-periods/:key/export-preview: the same rows as the file, the first of them. */
export async function previewFormat({ tx, params, body, tenant, locale }: At<"POST /api/pay-periods/:key/export-preview">): Replies<"POST /api/pay-periods/:key/export-preview"> {
  const records = await recordsOf(tx, params.key, body.layout.source, locale);
  if (!records) return refuse("pay-period-state");
  const made = laidOut(body.layout, records, tenant.currencyDigits);
  if (made.kind === "unmapped") return { header: [], rows: [], count: 0, unmapped: [...made.bookings] };
  const rows = made.rows.slice(0, SHOWN).map((row) => row.map(({ text }) => text));
  return { header: [...made.header], rows, count: made.rows.length, unmapped: [] };
} // prettier-ignore
