import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import { unsignedPlans } from "../compensation/plan-store.ts";
import type { Context, Reply } from "../http/implement.ts";
import { adjustmentsFor, disputesFor, periodsToApprove, periodsToCheck } from "./notice-store.ts";

type Get = Contract["GET /api/pay-notices"];
type Ctx = Context<Get>;
type Rows = Exclude<Reply<Get>, { code: string }>["rows"];
type Values = Rows[number]["values"];

/** GET /api/pay-notices: the workbench shows them beside what else waits; the general role of the database reads no pay. */
export async function payNotices(ctx: Ctx): Promise<Reply<Get>> {
  const { tx, user } = ctx;
  const roles = user.grants.map(({ role }) => role);
  const [mayAnswer, mayApprove] = [may(roles, "statements", "write"), may(roles, "statements", "publish")];
  return {
    rows: [
      ...(await own(ctx)),
      ...(mayAnswer ? (await disputesFor(tx, user.userId)).map((one) => ofPeriod("disputes-open", one)) : []),
      ...(mayAnswer ? (await adjustmentsFor(tx, user.userId)).map((one) => ofPeriod("adjustments-waiting", one)) : []),
      ...(mayApprove ? (await periodsToApprove(tx, user.userId)).map((one) => ofPeriod("pay-to-approve", one)) : []),
    ],
  };
}

const notice = (kind: Rows[number]["kind"], id: string, values: Values): Rows[number] => ({ kind, id, title: "", dueOn: null, values, version: null }); // prettier-ignore
const ofPeriod = (kind: Rows[number]["kind"], values: Values & { period: string }) => notice(kind, values.period, values);

/** For whoever is paid: the plan to accept, the statement to check. */
async function own({ tx, user, today }: Ctx): Promise<Rows> {
  if (user.personId === null) return [];
  const plans = await unsignedPlans(tx, { personId: user.personId, positionIds: user.positionIds }, today);
  const periods = await periodsToCheck(tx, user.personId, today);
  return [
    ...plans.map(({ id, name, version }) => notice("plan-to-sign", id, { name, version })),
    ...periods.map((one) => ofPeriod("statement-published", one)),
  ];
}
