import type { Formula } from "../../formula/formula.ts";
import { usesOfComponent } from "../language/circles.ts";
import { canonical, standard } from "../language/names.ts";
import type { Component, Plan } from "../language/plan.ts";

/** What a component's text says of its transactions, read once and asked for every participant. */
type Traits = {
  /** A formula asks which deal of the participant it is. */
  readonly isNumbered: boolean;
  /** A transaction counts the same in whichever period it is looked at, so the running sum at the end of a period opens the next one. */
  readonly isSteady: boolean;
};

const known = new WeakMap<Component, Traits>();

export function traitsOf(plan: Plan, component: Component): Traits {
  const found = known.get(component) ?? { isNumbered: isNumbered(component), isSteady: isSteady(plan, component) };
  known.set(component, found);
  return found;
}

const isNumbered = (component: Component): boolean => usesOfComponent(component).some((name) => canonical(name) === "ordinal");

function isSteady({ inputs }: Plan, { body, where, clawback }: Component): boolean {
  if (!body?.of || body.shape.kind !== "tiers" || body.shape.counts || clawback) return false;
  const isOfDeal = (name: string) => name !== "ordinal" && (Object.hasOwn(standard.transaction, name) || Object.hasOwn(inputs.transaction, name));
  const looksAtDeals = ({ uses }: Formula) => uses.every((name) => isOfDeal(canonical(name)));
  return looksAtDeals(body.of) && (where === null || looksAtDeals(where));
} // prettier-ignore
