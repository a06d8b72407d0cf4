import { formatAmount, parseAmount } from "#core/base/money.ts";
import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { changeOrder } from "./commands.ts";
import { customersWithin, orderWithin, ordersWithin, receiptsWithin } from "./lists.ts";
import type { OrderState } from "./order-state.ts";

export function facts(server: Server): void {
  implement(server, "GET /api/orders", ({ tx, scope, query }) => ordersWithin(tx, scope, query));
  implement(
    server,
    "GET /api/orders/:id",
    async ({ tx, scope, params }) => (await orderWithin(tx, scope, params.id)) ?? refuse("not-found"),
  );
  implement(server, "PATCH /api/orders/:id", async ({ tx, scope, params, body, audit }) => {
    const { version, amount, reason, ...rest } = body;
    if (!(await orderWithin(tx, scope, params.id))) return refuse("not-found");
    const outcome = await changeOrder(tx, params.id, version, { ...rest, amount: amount === undefined ? undefined : parseAmount(amount)! });
    const now = await orderWithin(tx, scope, params.id);
    if (isRefusal(outcome)) return outcome.code === "version-moved" ? refuse("version-moved", {}, now) : outcome;
    const { before, after } = outcome;
    await audit({
      action: "order.update",
      subjectKind: "order",
      subjectId: params.id,
      subjectLabel: before.code,
      before: forAudit(before),
      after: forAudit(after),
      ...(reason && { reason }),
    });
    return now ?? refuse("not-found");
  });
  implement(server, "GET /api/customers", ({ tx, scope, query, today }) => customersWithin(tx, scope, query, today));
  implement(server, "GET /api/receipts", ({ tx, scope, query }) => receiptsWithin(tx, scope, query));
}

function forAudit({ amount, status, signedOn, deliveredOn, credits }: OrderState) {
  return {
    amount: formatAmount(amount),
    status,
    signedOn,
    deliveredOn,
    credits: credits.map((c) => ({ positionId: c.positionId, sharePpm: c.sharePpm, amount: formatAmount(c.amount) })),
  };
}
