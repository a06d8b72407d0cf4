import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { ImportKind } from "#core/imports/fields.ts";
import type { Contract } from "#api/index.ts";
import { endSessionsOf } from "../auth/sessions.ts";
import type { Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { commitRows } from "../imports/commit.ts";
import { languageOf, reasonOf } from "../imports/texts.ts";
import { pinyinOf } from "./pinyin.ts";
import { peopleRows, postsOf, unitRows, type PersonRow } from "./records.ts";

type Fields = Readonly<Record<string, string | null | boolean>>;

/**
 * A change of people or units is one row of the import, written in this transaction: the same checks, the same dating,
 * the same aftermath for results. A refused row is the refusal.
 */
async function oneRow(tx: Tx, locale: string, kind: ImportKind, fields: Fields): Promise<Refusal | null> {
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value === true ? "yes" : value === false ? "no" : (value ?? "")]),
  );
  const { problems } = await commitRows(tx, kind, [{ no: 1, values }]);
  const refused = problems.find((problem) => problem.severity === "refused");
  return refused ? refuse("row-refused", reasonOf(kind, refused, languageOf(locale))) : null;
}

/** POST /api/units */
export async function createUnitFrom(ctx: Context<Contract["POST /api/units"]>): Promise<{ id: string } | Refusal> {
  const { code, from } = ctx.body;
  if (await idOf(ctx.tx, "org_units", code)) return refuse("code-taken", { code });
  const refused = await oneRow(ctx.tx, ctx.locale, "organisation", ctx.body);
  if (refused) return refused;
  const id = (await idOf(ctx.tx, "org_units", code))!;
  await ctx.audit({ action: "unit.create", subjectKind: "unit", subjectId: id, subjectLabel: ctx.body.name, after: { ...ctx.body, from } });
  return { id };
}

/** POST /api/units/:id/changes: name, kind, parent from a day on. */
export async function changeUnit(ctx: Context<Contract["POST /api/units/:id/changes"]>): Promise<Refusal | null> {
  const { version, ...state } = ctx.body;
  await lock(ctx.tx, "org_units", ctx.params.id);
  const unit = (await unitRows(ctx.tx, state.from)).find((one) => one.id === ctx.params.id);
  if (!unit) return refuse("not-found");
  if (unit.version !== version) return refuse("version-moved", {}, unit);
  if (await isBelow(ctx.tx, unit.id, state.parent, state.from))
    return refuse("row-refused", reasonOf("organisation", cycle, languageOf(ctx.locale)));
  const refused = await oneRow(ctx.tx, ctx.locale, "organisation", { code: unit.code, ...state });
  if (refused) return refused;
  await ctx.audit({
    action: "unit.change",
    subjectKind: "unit",
    subjectId: unit.id,
    subjectLabel: unit.name,
    before: { name: unit.name, kind: unit.kind, parentId: unit.parentId },
    after: state,
  });
  return null;
}

const cycle = { no: 1, severity: "refused", field: "parent", excerpt: "", code: "unit-cycle", values: {} } as const;

/** Whether the parent-to-be stands below the unit on that day or later. */
async function isBelow(tx: Tx, unitId: string, parent: string | null, from: Day): Promise<boolean> {
  const found = await tx.row(sql<{ yes: boolean }>`
    select true as yes from org_closure c join org_units u on u.tenant_id = c.tenant_id and u.id = c.descendant_id
    where c.tenant_id = current_tenant() and c.ancestor_id = ${unitId} and u.code = ${parent} and (c.valid_to is null or c.valid_to > ${from}::date) limit 1`);
  return found !== undefined;
}

/** POST /api/people */
export async function hirePerson(ctx: Context<Contract["POST /api/people"]>): Promise<{ id: string } | Refusal> {
  const { code, name, from, isSelling, ...rest } = ctx.body;
  if (await idOf(ctx.tx, "persons", code)) return refuse("code-taken", { code });
  const refused = await oneRow(ctx.tx, ctx.locale, "people", { code, name, from, hired_on: from, selling: isSelling, ...rest });
  if (refused) return refused;
  const id = (await idOf(ctx.tx, "persons", code))!;
  await ctx.audit({ action: "person.hire", subjectKind: "person", subjectId: id, subjectLabel: name, after: ctx.body });
  return { id };
}

type ById = Context<Contract["POST /api/people/:id/transfers" | "POST /api/people/:id/leaving"]>;

/** The person as the caller has seen him, and never the caller himself. */
async function other(ctx: ById): Promise<PersonRow | Refusal> {
  await lock(ctx.tx, "persons", ctx.params.id);
  const [person] = await peopleRows(ctx.tx, ctx.scope, { id: ctx.params.id, withLeavers: true, limit: 1, day: ctx.today });
  if (!person) return refuse("not-found");
  if (person.id === ctx.user.personId) return refuse("not-on-yourself");
  return person.version === ctx.body.version ? person : refuse("version-moved", {}, person);
}

/** POST /api/people/:id/transfers */
export async function transfer(ctx: Context<Contract["POST /api/people/:id/transfers"]>): Promise<Refusal | null> {
  const person = await other(ctx);
  if (isRefusal(person)) return person;
  const { version: _, isSelling, ...post } = ctx.body;
  const before = (await postsOf(ctx.tx, person.id))[0] ?? null;
  const refused = await oneRow(ctx.tx, ctx.locale, "people", { code: person.code, name: person.name, selling: isSelling, ...post });
  if (refused) return refused;
  await ctx.audit({
    action: "person.transfer",
    subjectKind: "person",
    subjectId: person.id,
    subjectLabel: person.name,
    before,
    after: { isSelling, ...post },
  });
  return null;
}

/** POST /api/people/:id/leaving: once the day has come the login is shut in the same transaction. */
export async function leave(ctx: Context<Contract["POST /api/people/:id/leaving"]>): Promise<Refusal | null> {
  const person = await other(ctx);
  if (isRefusal(person)) return person;
  const [post] = await postsOf(ctx.tx, person.id);
  const [role] = await ctx.tx.rows(
    sql<{
      role: string;
    }>`select role from grants where tenant_id = current_tenant() and position_id = ${post?.positionId ?? null}::uuid order by valid_from desc limit 1`,
  );
  if (!post || !role)
    return refuse(
      "row-refused",
      reasonOf("people", { ...noPost, values: { person: person.code, day: ctx.body.on } }, languageOf(ctx.locale)),
    );
  const row = {
    code: person.code,
    name: person.name,
    title: post.title,
    unit: post.unitCode,
    manager: post.managerCode,
    role: role.role,
    from: post.from,
    selling: post.isSelling,
  };
  const refused = await oneRow(ctx.tx, ctx.locale, "people", { ...row, left_on: ctx.body.on, position: post.positionCode });
  if (refused) return refused;
  const hasLeft = ctx.body.on <= ctx.today;
  if (hasLeft) await shutLogin(ctx.tx, person.id, ctx.now);
  await ctx.audit({
    action: "person.leave",
    subjectKind: "person",
    subjectId: person.id,
    subjectLabel: person.name,
    after: { on: ctx.body.on, loginShut: hasLeft },
  });
  return null;
}

const noPost = { no: 1, severity: "refused", field: "code", excerpt: "", code: "no-position-that-day" } as const;

async function shutLogin(tx: Tx, personId: string, now: Date): Promise<void> {
  const user = await tx.row(sql<{ id: string }>`
    update users set disabled_at = coalesce(disabled_at, ${now.toISOString()}) where tenant_id = current_tenant() and person_id = ${personId} returning id`);
  if (user) await endSessionsOf(tx, user.id);
}

/** PATCH /api/people/:id */
export async function correct(ctx: Context<Contract["PATCH /api/people/:id"]>): Promise<Refusal | null> {
  const [person] = await peopleRows(ctx.tx, ctx.scope, { id: ctx.params.id, withLeavers: true, limit: 1, day: ctx.today });
  if (!person) return refuse("not-found");
  const { version, ...given } = ctx.body;
  const after = {
    name: given.name ?? person.name,
    email: given.email === undefined ? person.email : given.email,
    phone: given.phone === undefined ? person.phone : given.phone,
  };
  const changed = await ctx.tx.run(sql`
    update persons set name = ${after.name}, pinyin = ${pinyinOf(after.name)}, email = ${after.email}, phone = ${after.phone}, version = version + 1
    where tenant_id = current_tenant() and id = ${person.id} and version = ${version}`);
  if (changed === 0) return refuse("version-moved", {}, person);
  await ctx.audit({
    action: "person.correct",
    subjectKind: "person",
    subjectId: person.id,
    subjectLabel: after.name,
    before: { name: person.name, email: person.email, phone: person.phone },
    after,
  });
  return null;
}

/** Two who change the same record at once: the second waits and is then told. */
async function lock(tx: Tx, table: "org_units" | "persons", id: string): Promise<void> {
  await tx.run(sql`select from ${sql.table(table)} where tenant_id = current_tenant() and id = ${id} for update`);
}

async function idOf(tx: Tx, table: "org_units" | "persons", code: string): Promise<string | undefined> {
  return (await tx.row(sql<{ id: string }>`select id from ${sql.table(table)} where tenant_id = current_tenant() and code = ${code}`))?.id;
}
