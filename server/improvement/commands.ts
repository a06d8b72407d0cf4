import type { Contract } from "#api/index.ts";
import { parseAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import { diagnose } from "#core/diagnosis/diagnose.ts";
import { reachesPosition } from "../access/door.ts";
import { reachOf } from "../auth/principal.ts";
import { positionHeldBy } from "../coaching/store.ts";
import { spansOf } from "../diagnosis/asked.ts";
import { gather, shownFinding } from "../diagnosis/gather.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { factOperand, fiscalOf } from "../kpi/sheet.ts";
import { metricValue } from "../kpi/store.ts";
import { subjectOf, type Caller, type Subject } from "../kpi/subject.ts";
import { fromTerms, hashOf, planReply, progressOf, readerOf, roleOf, subjectFor } from "./reply.ts";
import {
  insertClosing,
  insertPlan,
  insertSignature,
  lockPlan,
  openActions,
  planOf,
  signaturesOf,
  updateTerms,
  type Evidence,
  type PlannedAction,
  type StoredPlan,
} from "./store.ts";

type Make = Contract["POST /api/improvement-plans"];
type Change = Contract["PATCH /api/improvement-plans/:id"];
type Sign = Contract["POST /api/improvement-plans/:id/signatures"];
type Close = Contract["POST /api/improvement-plans/:id/closing"];

/** The findings chosen are worked out anew under the maker's door and kept as they stand. */
export async function makePlan(ctx: Context<Make>): Promise<Reply<Make>> {
  const { tx, body, user, tenant, today, scope } = ctx;
  const period = periodOf(body.period, fiscalOf(tenant));
  if (!period) return refuse("period-unknown", { period: body.period });
  const reader = await readerOf(ctx);
  const subject = reader && (await subjectOf(reader, body));
  const position = await positionHeldBy(tx, body.ownerPersonId, today);
  if (!reader || !subject || position === null || !(await reachesPosition(tx, scope, position, today))) return refuse("not-found");
  const wrong = datesWrong(body.startOn, body) ?? ((await ownerSees(ctx, body.ownerPersonId, subject)) ? null : refuse("owner-cannot-see"));
  if (wrong) return wrong;
  const found = diagnose((await gather({ caller: reader, subject, period }, true)).facts).findings.map(shownFinding);
  const evidence = body.findings.map((key) => found.find((one) => one.key === key));
  if (evidence.includes(undefined)) return refuse("finding-gone");

  const node = { kind: subject.kind, id: subject.id };
  const span = spansOf(period, ctx).now;
  const baseline = factOperand({ tenant, subject: node }, body.metric, await metricValue(tx, body.metric, node, span), span);
  const { id, question, title, ownerPersonId, metric, startOn, reviewOn, actions, problem } = body;
  const isNew = await insertPlan(tx, {
    id,
    question,
    title,
    ownerPersonId,
    metric,
    startOn,
    reviewOn,
    actions,
    problem,
    period: period.key,
    createdBy: user.personId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    ownerPositionId: position,
    baseline: baseline.exact,
    baselineFrom: span.from,
    baselineTo: span.to,
    baselineProof: baseline.explanation,
    expected: fromTerms(metric, parseAmount(body.expected)!),
    evidence: evidence as unknown as Evidence[],
  });
  const plan = await planOf(tx, scope, today, id);
  if (!plan || plan.ownerPersonId !== ownerPersonId) return refuse("not-found");
  if (isNew)
    await note(ctx, plan, "create", { metric, reviewOn, actions: actions.map(({ id: action, dueOn }) => ({ id: action, dueOn })) });
  return planReply(ctx, plan, subject);
}

function datesWrong(startOn: string, { reviewOn, actions }: { reviewOn: string; actions: readonly PlannedAction[] }): Refusal | null {
  if (reviewOn <= startOn) return refuse("review-before-start", { startOn });
  const outside = actions.find((one) => one.dueOn < startOn || one.dueOn > reviewOn);
  return outside ? refuse("plan-action-outside", { title: outside.title, startOn, reviewOn }) : null;
}

/** Nobody is asked to sign what he may not read: the diagnosis must lie within the owner's own reach. */
async function ownerSees(ctx: Caller, ownerPersonId: string, subject: Subject): Promise<boolean> {
  if (ctx.user.personId === ownerPersonId) return true;
  const owner = { ...ctx.user, ...(await reachOf(ctx.tx, ownerPersonId, ctx.tenant.today)) };
  return (await subjectFor({ ...ctx, user: owner }, { subjectKind: subject.kind, subjectId: subject.id })) !== null;
}

/** The plan in reach, locked, with what it is about; null as if it were not there. */
async function found(ctx: Caller, id: string): Promise<{ plan: StoredPlan; subject: Subject } | null> {
  await lockPlan(ctx.tx, id);
  const plan = await planOf(ctx.tx, ctx.scope, ctx.tenant.today, id);
  const subject = plan && (await subjectFor(ctx, plan));
  return plan && subject ? { plan, subject } : null;
}

export async function changePlan(ctx: Context<Change>): Promise<Reply<Change>> {
  const { tx, params, body } = ctx;
  const here = await found(ctx, params.id);
  if (!here || (await roleOf(ctx, here.plan)) === null) return refuse("not-found");
  if (here.plan.signed > 0) return refuse("plan-signed");
  const wrong = datesWrong(here.plan.startOn, body);
  if (wrong) return wrong;
  const terms = { ...body, expected: fromTerms(here.plan.metric, parseAmount(body.expected)!) };
  if (!(await updateTerms(tx, params.id, body.version, terms)))
    return refuse("version-moved", {}, await planReply(ctx, here.plan, here.subject));
  await note(ctx, here.plan, "change", { version: body.version + 1, reviewOn: body.reviewOn });
  return planReply(ctx, (await planOf(tx, ctx.scope, ctx.today, params.id))!, here.subject);
}

export async function signPlan(ctx: Context<Sign>): Promise<Reply<Sign>> {
  const { tx, params, body, now, user } = ctx;
  const here = await found(ctx, params.id);
  const role = here && (await roleOf(ctx, here.plan));
  if (!here || !role || !user.personId) return refuse("not-found");
  if (hashOf(here.plan) !== body.hash) return refuse("plan-changed");
  if (!(await insertSignature(tx, params.id, { role, personId: user.personId, hash: body.hash, at: now })))
    return refuse("plan-already-signed");
  const isAgreed = (await signaturesOf(tx, [params.id])).length === 2;
  if (isAgreed && !(await openActions(tx, here.plan, user.personId))) return refuse("bad-request");
  await note(ctx, here.plan, "sign", { role, hash: body.hash, isAgreed });
  return planReply(ctx, (await planOf(tx, ctx.scope, ctx.today, params.id))!, here.subject);
}

export async function closePlan(ctx: Context<Close>): Promise<Reply<Close>> {
  const { tx, params, body, now, user } = ctx;
  const here = await found(ctx, params.id);
  if (!here || (await roleOf(ctx, here.plan)) === null) return refuse("not-found");
  if (here.plan.signed < 2 || here.plan.isClosed) return refuse("plan-not-agreed");
  const effect = await progressOf(ctx, here.plan);
  if (!effect) return refuse("plan-not-agreed");
  await insertClosing(tx, params.id, { personId: user.personId, note: body.note, effect, at: now });
  await note(ctx, here.plan, "close", { at: ctx.today });
  return planReply(ctx, (await planOf(tx, ctx.scope, ctx.today, params.id))!, here.subject);
}

/** What was agreed is between the two and the line above: the log keeps that and when, not the words. */
const note = (ctx: Pick<Context<Make>, "audit">, plan: StoredPlan, act: string, after: object): Promise<void> =>
  ctx.audit({
    action: `improvement-plan.${act}`,
    subjectKind: "improvement-plan",
    subjectId: plan.id,
    subjectLabel: plan.ownerName,
    after,
  });
