import { PPM } from "#core/base/money.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import { wilson } from "#core/kpi/wilson.ts";
import { subtree } from "../../access/door.ts";
import { seatsInScope } from "../../appraisal/roster.ts";
import { publishedTargets } from "../../targets/published.ts";
import type { Asked } from "../sheet.ts";
import { metricValues } from "../store.ts";
import { figure, notBegun, part, shown, within } from "./figure.ts";

/** Of the sellers with a target of their own, the share that reached it; beside it the share at 80 %. It tests the plan, not people. */
export async function attainmentShare(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun, asOf } = within(asked);
  if (!hasBegun) return notBegun("attainment-share");
  const { tx, tenant, period } = asked;
  const ids = await sellersOf(asked, asOf);
  const nodes = { kind: "position" as const, ids };
  const targets = await publishedTargets(tx, "signed-amount", nodes, period);
  const values = await metricValues(tx, { metric: "signed-amount", nodes, spans: asking.spans });
  const reached = [...targets].filter(([, target]) => target > 0n).map(([id, target]) => (values.of(id, "now").numerator * PPM) / target);
  const share = (from: bigint): bigint | null =>
    reached.length === 0 ? null : (BigInt(reached.filter((one) => one >= from).length) * PPM) / BigInt(reached.length);
  const interval = wilson(reached.filter((one) => one >= PPM).length, reached.length);
  const { currency } = tenant;
  return figure("attainment-share", shown(share(PPM), "rate", currency, "missing"), {
    combine: "steps",
    parts: [
      part("at-80", { key: "metrics.name.at-80" }, shown(share(800_000n), "rate", currency, "missing")),
      part("with-target", { key: "metrics.name.with-target" }, shownIn("count", BigInt(reached.length) * PPM, currency)),
    ],
    sample: { count: reached.length, min: 10 },
    ...(interval && { interval: { low: String(Math.round(interval.low * 1e6)), high: String(Math.round(interval.high * 1e6)) } }),
    notes: [
      { key: "metrics.note.guide-80" },
      ...(reached.length < 10 ? [{ key: "metrics.note.small-sample", values: { n: reached.length } }] : []),
    ],
  });
}

async function sellersOf({ tx, subject }: Asked, day: string): Promise<string[]> {
  if (subject.kind === "position") return [subject.id];
  const unitIds = await subtree(tx, [subject.id], day);
  const seats = await seatsInScope(tx, { all: false, unitIds, positionIds: [], personId: null }, day);
  return seats.filter((seat) => !seat.isHead).map((seat) => seat.positionId);
}
