import { randomUUIDv7 } from "node:crypto";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { draftsOf, hashOf, numbersOf, type LetterContent } from "./content.ts";
import { letterReply } from "./page.ts";
import { insertLetter, insertReminder, insertSignature, letterOf, lettersOf } from "./store.ts";

type Issue = Context<Contract["POST /api/target-letters"]>;
type Sign = Context<Contract["POST /api/target-letters/:id/signature"]>;

/** POST /api/target-letters */
export async function issueLetters(ctx: Issue): Promise<{ issued: number } | Refusal> {
  const { tx, body, scope, today, user } = ctx;
  const known = new Map((await lettersOf(tx, body.year, scope, today)).map((row) => [`${row.positionId} ${row.personId}`, row]));
  let issued = 0;
  for (const { seat, content } of await draftsOf(ctx, body.year)) {
    const last = known.get(`${seat.positionId} ${seat.personId}`);
    const isSame = last && numbersOf(last.content as LetterContent) === numbersOf(content);
    if (isSame || seat.personId === user.personId) continue;
    const full = { ...content, conditions: body.conditions };
    await insertLetter(tx, { id: randomUUIDv7(), year: body.year, positionId: seat.positionId, personId: seat.personId, issue: (last?.issue ?? 0) + 1, content: full, hash: hashOf(full), by: user.userId }); // prettier-ignore
    issued += 1;
  }
  if (issued === 0) return refuse("no-letter-due", { year: body.year });
  await ctx.audit({
    action: "letters.issue",
    subjectKind: "target-letter",
    subjectId: String(body.year),
    subjectLabel: String(body.year),
    after: { issued },
  });
  return { issued };
}

/** POST /api/target-letters/:id/signature: only by the person it was given to, of what that person has read. */
export async function signLetter(ctx: Sign) {
  const { tx, params, body, user, scope, today } = ctx;
  const letter = await letterOf(tx, params.id, scope, today);
  if (!letter || letter.personId !== user.personId) return refuse("not-found");
  if (letter.hash !== body.hash) return refuse("letter-moved");
  if (letter.personName !== body.name) return refuse("letter-name", { name: letter.personName });
  if (!(await insertSignature(tx, letter.id, { userId: user.userId, name: body.name, hash: body.hash }))) return refuse("letter-signed");
  await ctx.audit({ action: "letters.sign", subjectKind: "target-letter", subjectId: letter.id, subjectLabel: letter.personName, after: { issue: letter.issue, hash: body.hash } }); // prettier-ignore
  return letterReply(ctx, (await letterOf(tx, letter.id, scope, today))!);
}

/** POST /api/target-letters/:id/reminders */
export async function remindOfLetter(
  ctx: Context<Contract["POST /api/target-letters/:id/reminders"]>,
): Promise<Record<never, never> | Refusal> {
  const letter = await letterOf(ctx.tx, ctx.params.id, ctx.scope, ctx.today);
  if (!letter) return refuse("not-found");
  if (letter.signedAt) return refuse("letter-signed");
  await insertReminder(ctx.tx, letter.id, ctx.user.userId);
  await ctx.audit({ action: "letters.remind", subjectKind: "target-letter", subjectId: letter.id, subjectLabel: letter.personName });
  return {};
}
