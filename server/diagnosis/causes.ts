import type { Contract } from "#api/index.ts";
import { periodOf } from "#core/calendar/period.ts";
import { problems, weighed } from "#core/diagnosis/problems.ts";
import { known } from "#core/kpi/quantity.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { fiscalOf, sheetOf } from "../kpi/sheet.ts";
import { subjectOf } from "../kpi/subject.ts";
import { changeNote, insertNote, noteOf, notesAbout, plansFor, removeNote, type NoteRow } from "./cause-store.ts";

type Causes = Contract["GET /api/diagnosis/causes"];

/** Every usual cause with its numbers and what was said. Cost: a sheet (rollups or few facts) for each of two dozen metrics. */
export async function causesOf(ctx: Context<Causes>): Promise<Reply<Causes>> {
  const { tx, tenant, query, user, scope } = ctx;
  const period = periodOf(query.period, fiscalOf(tenant));
  if (!period) return refuse("period-unknown", { period: query.period });
  const subject = await subjectOf(ctx, query);
  if (!subject) return refuse("not-found");
  const notes = Map.groupBy(await notesAbout(tx, subject, { scope, personId: user.personId, today: tenant.today }), (one) => one.problem);
  const plans = await plansFor(tx, subject);
  const causes = [];
  for (const { code, area, metrics } of problems) {
    const own = notes.get(code) ?? [];
    const values = [];
    for (const metric of metrics) {
      const sheet = await sheetOf({ tx, tenant, subject, period }, known(metric));
      values.push({ value: sheet.value.explanation, yoy: sheet.yoy.explanation });
    }
    causes.push({
      problem: code,
      area,
      metrics: values,
      weighed: weighed(own.map((one) => one.stance)),
      notes: own.map(shownNote),
      plans: plans.get(code) ?? 0,
    });
  }
  return { subject, causes };
}

const shownNote = ({ authorPersonId: _, ...note }: NoteRow) => note;

type Write = Contract["POST /api/diagnosis-notes"];

export async function writeNote(ctx: Context<Write>): Promise<Reply<Write>> {
  const { tx, body, user, audit } = ctx;
  const subject = body.unit || body.position ? await subjectOf(ctx, body) : null;
  if (!subject || user.personId === null) return refuse("not-found");
  const { id, problem, kind, stance, note, notedOn } = body;
  const isNew = await insertNote(tx, { id, subject, problem, kind, stance, note, notedOn, authorPersonId: user.personId });
  if (isNew)
    await audit({
      action: "diagnosis-note.create",
      subjectKind: "diagnosis-note",
      subjectId: id,
      subjectLabel: subject.name,
      after: { problem, kind, stance },
    });
  const made = await noteOf(tx, id, user.personId);
  return made ? shownNote(made) : refuse("not-found");
}

type Change = Contract["PATCH /api/diagnosis-notes/:id"];

export async function rewriteNote({ tx, params, body, user, audit }: Context<Change>): Promise<Reply<Change>> {
  const before = user.personId === null ? undefined : await noteOf(tx, params.id, user.personId);
  if (!before) return refuse("not-found");
  if (!(await changeNote(tx, params.id, body))) return refuse("version-moved", {}, shownNote(before));
  await audit({
    action: "diagnosis-note.change",
    subjectKind: "diagnosis-note",
    subjectId: params.id,
    after: { problem: before.problem, stance: body.stance },
  });
  return shownNote({ ...before, stance: body.stance, note: body.note, version: before.version + 1 });
}

type Remove = Contract["DELETE /api/diagnosis-notes/:id"];

export async function deleteNote({ tx, params, user, audit }: Context<Remove>): Promise<Reply<Remove>> {
  if (user.personId === null || !(await removeNote(tx, params.id, user.personId))) return refuse("not-found");
  await audit({ action: "diagnosis-note.delete", subjectKind: "diagnosis-note", subjectId: params.id });
  return {};
}
