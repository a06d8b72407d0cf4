import { formatAmount } from "#core/base/money.ts";
import type { Period } from "#core/calendar/period.ts";
import { amountText } from "#core/compensation/payable.ts";
import type { Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { computedOf, type Computed } from "./compute.ts";
import { frozenRows } from "./life-store.ts";
import { isEstimate, seatHead, statementPage } from "./page.ts";

/** Rows of the list: as published, or computed now in an open period. By position. */
export async function rowsFor(tx: Tx, env: Env, seats: readonly Seat[], period: Period) {
  const frozen = await frozenRows(tx, period.key, seats.map((seat) => seat.positionId)); // prettier-ignore
  const rows = frozen.size > 0 ? [...frozen.values()] : await computedOf(tx, env, seats, period, { detail: "sums" }, rowOf);
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function rowOf(computed: Computed) {
  const { about, plan, statement, payout } = computed;
  const page = statementPage(computed);
  const made = statement.kind === "statement" ? statement : null;
  return {
    ...seatHead(about.seat),
    code: about.seat.code,
    plan: `${plan.name} v${plan.version}`,
    payout: payout === null ? null : formatAmount(payout),
    earned: made && amountText(made.earned),
    held: made && amountText(made.held),
    credited: page.credited,
    quota: about.quota,
    coefficient: about.coefficient,
    stop: page.stop,
    isEstimate: isEstimate(computed),
  };
}
