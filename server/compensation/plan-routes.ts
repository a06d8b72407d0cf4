import { createHash } from "node:crypto";
import type { Contract } from "#api/index.ts";
import { fieldChanges } from "#core/compensation/engine/diff.ts";
import { plain, refuseDocument } from "../appraisal/reply.ts";
import { allSeats } from "../appraisal/roster.ts";
import { implement, type Context, type Reply, type Server } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { pdfOf } from "../pdf/document.ts";
import { checkPlanText, draftPlan, publishPlan } from "./commands.ts";
import { planSheet } from "./plan-sheet.ts";
import {
  assignedOn,
  coverage,
  dropDraft,
  endAssignments,
  insertSignature,
  lastClosedDay,
  unsignedPlans,
  plansInReach,
  signaturesOf,
  giveTitle,
  seatsTitled,
  titlesOn,
} from "./plan-store.ts";
import { markSeatsDirty } from "../kpi/dirt.ts";
import { assignPlan, paidBy, planRows, type PlanRow } from "./plans.ts";
import { planScenarios } from "./scenarios.ts";
import { tryPlan } from "./trial.ts";

type At<K extends keyof Contract> = Context<Contract[K]>;

export function plans(server: Server): void {
  implement(server, "GET /api/plans", planList);
  implement(server, "POST /api/plan-checks", async ({ body }) => plain(checkPlanText(body.text)));
  implement(server, "POST /api/plan-trials", tryPlan);
  implement(server, "POST /api/plan-scenarios", planScenarios);
  implement(server, "GET /api/plans/:id/review", review);
  implement(server, "POST /api/plans", draft);
  implement(server, "DELETE /api/plans/:id", drop);
  implement(server, "POST /api/plans/:id/publication", publish);
  implement(server, "POST /api/plans/:id/signature", sign);
  implement(server, "GET /api/plans/:id/pdf", paper);
  implement(server, "GET /api/plan-assignments", assignments);
  implement(server, "PUT /api/plan-assignments", assign);
  implement(server, "PUT /api/plan-titles", assignTitle);
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The versions a reader may see: all, or the published ones that pay somebody in reach. */
async function visible({ tx, scope, today }: Pick<At<"GET /api/plans">, "tx" | "scope" | "today">): Promise<PlanRow[]> {
  const rows = await planRows(tx);
  if (scope.all) return rows;
  const names = await plansInReach(tx, scope, today);
  return rows.filter((row) => row.publishedAt !== null && names.has(row.name));
}

async function planList(ctx: At<"GET /api/plans">): Promise<Reply<Contract["GET /api/plans"]>> {
  const { tx, user, today, scope } = ctx;
  const rows = await visible(ctx);
  const counts = scope.all ? await coverage(tx, today) : null;
  const signed = await signaturesOf(tx, user.personId);
  const unsigned = new Set((await unsignedOf(ctx)).map(({ id }) => id));
  const current = new Map<string, PlanRow>();
  for (const row of rows) if (row.publishedAt !== null && row.validFrom <= today && !current.has(row.name)) current.set(row.name, row);
  return {
    rows: rows.map((row) => {
      const state = stateOf(row, current.get(row.name));
      return {
        id: row.id, name: row.name, version: row.version, validFrom: row.validFrom, state, publishedAt: row.publishedAt, authorName: row.authorName,
        isOwn: row.createdBy === user.userId, text: row.source, payees: counts?.get(row.id)?.payees ?? null, signed: counts?.get(row.id)?.signed ?? null,
        maySign: unsigned.has(row.id), signedAt: signed.get(row.id)?.signedAt ?? null,
      };
    }),
  }; // prettier-ignore
}

const unsignedOf = async ({ tx, user, today }: Pick<At<"GET /api/plans">, "tx" | "user" | "today">) =>
  user.personId === null ? [] : unsignedPlans(tx, { personId: user.personId, positionIds: user.positionIds }, today);

function stateOf(row: PlanRow, current: PlanRow | undefined): "draft" | "published" | "in-force" | "replaced" {
  if (row.publishedAt === null) return "draft";
  if (row.id === current?.id) return "in-force";
  return current && row.validFrom <= current.validFrom ? "replaced" : "published";
}

/** A draft beside the version it would replace: field by field, and in everybody's money. */
async function review(ctx: At<"GET /api/plans/:id/review">): Promise<Reply<Contract["GET /api/plans/:id/review"]>> {
  const { tx, params, query } = ctx;
  const [row] = await planRows(tx, params.id);
  if (!row) return refuse("not-found");
  const tried = await tryPlan({ ...ctx, params: undefined, query: undefined, body: { text: row.source, period: query.period } });
  if (isRefusal(tried)) return tried;
  const before = (await planRows(tx)).find((one) => one.name === row.name && one.id !== row.id && one.publishedAt !== null && one.validFrom <= row.validFrom);
  const against = before ? { id: before.id, name: before.name, version: before.version } : null;
  return { ...tried, against, changes: before ? fieldChanges(before.document, row.document) : [] };
} // prettier-ignore

async function draft({ tx, body, user, audit }: At<"POST /api/plans">): Promise<Reply<Contract["POST /api/plans"]>> {
  const outcome = await draftPlan(tx, { ...body, by: user.userId });
  if (outcome.kind === "refused") return refuseDocument(outcome.problems);
  const { id, name, version } = outcome;
  await audit({ action: "plan.draft", subjectKind: "plan", subjectId: id, subjectLabel: `${name} v${version}`, after: { validFrom: body.validFrom } });
  return { id, name, version };
} // prettier-ignore

async function drop({ tx, params, audit }: At<"DELETE /api/plans/:id">): Promise<Reply<Contract["DELETE /api/plans/:id"]>> {
  const [row] = await planRows(tx, params.id);
  if (!row) return refuse("not-found");
  if (!(await dropDraft(tx, row.id))) return refuse("plan-published");
  await audit({
    action: "plan.drop",
    subjectKind: "plan",
    subjectId: row.id,
    subjectLabel: `${row.name} v${row.version}`,
    before: { text: row.source },
  });
  return { id: row.id };
}

async function publish({ tx, params, user, audit }: At<"POST /api/plans/:id/publication">): Promise<Reply<Contract["POST /api/plans/:id/publication"]>> {
  const outcome = await publishPlan(tx, params.id, user.userId);
  if (outcome.kind === "plan-tests-failed") return refuse(outcome.kind, outcome.values);
  if (outcome.kind !== "published") return refuse(outcome.kind);
  const { id, name, version, validFrom } = outcome.plan;
  await markSeatsDirty(tx, await paidBy(tx, name, validFrom), validFrom);
  await audit({ action: "plan.publish", subjectKind: "plan", subjectId: id, subjectLabel: `${name} v${version}` });
  return { id, name, version };
} // prettier-ignore

/** Read and signed by whoever it pays; the hash says which text. */
async function sign(ctx: At<"POST /api/plans/:id/signature">): Promise<Reply<Contract["POST /api/plans/:id/signature"]>> {
  const { tx, params, user, now, audit } = ctx;
  if ((await signaturesOf(tx, user.personId)).has(params.id)) return refuse("plan-already-accepted");
  const unsigned = (await unsignedOf(ctx)).find(({ id }) => id === params.id);
  const [row] = unsigned ? await planRows(tx, params.id) : [];
  if (!unsigned || !row || user.personId === null) return refuse("not-found");
  const hash = hashOf(row.source);
  await insertSignature(tx, { planId: row.id, personId: user.personId, positionId: unsigned.positionId, hash, by: user.userId });
  await audit({
    action: "plan.sign",
    subjectKind: "plan",
    subjectId: row.id,
    subjectLabel: `${row.name} v${row.version}`,
    after: { hash },
  });
  return { id: row.id, signedAt: now.toISOString() };
}

async function paper(ctx: At<"GET /api/plans/:id/pdf">): Promise<unknown> {
  const row = (await visible(ctx)).find((one) => one.id === ctx.params.id);
  if (!row) return refuse("not-found");
  const signature = (await signaturesOf(ctx.tx, ctx.user.personId)).get(row.id);
  const pdf = await pdfOf(planSheet(row, { company: ctx.tenant.name, hash: hashOf(row.source), signedAt: signature?.signedAt ?? null, name: ctx.user.name }, ctx.locale));
  void ctx.reply.header("content-type", "application/pdf").header("content-disposition", `attachment; filename="plan-v${row.version}.pdf"`);
  return pdf;
} // prettier-ignore

async function assignments({ tx, today }: At<"GET /api/plan-assignments">): Promise<Reply<Contract["GET /api/plan-assignments"]>> {
  const seats = await allSeats(tx, today);
  const assigned = await assignedOn(tx, today);
  const names = (await planRows(tx)).filter(({ publishedAt }) => publishedAt !== null).map(({ name }) => name);
  return {
    planNames: [...new Set(names)],
    titles: await titlesOn(tx, today),
    rows: seats.map(({ positionId, code, personName, title, unitName }) => {
      const there = assigned.get(positionId);
      return { positionId, code, personName, title, unitName, planName: there?.planName ?? null, from: there?.from ?? null, personal: there?.personal ?? {}, by: there?.by ?? null };
    }),
  }; // prettier-ignore
}

/** From a day that no published period holds: what has been paid was paid by what was in force then. */
async function assign({ tx, body, audit }: At<"PUT /api/plan-assignments">): Promise<Reply<Contract["PUT /api/plan-assignments"]>> {
  const { planName, positionIds, from, personal } = body;
  if (!(await planRows(tx)).some((row) => row.name === planName && row.publishedAt !== null)) return refuse("plan-name-unknown", { name: planName });
  const closed = await lastClosedDay(tx);
  if (closed !== null && from < closed) return refuse("pay-period-state");
  const known = new Set((await allSeats(tx, from)).map((seat) => seat.positionId));
  if (positionIds.some((id) => !known.has(id))) return refuse("not-found");
  await endAssignments(tx, positionIds, from);
  await assignPlan(tx, planName, positionIds, from, personal);
  await markSeatsDirty(tx, positionIds, from);
  await audit({ action: "plan.assign", subjectKind: "plan", subjectId: planName, subjectLabel: planName, after: { positions: positionIds.length, from, personal: Object.keys(personal) } });
  return { assigned: positionIds.length };
} // prettier-ignore

/** The same for a title: whoever has it from that day on, also who comes later. */
async function assignTitle({ tx, body, audit }: At<"PUT /api/plan-titles">): Promise<Reply<Contract["PUT /api/plan-titles"]>> {
  const { title, planName, from, personal } = body;
  if (planName !== null && !(await planRows(tx)).some((row) => row.name === planName && row.publishedAt !== null)) return refuse("plan-name-unknown", { name: planName });
  const closed = await lastClosedDay(tx);
  if (closed !== null && from < closed) return refuse("pay-period-state");
  const seats = await seatsTitled(tx, title, from);
  if (seats.length === 0) return refuse("not-found");
  await giveTitle(tx, title, planName, from, personal);
  await markSeatsDirty(tx, seats, from);
  await audit({ action: "plan.assign-title", subjectKind: "plan", subjectId: planName ?? title, subjectLabel: planName ?? title, after: { title, plan: planName, from, personal: Object.keys(personal) } });
  return { seats: seats.length };
} // prettier-ignore
