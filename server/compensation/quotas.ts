import type { Day } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { publishedTargetsOf } from "../targets/published.ts";
import { heldIn, isOther, monthsIn, seatedOn, sumOfMonths, type Held, type Named } from "#core/compensation/quota-months.ts";
import { stintsOf } from "./facts-store.ts";

export type Quotas = (seat: Seat, span: string) => Amount | undefined;

/**
 * The quota of a span is that of the seat. Whoever came, moved or went within a span of several months has the targets of his months: of each
 * month the seat he held last in it, as it is known on `asOf`. Where the months of the seat have no targets of their own, its quota stays.
 */
export async function quotasOf(tx: Tx, metric: string, seats: readonly Seat[], spans: readonly Named[], asOf: Day): Promise<Quotas> {
  const once = [...new Map(spans.map((span) => [span.key, span])).values()]; // the months of a quarter share its quota
  const whole = await publishedTargetsOf(tx, metric, { kind: "position", ids: seats.map(seatedOn) }, once);
  const long = once.map((span) => ({ key: span.key, months: monthsIn(span) })).filter(({ months }) => months.length > 1);
  if (long.length === 0) return (seat, key) => whole(seatedOn(seat), key);
  const stints = Map.groupBy(await stintsOf(tx, seats), (one) => one.personId);
  const wanted = new Map<string, Held>();
  for (const seat of seats) for (const { key, months } of long) {
    const held = heldIn(stints.get(seat.personId ?? "") ?? [], months, asOf);
    if (isOther(held, seat, months)) wanted.set(`${seat.code} ${key}`, held);
  }
  const all = [...wanted.values()].flat();
  const monthly = await publishedTargetsOf(tx, metric, { kind: "position", ids: all.flatMap((one) => one.positionIds) }, [...new Map(all.map(({ month }) => [month.key, month])).values()]);
  return (seat, key) => sumOfMonths(wanted.get(`${seat.code} ${key}`), seat, monthly) ?? whole(seatedOn(seat), key);
} // prettier-ignore
