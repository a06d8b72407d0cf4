import type { Type } from "../../formula/syntax.ts";
import { canonical, standard } from "./names.ts";
import type { Plan } from "./plan.ts";
import { bodyType } from "./shapes.ts";

/** The type of what a name stands for in a formula about a participant's period. */
export function typeOfName(plan: Plan, name: string): Type {
  const word = canonical(name);
  const known = [standard.participant, standard.period].find((scope) => Object.hasOwn(scope, word)) as Readonly<Record<string, { readonly type: Type }>> | undefined;
  if (known) return known[word]!.type;
  const measure = plan.measures.find((one) => one.name === word);
  if (measure?.kind === "value") return bodyType(measure.body);
  if (measure?.kind === "others") return measure.by === "rank" ? "number" : typeOfName(plan, measure.value);
  if (measure) return measure.of?.type ?? "number";
  return plan.inputs.participant[word] ?? "amount";
} // prettier-ignore
