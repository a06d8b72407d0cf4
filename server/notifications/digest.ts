import { writeXlsx } from "hucre/xlsx";
import { isDue } from "#core/notifications/cadence.ts";
import type { Label } from "#core/explain/explanation.ts";
import { scopeOf } from "../access/door.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { boardBrief } from "../boards/brief.ts";
import { frameOf, periodAsked, progressOf, factIn } from "../home/progress.ts";
import { workbench } from "../home/workbench.ts";
import { isRefusal } from "../http/refusal.ts";
import { pdfOf, tableOf } from "../pdf/document.ts";
import { wordsIn } from "../words.ts";
import { mailOf } from "./alerts.ts";
import { post } from "./outbox.ts";
import { dueAt, momentOf, readerOf, type Reader } from "./reader.ts";
import { digestsOf, notify, takeDay, type DigestRow, type Document } from "./store.ts";

type Line = Document["lines"][number];

/** What a digest says now: the workbench or a board for its reader, a unit's totals for a group; null when nobody may tell the group. */
export function documentOf(reader: Reader, digest: DigestRow): Promise<Document | null> {
  const { boardId, robotUnitId, robotName } = digest;
  if (robotUnitId) return digestForGroup(reader, robotUnitId, robotName ?? "", boardId);
  return boardId === null ? digestFor(reader) : digestOfBoard(reader, boardId);
}

/** A board as its reader sees it at this moment, with the reader's own reach; a board that may not be read any more says only that. */
async function digestOfBoard(reader: Reader, boardId: string): Promise<Document> {
  const day = reader.tenant.today;
  const brief = await boardBrief(reader, boardId, reader.language);
  if (!brief) return { title: { key: "inbox.digest.title", values: { day } }, lines: [boardGone], link: null };
  return { title: { key: "inbox.digest.group", values: { name: brief.name, day } }, lines: brief.lines, link: `/dashboards/${boardId}` };
}
const boardGone: Line = { label: { key: "inbox.digest.boardGone" }, value: null, detail: "" };

/** The reader's own workbench as a message: what the page shows them now, no more. */
async function digestFor(reader: Reader): Promise<Document> {
  const { tx, tenant, user } = reader;
  const seen = await workbench({ tx, user, tenant, query: {}, today: tenant.today });
  if (isRefusal(seen)) throw new Error(seen.code);
  const numbers = seen.numbers.map(({ label, value }): Line => ({ label, value, detail: "" }));
  const waiting: Line = {
    label: { key: "inbox.digest.waiting" },
    value: { kind: "number", value: String(seen.waiting.length) },
    detail: "",
  };
  const people = seen.standings
    .slice(0, 20)
    .map((one): Line => ({ label: { key: "inbox.digest.of", values: { name: one.name } }, value: one.attainment.value, detail: "" }));
  return { title: { key: "inbox.digest.title", values: { day: tenant.today } }, lines: [...numbers, waiting, ...people], link: "/" };
}

/** What a group hears: totals of its unit, as far as whoever sends it may export them; never a person's figure. */
async function digestForGroup(reader: Reader, unitId: string, name: string, boardId: string | null): Promise<Document | null> {
  const { tx, tenant, user } = reader;
  const scope = await scopeOf(tx, user, "metrics", "export", tenant.today);
  if (!scope || (!scope.all && !scope.unitIds.includes(unitId))) return null;
  const title: Label = { key: "inbox.digest.group", values: { name, day: tenant.today } };
  if (boardId !== null) {
    const brief = await boardBrief(reader, boardId, reader.language, unitId);
    return brief && { title, lines: brief.lines, link: null };
  }
  const frame = await frameOf(tx, tenant, periodAsked(tenant, undefined, "month"));
  const node = { kind: "unit", id: unitId } as const;
  const progress = (await progressOf(tx, frame, "signed-amount", [node])).get(unitId)!;
  const collected = await factIn(tx, frame, "collected-amount", node);
  const all = [progress.target, progress.actual, progress.attainment, progress.gap, progress.needed].map((one) => one.explanation);
  return {
    title,
    lines: [...all, frame.time.explanation, collected].map(({ label, value }): Line => ({ label, value, detail: "" })),
    link: null,
  };
}

/** Digests whose hour has come, once a day each, whichever server looks first. */
export async function sendDigests(tx: Tx, tenant: Tenant, now: Date): Promise<number> {
  const moment = momentOf(tenant, now);
  let sent = 0;
  for (const digest of await digestsOf(tx, null)) {
    if (!isDue(digest, moment) || !(await takeDay(tx, digest.id, moment.day))) continue;
    const reader = await readerOf(tx, tenant, digest.userId);
    if (reader) sent += await sendOne(reader, digest, now);
  }
  return sent;
}

async function sendOne(reader: Reader, digest: DigestRow, now: Date): Promise<number> {
  const { tx, tenant, user, language, settings } = reader;
  const at = await dueAt(reader, now);
  const document = await documentOf(reader, digest);
  if (!document) return 0;
  if (digest.robotId) {
    await post(tx, user.userId, { ...mailOf({ language, settings }, document), way: "robot", address: "", robotId: digest.robotId }, at);
    return 1;
  }
  await notify(tx, { userId: user.userId, kind: "digest", onDay: tenant.today, document });
  if (digest.byMail && settings.mail !== "")
    await post(tx, user.userId, { ...mailOf(reader, document), way: "mail", ...(await attached(reader, digest, document)) }, at);
  return 1;
}

async function attached(
  reader: Reader,
  { attachment }: DigestRow,
  document: Document,
): Promise<{ fileName: string; file: Buffer } | object> {
  if (attachment === "none") return {};
  const words = wordsIn(reader.language);
  const { title } = mailOf(reader, document);
  const rows = document.lines.map(({ label, value }) => [words.text(label), value ? words.value(value) : ""]);
  const fileName = `hengji-${reader.tenant.today}.${attachment}`;
  if (attachment === "pdf") {
    const head = [words.text({ key: "inbox.digest.what" }), words.text({ key: "inbox.digest.value" })];
    return {
      fileName,
      file: await pdfOf({
        title,
        author: reader.tenant.name,
        content: [{ text: title, style: "h1" }, tableOf(head, rows, [1])],
        foot: reader.tenant.name,
      }),
    };
  }
  return {
    fileName,
    file: Buffer.from(
      await sheetOf(
        document,
        rows.map(([name]) => name!),
      ),
    ),
  };
}

/** Real numbers in the cells: rates as fractions, amounts as numbers; a text that a spreadsheet would run stays a text. */
function sheetOf(document: Document, names: readonly string[]): Promise<Uint8Array> {
  const rows = document.lines.map(({ value }, i) => [names[i]!.replace(/^[=+\-@]/, "'$&"), plain(value)]);
  return writeXlsx({ sheets: [{ name: "Hengji", rows }] });
}

function plain(value: Line["value"]): number | string | null {
  if (!value || value.kind === "none") return null;
  return value.kind === "rate" ? Number(value.ppm) / 1_000_000 : value.kind === "text" ? value.value : Number(value.value);
}
