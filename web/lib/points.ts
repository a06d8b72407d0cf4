import { rate } from "./format.ts";
import type { Value } from "./use-format.ts";

/** A difference of two rates is told in percentage points: "−12.3 个百分点". */
export function asPoints(value: Value): Value {
  return value.kind === "rate" ? { kind: "number", value: rate(value.ppm).slice(0, -1).replaceAll(",", ""), unit: "pp" } : value;
}
