import { sql } from "kysely";
import type { Contract, RouteKey } from "#api/index.ts";
import type { Day } from "#core/base/date.ts";
import { may, scopeOf } from "../access/door.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { changeUnit, correct, createUnitFrom, hirePerson, leave, transfer } from "./moves.ts";
import { membersOf, peopleRows, postsOf, rolesOf, unitHistory, unitRows } from "./records.ts";

type Ctx = Context<Contract[RouteKey]>;

export function people(server: Server): void {
  implement(server, "GET /api/organisation", async (ctx) => {
    const on = ctx.query.on ?? ctx.today;
    return { on, units: await unitRows(ctx.tx, on), mayWrite: mayWrite(ctx, "organisation") };
  });
  implement(server, "GET /api/units/:id", (ctx) => unitPage(ctx, ctx.params.id, ctx.query.on ?? ctx.today));
  implement(server, "POST /api/units", createUnitFrom);
  implement(server, "POST /api/units/:id/changes", async (ctx) => (await changeUnit(ctx)) ?? unitPage(ctx, ctx.params.id, ctx.body.from));
  implement(server, "GET /api/people", async ({ tx, scope, query: { q, unitId, left, cursor, limit }, today }) => {
    const rows = await peopleRows(tx, scope, { q, unitId, withLeavers: left === "yes", after: cursor, limit: limit + 1, day: today });
    const shown = rows.slice(0, limit);
    return {
      rows: shown.map(({ email: _, phone: __, version: ___, ...row }) => row),
      next: rows.length > limit ? shown.at(-1)!.code : null,
    };
  });
  implement(server, "GET /api/people/:id", (ctx) => personPage(ctx, ctx.params.id));
  implement(server, "POST /api/people", hirePerson);
  implement(server, "PATCH /api/people/:id", async (ctx) => (await correct(ctx)) ?? personPage(ctx, ctx.params.id));
  implement(server, "POST /api/people/:id/transfers", async (ctx) => (await transfer(ctx)) ?? personPage(ctx, ctx.params.id));
  implement(server, "POST /api/people/:id/leaving", async (ctx) => (await leave(ctx)) ?? personPage(ctx, ctx.params.id));
}

const mayWrite = (ctx: Pick<Ctx, "user">, resource: "organisation" | "people"): boolean =>
  may(
    ctx.user.grants.map((grant) => grant.role),
    resource,
    "write",
  );

/** The chart is everybody's; who works in a unit is for those who may see these people. */
async function unitPage(ctx: Pick<Ctx, "tx" | "user" | "today">, id: string, day: Day) {
  const unit = (await unitRows(ctx.tx, day)).find((one) => one.id === id);
  if (!unit) return refuse("not-found");
  const reach = await scopeOf(ctx.tx, ctx.user, "people", "read", ctx.today);
  const members = reach?.all || reach?.unitIds.includes(id) ? await membersOf(ctx.tx, id, day) : [];
  return { unit, history: await unitHistory(ctx.tx, id), members, mayWrite: mayWrite(ctx, "organisation") };
}

async function personPage(ctx: Pick<Ctx, "tx" | "user" | "scope" | "today">, id: string) {
  const [person] = await peopleRows(ctx.tx, ctx.scope, { id, withLeavers: true, limit: 1, day: ctx.today });
  if (!person) return refuse("not-found");
  const user = await ctx.tx.row(sql<{ id: string }>`select id from users where tenant_id = current_tenant() and person_id = ${id}`);
  return {
    person,
    posts: await postsOf(ctx.tx, id),
    roles: await rolesOf(ctx.tx, id),
    hasUser: user !== undefined,
    mayWrite: mayWrite(ctx, "people"),
  };
}
