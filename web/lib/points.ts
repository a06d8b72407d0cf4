import { rate } from "./format.ts";
import type { Value } from "./use-format.ts";

/** Where one should stand by now: attainment less the pace gap, in millionths; nothing when either is undefined. */
export function expectedOf(attainment: Value, gap: Value): string | undefined {
  return attainment.kind === "rate" && gap.kind === "rate" ? String(BigInt(attainment.ppm) - BigInt(gap.ppm)) : undefined;
}

/** The value of an explanation as it is read: the pace gap in points, everything else as it stands. */
export const readValue = ({ of, value }: { of: string; value: Value }): Value => (of === "pace-gap" ? asPoints(value) : value);

/** A difference of two rates is told in percentage points: "−12.3 个百分点". */
export function asPoints(value: Value): Value {
  return value.kind === "rate" ? { kind: "number", value: rate(value.ppm).slice(0, -1).replaceAll(",", ""), unit: "pp" } : value;
}
