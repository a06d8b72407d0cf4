import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { activities } from "../process/keepers.ts";
import { ownsWithin } from "./record.ts";

type Log = Contract["POST /api/deals/:id/activities"];

/** What was done counts for the position its author held that day; the same id twice is one activity. */
export async function logActivity(ctx: Context<Log>): Promise<"done" | Refusal> {
  const { tx, params, body, user, today, audit } = ctx;
  const { id, minutes = null, doneOn = today, ...words } = body;
  const deal = await tx.row(
    sql<{
      code: string;
      customerId: string | null;
    }>`select code, customer_id as "customerId" from deals where tenant_id = current_tenant() and id = ${params.id}`,
  );
  if (!deal || !(await ownsWithin(tx, ctx, params.id))) return refuse("not-found");
  if (doneOn > today) return refuse("activity-day", { today });
  const positionId = user.personId && (await heldOn(ctx, user.personId, doneOn));
  if (!positionId) return refuse("activity-without-post");
  const code = `APP-${id}`;
  if ((await activities.load(tx, [code])).size > 0) return "done";
  const after = {
    ...words,
    code,
    positionId,
    customerId: deal.customerId,
    dealId: params.id,
    productId: null,
    plannedOn: null,
    doneOn,
    minutes,
    reached: null,
  };
  await activities.write(tx, [{ id, key: code, before: null, after }]);
  await audit({
    action: "activity.create",
    subjectKind: "deal",
    subjectId: params.id,
    subjectLabel: deal.code,
    after: { kind: body.kind, doneOn },
  });
  return "done";
}

/** The position a person held on a day. */
export async function heldOn({ tx }: Pick<Context<Log>, "tx">, personId: string, day: string): Promise<string | null> {
  const row = await tx.row(sql<{ id: string }>`
    select position_id as id from assignments where tenant_id = current_tenant() and person_id = ${personId}
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) order by valid_from desc limit 1`);
  return row?.id ?? null;
}
