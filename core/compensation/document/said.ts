import type { Label } from "../../explain/explanation.ts";
import { decimalText, exact, times, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Cell, Rounding } from "../language/plan.ts";

/** A piece of a plan document: a heading, sentences, and a table where a rule is one. A cell of a table is a label, or a text as the plan says it. */
export type Section = { readonly heading: Label; readonly lines: readonly Label[]; readonly table: Table | null };
export type Table = { readonly head: readonly (Label | string)[]; readonly rows: readonly (readonly (Label | string)[])[] };

export const say = (key: string, values?: Label["values"]): Label => ({ key: `plan.doc.${key}`, ...(values && { values }) });

/** "2.5%", "1.2", "300": a rate, factor or amount as the plan writes it; large amounts with their commas. */
export function cellText({ kind, value }: Cell): string {
  if (kind === "rate") return percentText(value);
  return kind === "factor" ? `× ${decimalText(value)}` : amountText(value);
}

export const percentText = (value: Exact): string => `${decimalText(times(value, exact(100n)), 4)}%`;

export function amountText(value: Exact): string {
  const [whole = "", part] = decimalText(value, 4).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}

/** A bound in the kind of what stands against it: percents of a quota are percents. */
export const boundText = (value: Exact, isPercent: boolean): string => (isPercent ? percentText(value) : amountText(value));

export const textOf = (formula: Formula): string => formula.text;

export const rounded = ({ digits, mode, level, residue }: Rounding): Label[] => [
  say(`rounding.${mode}`, { digits }),
  say(level === "line" ? "rounding.line" : `rounding.total-${residue}`),
];
