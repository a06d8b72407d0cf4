import type { DocumentProblem } from "../../formula/document.ts";
import { compare } from "../../formula/exact.ts";
import { nodesIn } from "../../formula/syntax.ts";
import type { Component, Plan } from "./plan.ts";

/** What is allowed but mostly not meant: no cap anywhere, a rate that falls, a list of cases without a last word. */
export function warningsOf(plan: Plan): DocumentProblem[] {
  const isUncapped = plan.settlement.cap === null && plan.components.every((one) => one.cap === null) && !hasLeast(plan.payout);
  const note = (code: string, path: string): DocumentProblem => ({ code, path, values: {} });
  return [
    ...(isUncapped ? [note("cap-missing", "settlement.cap")] : []),
    ...plan.components.filter(isFalling).map((one) => note("rate-falls", `${one.path}.tiers`)),
    ...plan.components.filter(hasNoFallback).map((one) => note("fallback-missing", one.path)),
  ];
}

/** A payout that takes the least of things is capped by the others. */
const hasLeast = (payout: Plan["payout"]): boolean =>
  payout !== null && nodesIn(payout.node).some((node) => node.kind === "call" && node.fn === "min");

function isFalling({ body }: Component): boolean {
  if (body?.shape.kind !== "tiers" || body.shape.mode === "interpolated") return false;
  const { tiers } = body.shape;
  return tiers.some((tier, i) => i > 0 && compare(tier.cell.value, tiers[i - 1]!.cell.value) < 0);
}

function hasNoFallback({ body }: Component): boolean {
  if (body?.shape.kind !== "rate" && body?.shape.kind !== "formula") return false;
  return body.shape.cases.length > 0 && body.shape.cases.every((one) => one.when !== null);
}
