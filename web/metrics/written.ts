import type { Reply } from "../lib/client.ts";

export type Written = Reply<"GET /api/metrics/:metric">["versions"][number]["written"];
export type Shape = Written["shape"];
export type Chosen = Extract<Shape, { kind: "sum" }>["of"];
export type Blocks = Reply<"GET /api/metric-measures">;
export type Field = Blocks["measures"][number]["filters"][number];

const chosen = (measure: string): Chosen => ({ measure, filter: {}, attribution: "as-booked" });

export const startingPoint: Written = {
  name: "",
  note: "",
  group: "result",
  direction: "up",
  sampleMin: 10,
  goal: {},
  shape: { kind: "sum", of: chosen("signed-amount") },
};

/** The same idea in another shape: what can be kept is kept. */
export function inShape(shape: Shape, kind: Shape["kind"]): Shape {
  if (kind === shape.kind) return shape;
  const first = shape.kind === "sum" ? shape.of : shape.kind === "ratio" ? shape.above : chosen("signed-amount");
  if (kind === "sum") return { kind, of: first };
  if (kind === "ratio") return { kind, above: first, below: chosen("signed-amount") };
  return { kind, text: "gross_profit ÷ signed_amount", unit: "rate" };
}

/** Only what this measure can be narrowed by stays. */
export function withMeasure(of: Chosen, measure: string, allowed: readonly Field[]): Chosen {
  const filter = Object.fromEntries(Object.entries(of.filter).filter(([field]) => allowed.some((one) => one === field)));
  return { ...of, measure, filter };
}
