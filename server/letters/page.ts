import type { Contract } from "#api/index.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { pdfOf } from "../pdf/document.ts";
import { fiscalOf } from "../targets/book.ts";
import { draftsOf, numbersOf, type LetterContent } from "./content.ts";
import { letterOf, lettersOf, type LetterRow } from "./store.ts";
import { sheetOf } from "./sheet.ts";

type List = Contract["GET /api/target-letters"];
type One = Contract["GET /api/target-letters/:id"];
type File = Contract["GET /api/target-letters/:id/pdf"];
type Who = Pick<Context<One>, "tx" | "tenant" | "scope" | "user" | "today">;

/** GET /api/target-letters */
export async function lettersPage(ctx: Context<List>): Promise<Reply<List>> {
  const year = ctx.query.year ?? fiscalYear(ctx.today, fiscalOf(ctx.tenant));
  const rows = await lettersOf(ctx.tx, year, ctx.scope, ctx.today);
  const now = await currentNumbers(ctx, year);
  const held = new Set(rows.map(seatOf));
  const mayIssue = may(ctx.user.grants.map((grant) => grant.role), "target-letters", "write"); // prettier-ignore
  const shown = rows.map((row) => rowOf(ctx, row, now));
  const missing = [...now.keys()].filter((seat) => !held.has(seat) && !seat.endsWith(` ${ctx.user.personId}`)).length;
  const due = missing + shown.filter((row) => row.isStale && !row.mine).length;
  return {
    year,
    mayIssue,
    due: mayIssue ? due : 0,
    rows: shown.sort((a, b) => Number(a.signedAt !== null) - Number(b.signedAt !== null) || a.unitName.localeCompare(b.unitName, "zh")),
  };
}

const seatOf = ({ positionId, personId }: { positionId: string; personId: string }): string => `${positionId} ${personId}`;

async function currentNumbers(who: Who, year: number): Promise<Map<string, string>> {
  const drafts = await draftsOf(who, year);
  return new Map(drafts.map(({ seat, content }) => [seatOf(seat), numbersOf(content)]));
}

/** A letter of a seat that is no longer held by its person is history, not stale. */
function rowOf({ user }: Who, row: LetterRow, now: ReadonlyMap<string, string>) {
  const current = now.get(seatOf(row));
  return {
    id: row.id,
    personName: row.personName,
    title: row.title,
    unitName: row.unitName,
    issue: row.issue,
    issuedAt: row.issuedAt,
    issuedBy: row.issuedBy,
    signedAt: row.signedAt,
    isStale: current !== undefined && current !== numbersOf(row.content as LetterContent),
    remindedAt: row.remindedAt,
    mine: row.personId === user.personId,
  };
}

export async function letterReply(who: Who, row: LetterRow) {
  const content = row.content as LetterContent;
  const shown = rowOf(who, row, await currentNumbers(who, content.year));
  return { ...shown, hash: row.hash, signedName: row.signedName, maySign: shown.mine && row.signedAt === null, content };
}

/** GET /api/target-letters/:id */
export async function letterPage(ctx: Context<One>): Promise<Reply<One>> {
  const row = await letterOf(ctx.tx, ctx.params.id, ctx.scope, ctx.today);
  return row ? letterReply(ctx, row) : refuse("not-found");
}

/** GET /api/target-letters/:id/pdf */
export async function letterPdf(ctx: Context<File>): Promise<unknown> {
  const row = await letterOf(ctx.tx, ctx.params.id, ctx.scope, ctx.today);
  if (!row) return refuse("not-found");
  const pdf = await pdfOf(sheetOf(row, row.content as LetterContent, ctx.locale));
  void ctx.reply.header("content-type", "application/pdf");
  void ctx.reply.header("content-disposition", `attachment; filename="target-letter-${row.issue}.pdf"`);
  return pdf;
}
