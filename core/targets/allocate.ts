import { split, type Amount } from "../base/money.ts";
import { assert } from "../base/assert.ts";
import type { Label } from "../explain/explanation.ts";

/** How a whole is shared out: by what was reached before, by working days, evenly, or by shares given by hand. */
export type Basis = "history" | "working-days" | "equal" | "manual";

/** One receiver. `weight` is its history, working days or share by hand; `locked` keeps an amount as it is. */
export type Part = { readonly id: string; readonly weight: bigint; readonly locked?: Amount };

/** What a receiver gets, and why in words. */
export type Allotted = { readonly id: string; readonly amount: Amount; readonly isLocked: boolean; readonly reason: Label };

export type Refusal = {
  readonly kind: "refused";
  readonly code: "target-not-positive" | "nothing-to-share-among" | "locked-exceed-whole" | "locked-miss-whole" | "share-negative";
  readonly values: Readonly<Record<string, string>>;
};
export type Allotment = { readonly kind: "allotted"; readonly parts: readonly Allotted[]; readonly notes: readonly Label[] };

/**
 * Shares a whole among parts so that they add up to it exactly, in steps (10_000n is whole yuan): largest remainder
 * (Hamilton 1792), what is smaller than a step goes to the heaviest part. Locked parts keep their amounts first.
 * By history, a part without any (a newcomer) weighs as much as the average of the others; when nobody has history,
 * all weigh the same. Both are said in the reason. Negative history (more refunds than sales) counts as none.
 */
export function allocate(whole: Amount, parts: readonly Part[], basis: Basis, step: Amount): Allotment | Refusal {
  const refusal = refusalOf(whole, parts);
  if (refusal) return refusal;
  const free = parts.filter((part) => part.locked === undefined);
  const rest = whole - sum(parts.map((part) => part.locked ?? 0n));
  if (free.length === 0 && rest !== 0n) return refused("locked-miss-whole", { rest: String(rest) });

  const weighted = weights(free, basis);
  const amounts =
    free.length > 0
      ? inSteps(
          rest,
          weighted.map((w) => w.weight),
          step,
        )
      : [];
  const total = sum(weighted.map((w) => w.weight));
  const given = new Map(free.map((part, i) => [part.id, allotted(part, amounts[i]!, weighted[i]!, total)]));
  const all = parts.map((part) => given.get(part.id) ?? kept(part));
  assert(sum(all.map((part) => part.amount)) === whole, "the parts add up to the whole");
  return { kind: "allotted", parts: all, notes: notesOf(weighted) };
}

type Weighted = { readonly weight: bigint; readonly why: string };

function weights(parts: readonly Part[], basis: Basis): Weighted[] {
  if (basis === "equal") return parts.map(() => ({ weight: 1n, why: "equal" }));
  const positive = parts.filter((part) => part.weight > 0n);
  if (positive.length === 0) return parts.map(() => ({ weight: 1n, why: `${basis}-none` }));
  if (basis !== "history") return parts.map(({ weight }) => ({ weight, why: basis }));
  const average = sum(positive.map((part) => part.weight)) / BigInt(positive.length);
  const newcomer = average > 0n ? average : 1n;
  return parts.map(({ weight }) => (weight > 0n ? { weight, why: "history" } : { weight: newcomer, why: "history-newcomer" }));
}

function inSteps(whole: Amount, weight: readonly bigint[], step: Amount): Amount[] {
  const parts = split(whole / step, weight).map((part) => part * step);
  const heaviest = weight.reduce((best, w, i) => (w > weight[best]! ? i : best), 0);
  parts[heaviest]! += whole % step;
  return parts;
}

function allotted(part: Part, amount: Amount, { weight, why }: Weighted, total: bigint): Allotted {
  const values = { ppm: String((weight * 1_000_000n) / total), weight: String(weight), total: String(total) };
  return { id: part.id, amount, isLocked: false, reason: { key: `targets.reason.${why}`, values } };
}

function kept(part: Part): Allotted {
  return { id: part.id, amount: part.locked!, isLocked: true, reason: { key: "targets.reason.locked" } };
}

function notesOf(weighted: readonly Weighted[]): Label[] {
  const newcomers = weighted.filter((w) => w.why === "history-newcomer").length;
  const fallback = weighted.find((w) => w.why.endsWith("-none"));
  return [
    ...(newcomers > 0 ? [{ key: "targets.note.newcomers", values: { count: newcomers } }] : []),
    ...(fallback ? [{ key: `targets.note.${fallback.why}` }] : []),
  ];
}

function refusalOf(whole: Amount, parts: readonly Part[]): Refusal | null {
  if (whole <= 0n) return refused("target-not-positive", { amount: String(whole) });
  if (parts.length === 0) return refused("nothing-to-share-among", {});
  if (parts.some((part) => part.locked !== undefined && part.locked < 0n)) return refused("share-negative", {});
  const locked = sum(parts.map((part) => part.locked ?? 0n));
  if (locked > whole) return refused("locked-exceed-whole", { over: String(locked - whole) });
  return null;
}

function refused(code: Refusal["code"], values: Refusal["values"]): Refusal {
  return { kind: "refused", code, values };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}
