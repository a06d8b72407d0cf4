import { compare, minus, plus, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import type { Statement } from "./run.ts";

/** A field of a plan that two versions say differently; null where one says nothing. */
export type FieldChange = { readonly path: string; readonly before: string | null; readonly after: string | null };

/** The text of two versions by field. Components and tests are told apart by their names, tiers by where they begin. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [flat(before, ""), flat(after, "")];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}

function flat(value: unknown, path: string, found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) value.forEach((one: unknown, i) => flat(one, `${path}[${nameOf(one) ?? i}]`, found));
  else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) flat(one, path === "" ? name : `${path}.${name}`, found);
  } else if (value !== undefined && value !== null) found.set(path, String(value as string | number | boolean));
  return found;
}

function nameOf(one: unknown): string | null {
  if (typeof one !== "object" || one === null) return null;
  const { name, from } = one as { name?: unknown; from?: unknown };
  const known = name ?? from;
  return typeof known === "string" || typeof known === "number" ? String(known) : null;
}

/** What a change is worth: per person and period, and inside it per component and transaction. */
export type MoneyChange = {
  readonly participant: string;
  readonly period: string;
  readonly before: Exact | null;
  readonly after: Exact | null;
  readonly difference: Exact | null;
  readonly lines: readonly LineChange[];
};
export type LineChange = { readonly component: string; readonly transaction: string | null; readonly before: Exact; readonly after: Exact };

/** Statements of two versions on the same facts; who is paid alike is left out. Null: that version stops there. */
export function moneyChanges(before: readonly Statement[], after: readonly Statement[]): MoneyChange[] {
  const [old, now] = [keyed(before), keyed(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return keys.flatMap((key): MoneyChange[] => {
    const [a, b] = [old.get(key), now.get(key)];
    const [was, is] = [earnedOf(a), earnedOf(b)];
    const lines = lineChanges(a, b);
    if (was && is && compare(was, is) === 0 && lines.length === 0) return [];
    const { participant, period } = (a ?? b)!;
    return [{ participant, period: period.key, before: was, after: is, difference: was && is && minus(is, was), lines }];
  });
}

const keyed = (statements: readonly Statement[]) => new Map(statements.map((one) => [`${one.participant}\n${one.period.key}`, one]));
const earnedOf = (one: Statement | undefined): Exact | null => (one === undefined ? ZERO : one.kind === "statement" ? one.earned : null);

function lineChanges(before: Statement | undefined, after: Statement | undefined): LineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): LineChange[] => {
    const [was, is] = [old.get(key) ?? ZERO, now.get(key) ?? ZERO];
    const [component, transaction] = key.split("\n") as [string, string];
    return compare(was, is) === 0 ? [] : [{ component, transaction: transaction || null, before: was, after: is }];
  });
}

function linesOf(one: Statement | undefined): Map<string, Exact> {
  const found = new Map<string, Exact>();
  if (one?.kind !== "statement") return found;
  for (const { component, lines } of one.components) {
    for (const line of lines) {
      const key = `${component.name}\n${line.credit?.transaction.id ?? ""}`;
      found.set(key, plus(found.get(key) ?? ZERO, line.amount));
    }
  }
  return found;
}

/** Who gains, who loses, and how the sum moves. */
export function summary(changes: readonly MoneyChange[]) {
  const sums = new Map<string, Exact>();
  for (const { participant, difference } of changes) if (difference) sums.set(participant, plus(sums.get(participant) ?? ZERO, difference));
  const gains = [...sums.values()].filter((one) => one.n > 0n);
  const losses = [...sums.values()].filter((one) => one.n < 0n);
  return {
    gain: gains.length,
    lose: losses.length,
    gained: sumOf(gains),
    lost: sumOf(losses),
    difference: sumOf([...sums.values()]),
    stopped: changes.filter(({ difference }) => difference === null).length,
  };
}
