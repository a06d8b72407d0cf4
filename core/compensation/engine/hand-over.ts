import { minus, ZERO, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import { moneyText } from "./report.ts";
import type { Statement } from "./run.ts";

/** One file for somebody else's system: header and rows of text. */
export type Sheet = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/**
 * What payroll and finance take over: what to pay, how it was earned, each step of the settlement, the accruals (what is earned and
 * waits, booked by its change and reversed when it is paid), and contract costs by month (ASC 340-40; 合同取得成本). Who is stopped is
 * in none of them.
 */
export function handOver(plan: Plan, statements: readonly Statement[]): Readonly<Record<"payroll" | "earnings" | "entries" | "accruals" | "amortisation", Sheet>> {
  const made = statements.filter((one) => one.kind === "statement");
  const money = moneyText(plan.rounding.digits);
  const head = (one: Statement): string[] => [one.participant, one.period.key];
  return {
    payroll: {
      header: ["participant", "period", "currency", "amount"],
      rows: made.map((one) => [...head(one), one.payout?.currency ?? plan.currency, money(one.payout?.amount ?? one.settled.paid)]),
    },
    earnings: {
      header: ["participant", "period", "component", "amount"],
      rows: made.flatMap((one) => one.components.filter(({ component }) => component.pays).map(({ component, amount }) => [...head(one), component.name, money(amount)])),
    },
    entries: {
      header: ["participant", "period", "kind", "component", "transaction", "amount"],
      rows: made.flatMap((one) => one.settled.entries.map(({ kind, component, transaction, amount }) => [...head(one), kind, component ?? "", transaction ?? "", money(amount)])),
    },
    accruals: { header: ["participant", "period", "kind", "amount"], rows: accruals(made, money) },
    amortisation: {
      header: ["participant", "component", "transaction", "month", "amount"],
      rows: made.flatMap((one) => one.amortisation.map(({ component, transaction, month, amount }) => [one.participant, component, transaction, month, money(amount)])),
    },
  };
} // prettier-ignore

/** The change of what waits: more is an accrual 计提, less its reversal 计提冲回; in all they add up to what waits at the end. */
function accruals(made: readonly (Statement & { kind: "statement" })[], money: (value: Exact) => string): string[][] {
  const held = new Map<string, Exact>();
  return made.flatMap(({ participant, period, held: now }) => {
    const moved = minus(now, held.get(participant) ?? ZERO);
    held.set(participant, now);
    return moved.n === 0n ? [] : [[participant, period.key, moved.n > 0n ? "accrual" : "accrual-reversal", money(moved)]];
  });
}
