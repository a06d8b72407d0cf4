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

/**
 * The three a reader should begin with: the greatest problems, one of a kind while there are other kinds, so that one
 * cause told three ways does not fill the list. With fewer than three problems the greatest strength may follow.
 */
export function startHere(findings: readonly Finding[], count = 3): Finding[] {
  const sorted = byWorth(findings.filter((one) => one.amount === null || one.amount > 0n));
  const problems = sorted.filter((one) => one.tone === "problem");
  const firstOfKind = problems.filter((one, i) => problems.findIndex((other) => other.kind === one.kind) === i);
  const rest = problems.filter((one) => !firstOfKind.includes(one));
  return [...firstOfKind, ...rest, ...sorted.filter((one) => one.tone === "strength")].slice(0, count);
}

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
