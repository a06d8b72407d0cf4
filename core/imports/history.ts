import type { Day } from "../base/date.ts";

/** A value that holds over [from, to); `to` null is open-ended. A history is sorted and does not overlap. */
export type Dated<T> = { readonly from: Day; readonly to: Day | null; readonly value: T };

export function validOn<T>(history: readonly Dated<T>[], day: Day): Dated<T> | undefined {
  return history.find((version) => version.from <= day && (version.to === null || version.to > day));
}

/**
 * From `from` on the value is so: what was in force ends that day (or is replaced when it began that day), what comes
 * later stays. The same value again changes nothing.
 */
export function amended<T>(history: readonly Dated<T>[], from: Day, value: T, same: (a: T, b: T) => boolean): readonly Dated<T>[] {
  const current = validOn(history, from);
  if (current && same(current.value, value)) return history;
  const others = history.flatMap((version) => (version !== current ? [version] : version.from === from ? [] : [{ ...version, to: from }]));
  const next = history.find((version) => version.from > from)?.from ?? null;
  return [...others, { from, to: current ? current.to : next, value }].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The history ends on `day`: what began later is gone. */
export function endedOn<T>(history: readonly Dated<T>[], day: Day): readonly Dated<T>[] {
  return history
    .filter((version) => version.from < day)
    .map((version) => (version.to === null || version.to > day ? { ...version, to: day } : version));
}
