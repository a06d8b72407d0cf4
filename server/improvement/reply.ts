import { createHash } from "node:crypto";
import { addDays, type Span } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import { explainEffect, type Measured } from "#core/diagnosis/effect.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { known, shownIn } from "#core/kpi/quantity.ts";
import { reachesPosition, scopeOf } from "../access/door.ts";
import { canonical } from "../audit/record.ts";
import { holidaysIn } from "../calendar/store.ts";
import { factOperand } from "../kpi/sheet.ts";
import { metricValue } from "../kpi/store.ts";
import { subjectOf, type Caller, type Subject } from "../kpi/subject.ts";
import { actionStates, closingOf, signaturesOf, type PlanRecord, type Signature, type StoredPlan } from "./store.ts";

/** What a signature covers: everything both agree on, and the evidence as it stood. */
export function hashOf(plan: PlanRecord): string {
  const { id, question, title, subjectKind, subjectId, period, ownerPersonId, metric, startOn, reviewOn, evidence, actions } = plan;
  const signed = { id, question, title, subjectKind, subjectId, period, ownerPersonId, metric, startOn, reviewOn, evidence, actions };
  const numbers = { baseline: plan.baseline === null ? null : String(plan.baseline), expected: String(plan.expected) };
  const days = { baselineFrom: plan.baselineFrom, baselineTo: plan.baselineTo, baselineProof: plan.baselineProof };
  return createHash("sha256")
    .update(canonical({ ...signed, ...numbers, ...days }))
    .digest("hex");
}

/** A diagnosis is read by its own door: the evidence never reaches further than its reader. */
export async function readerOf(caller: Caller): Promise<Caller | null> {
  const scope = await scopeOf(caller.tx, caller.user, "diagnosis", "read", caller.tenant.today);
  return scope && { ...caller, scope };
}

export async function subjectFor(caller: Caller, plan: Pick<PlanRecord, "subjectKind" | "subjectId">): Promise<Subject | null> {
  const reader = await readerOf(caller);
  return reader && subjectOf(reader, { [plan.subjectKind]: plan.subjectId });
}

/** Who of the two this reader would sign as: the owner for himself, whoever leads him as manager; null when it is signed. */
export async function signsAs(caller: Caller, plan: PlanRecord, signatures: readonly Signature[]): Promise<"owner" | "manager" | null> {
  const role = await roleOf(caller, plan);
  return role === null || signatures.some((one) => one.role === role) ? null : role;
}

export async function roleOf({ tx, user, tenant }: Caller, plan: PlanRecord): Promise<"owner" | "manager" | null> {
  if (!user.personId) return null;
  if (user.personId === plan.ownerPersonId) return "owner";
  const scope = await scopeOf(tx, user, "improvement-plans", "write", tenant.today);
  return scope && (await reachesPosition(tx, scope, plan.ownerPositionId, tenant.today)) ? "manager" : null;
}

export const textOf = (plan: PlanRecord): string =>
  known(plan.metric).unit.startsWith("amount") ? formatAmount(plan.expected) : inTerms(plan);
const isRate = ({ metric }: Pick<PlanRecord, "metric">): boolean => ["rate", "points"].includes(known(metric).unit);
/** Rates are typed in percent, counts as numbers: both are kept in millionths. */
const inTerms = (plan: PlanRecord): string => formatAmount(isRate(plan) ? plan.expected : plan.expected / 100n);
export const fromTerms = (metric: PlanRecord["metric"], e4: bigint): bigint => {
  const { unit } = known(metric);
  return unit.startsWith("amount") || isRate({ metric }) ? e4 : e4 * 100n;
};

/** The plan's metric from its first day to today (or its review), against the baseline of as many working days. */
export async function progressOf(caller: Caller, plan: PlanRecord): Promise<Explanation | null> {
  const { tx, tenant } = caller;
  if (tenant.today < plan.startOn) return null;
  const whole: Span = { from: plan.startOn, to: addDays(plan.reviewOn, 1) };
  const span: Span = { from: plan.startOn, to: tenant.today < plan.reviewOn ? addDays(tenant.today, 1) : whole.to };
  const metric = known(plan.metric);
  const quantity = await metricValue(tx, plan.metric, { kind: plan.subjectKind, id: plan.subjectId }, span);
  const now = factOperand({ tenant, subject: { kind: plan.subjectKind, id: plan.subjectId } }, plan.metric, quantity, span);
  const measured: Measured = {
    isSum: metric.kind === "sum",
    baseline: plan.baseline,
    baselineDays: await daysIn(caller, { from: plan.baselineFrom, to: plan.baselineTo }),
    now: now.exact,
    days: await daysIn(caller, span),
    daysToReview: await daysIn(caller, whole),
    expected: plan.expected,
    rows: quantity.rows,
  };
  return explainEffect(measured, { now: now.explanation, baseline: plan.baselineProof }, (exact) =>
    shownIn(metric.unit, exact, tenant.currency),
  );
}

async function daysIn({ tx }: Caller, span: Span): Promise<number> {
  return workingDays(span, await holidaysIn(tx, span)).count;
}

export async function planReply(caller: Caller, plan: StoredPlan, subject: Subject) {
  const { tx, tenant } = caller;
  const signatures = await signaturesOf(tx, [plan.id]);
  const isAgreed = signatures.length === 2;
  const closing = await closingOf(tx, plan.id);
  const states = await actionStates(tx, plan.id, tenant.timeZone);
  const role = await roleOf(caller, plan);
  const metric = known(plan.metric);
  return {
    id: plan.id,
    question: plan.question,
    title: plan.title,
    state: closing ? ("closed" as const) : isAgreed ? ("agreed" as const) : ("draft" as const),
    subject,
    period: plan.period,
    owner: { personId: plan.ownerPersonId, positionId: plan.ownerPositionId, name: plan.ownerName },
    metric: plan.metric,
    unit: metric.unit,
    baseline: plan.baselineProof,
    expected: shownIn(metric.unit, plan.expected, tenant.currency),
    expectedText: textOf(plan),
    startOn: plan.startOn,
    reviewOn: plan.reviewOn,
    evidence: plan.evidence as never,
    actions: plan.actions.map((one) => ({ ...one, ...(states.get(one.id) ?? { isDone: false, doneOn: null, result: "", version: null }) })),
    hash: hashOf(plan),
    signatures: signatures.map(({ role: side, name, at }) => ({ role: side, name, at: new Date(at).toISOString() })),
    progress: isAgreed && !closing ? await progressOf(caller, plan) : null,
    closing: closing ? { ...closing, at: new Date(closing.at).toISOString() } : null,
    maySign: role !== null && !closing && !signatures.some((one) => one.role === role) ? role : null,
    mayEdit: role !== null && signatures.length === 0,
    mayClose: role !== null && isAgreed && !closing,
    version: plan.version,
  };
}
