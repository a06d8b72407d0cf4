import { formatAmount, type Amount } from "../base/money.ts";
import type { Explanation, Label, RowsBehind } from "../explain/explanation.ts";
import type { Decomposition } from "./shapley.ts";

/**
 * One cause worth a sentence: what it is worth in money (positive is what is missing or what was gained, by `tone`), how
 * it was found, and one next step. `caution` is what the reader must know before he believes it.
 */
export type Finding = {
  /** Stable within one diagnosis: the same question asked again gives the same key. */
  readonly key: string;
  readonly kind:
    | "child-behind"
    | "cell-behind"
    | "mix"
    | "lost-customers"
    | "fewer-orders"
    | "smaller-orders"
    | "fewer-new"
    | "collection"
    | "stage"
    | "follow-through"
    | "coverage"
    | "gained";
  readonly tone: "problem" | "strength";
  readonly title: Label;
  readonly amount: Amount | null;
  readonly explanation: Explanation;
  readonly next: { readonly label: Label; readonly path: string };
  readonly caution: Label | null;
};

/** The greatest amount first, whatever its tone; what has no amount stands last in the given order. */
export function byWorth(findings: readonly Finding[]): Finding[] {
  const worth = ({ amount }: Finding) => (amount === null ? -1n : amount);
  return findings.toSorted((a, b) => (worth(a) < worth(b) ? 1 : worth(a) > worth(b) ? -1 : 0));
}

/** From which side a finding looks. Parts of one decomposition share out the same money and are one view, however many they are. */
const viewOf: Readonly<Record<Finding["kind"], string>> = {
  "child-behind": "target",
  "cell-behind": "target",
  "lost-customers": "customers",
  "fewer-new": "customers",
  mix: "orders",
  "fewer-orders": "orders",
  "smaller-orders": "orders",
  collection: "collection",
  stage: "stage",
  coverage: "coverage",
  "follow-through": "follow-through",
  gained: "gained",
};

/**
 * The three a reader should begin with: the greatest problems, one from each view while there are other views, so that one
 * cause told three ways does not fill the list. What rests on too few cases waits behind what does not, however large. With fewer than three problems the greatest strength may follow.
 */
export function startHere(findings: readonly Finding[], count = 3): Finding[] {
  const sorted = byWorth(findings.filter((one) => one.amount === null || one.amount > 0n));
  const all = sorted.filter((one) => one.tone === "problem");
  const problems = [...all.filter((one) => !isThin(one)), ...all.filter(isThin)];
  const firstOfView = problems.filter((one, i) => problems.findIndex((other) => viewOf[other.kind] === viewOf[one.kind]) === i);
  const rest = problems.filter((one) => !firstOfView.includes(one));
  return [...firstOfView, ...rest, ...sorted.filter((one) => one.tone === "strength")].slice(0, count);
}

/** Said with the caution that its sample is too small to conclude from. */
const isThin = ({ caution }: Finding): boolean => caution?.key.startsWith("diagnosis.caution.few-") ?? false;

/** A decomposition as an explanation: parts that add up, the rest below the rounding unit as a part of its own. */
export function explainChange(
  of: string,
  found: Decomposition,
  currency: string,
  more: {
    readonly rows?: Readonly<Record<string, RowsBehind>>;
    readonly notes?: readonly Label[];
    readonly counts?: Readonly<Record<string, number>>;
  } = {},
): Explanation {
  const parts = found.parts.map(({ name, part }): Explanation => {
    const count = more.counts?.[name];
    return {
      of: name,
      label: { key: `diagnosis.part.${name}` },
      value: money(part, currency),
      rule: { key: `diagnosis.rule.${name}` },
      ...(more.rows?.[name] && { rows: more.rows[name] }),
      ...(count !== undefined && { notes: [{ key: "diagnosis.note.customers", values: { count } }] }),
    };
  });
  const other: Explanation[] =
    found.other === 0n ? [] : [{ of: "other", label: { key: "diagnosis.part.other" }, value: money(found.other, currency) }];
  return {
    of,
    label: { key: `diagnosis.tree.${of}` },
    value: money(found.total, currency),
    rule: { key: `diagnosis.rule.${of}` },
    version: "shapley/1",
    combine: "sum",
    parts: [...parts, ...other],
    ...(more.notes && more.notes.length > 0 && { notes: more.notes }),
  };
}

export const money = (amount: Amount, currency: string) => ({ kind: "amount" as const, value: formatAmount(amount), currency });
