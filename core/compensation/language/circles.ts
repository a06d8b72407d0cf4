import type { Formula } from "../../formula/formula.ts";
import type { Body, Component, Measure } from "./plan.ts";

/** Names that would have to be known before themselves; `lower` is no such name, it goes down the hierarchy. */
export function circlesIn(measures: readonly Measure[], components: readonly Component[]): string[] {
  const uses = new Map<string, readonly string[]>();
  for (const one of measures) uses.set(one.name, usesOfMeasure(one));
  for (const one of components) uses.set(one.name, usesOfComponent(one));
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (name: string): void => {
    if (state.get(name) === "open") found.push(name);
    if (state.has(name)) return;
    state.set(name, "open");
    for (const next of uses.get(name) ?? []) visit(next);
    state.set(name, "done");
  };
  for (const name of uses.keys()) visit(name);
  return found;
}

/** An aggregate goes deal by deal; a component is known once a period, and would be added up as often as there are deals. */
export function summedComponents(measures: readonly Measure[], components: readonly Component[]): { path: string; name: string }[] {
  const named = new Set(components.map(({ name }) => name));
  return measures.flatMap((one) => {
    const name = one.kind === "aggregate" ? one.of?.uses.find((used) => named.has(used)) : undefined;
    return name === undefined ? [] : [{ path: one.path, name }];
  });
}

export const usesOfMeasure = (measure: Measure): readonly string[] => {
  if (measure.kind === "others") return [measure.value, ...usesOf([measure.where])];
  return measure.kind === "value" ? usesOfBody(measure.body) : usesOf([measure.of, measure.where]);
};

export const usesOfComponent = ({ body, where, gate, pool, prizes, floor, cap }: Component): readonly string[] => [
  ...(body ? usesOfBody(body) : []),
  ...usesOf([where, gate, pool?.amount ?? null, pool?.key ?? null, prizes?.by ?? null, floor, cap?.amount ?? null]),
];

function usesOfBody({ of, shape, times }: Body): readonly string[] {
  const own = usesOf([of, times]);
  if (shape.kind === "matrix") return [...own, ...usesOf([shape.rows.by, shape.columns.by])];
  if (shape.kind === "tiers") return [...own, ...usesOf([shape.by, shape.counts, shape.quota])];
  if (shape.kind === "curve") return [...own, ...usesOf([shape.by])];
  return [...own, ...usesOf(shape.cases.flatMap((one) => [one.when, one.gives]))];
}

const usesOf = (formulas: readonly (Formula | null)[]): readonly string[] => formulas.flatMap((formula) => formula?.uses ?? []);
