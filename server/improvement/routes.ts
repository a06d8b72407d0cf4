import { implement, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import type { Caller } from "../kpi/subject.ts";
import { changePlan, closePlan, makePlan, signPlan } from "./commands.ts";
import { planReply, signsAs, subjectFor } from "./reply.ts";
import { planOf, plansOf, signaturesOf, type StoredPlan } from "./store.ts";

/** Plans that come out of a diagnosis. */
export function improvement(server: Server): void {
  implement(server, "GET /api/improvement-plans", async (ctx) => ({ rows: await lines(ctx) }));
  implement(server, "POST /api/improvement-plans", makePlan);
  implement(server, "GET /api/improvement-plans/:id", async (ctx) => {
    const plan = await planOf(ctx.tx, ctx.scope, ctx.today, ctx.params.id);
    const subject = plan && (await subjectFor(ctx, plan));
    return plan && subject ? planReply(ctx, plan, subject) : refuse("not-found");
  });
  implement(server, "PATCH /api/improvement-plans/:id", changePlan);
  implement(server, "POST /api/improvement-plans/:id/signatures", signPlan);
  implement(server, "POST /api/improvement-plans/:id/closing", closePlan);
}

async function lines(caller: Caller) {
  const plans = await plansOf(caller.tx, caller.scope, caller.tenant.today);
  const signatures = Map.groupBy(
    await signaturesOf(
      caller.tx,
      plans.map((plan) => plan.id),
    ),
    (one) => one.planId,
  );
  const rows = [];
  for (const plan of plans) {
    const subject = await subjectFor(caller, plan);
    if (subject) rows.push(await line(caller, plan, subject.name, signatures.get(plan.id) ?? []));
  }
  return rows.toSorted((a, b) => Number(b.awaitsMe) - Number(a.awaitsMe));
}

async function line(caller: Caller, plan: StoredPlan, subject: string, signatures: Parameters<typeof signsAs>[2]) {
  return {
    id: plan.id,
    title: plan.title,
    subject,
    owner: plan.ownerName,
    state: plan.isClosed ? ("closed" as const) : plan.signed === 2 ? ("agreed" as const) : ("draft" as const),
    reviewOn: plan.reviewOn,
    actions: plan.actions.length,
    actionsDone: plan.done,
    awaitsMe: !plan.isClosed && (await signsAs(caller, plan, signatures)) !== null,
  };
}
