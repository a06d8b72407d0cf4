import { divide, formatAmount, PPM, type Amount, type Ppm } from "../base/money.ts";
import type { Explanation, Label, Value } from "../explain/explanation.ts";
import { dictionary, type DerivedMetricCode } from "./dictionary.ts";

/** One operand of a formula: its exact number (null when there is none) and its own explanation. */
export type Operand = { readonly exact: bigint | null; readonly explanation: Explanation };

/** A number made by a formula: exact in its own unit, null when undefined, and explained. */
export type Derived = Operand;

/** actual ÷ target in ppm. A target that is missing, zero or negative makes it undefined, never 0 or 100 %. */
export function attainment(actual: Operand, target: Operand): Derived {
  const exact = actual.exact === null ? null : overPositive(actual.exact, target.exact);
  return derived("attainment", exact, rate, [actual, target], target.exact === null ? "missing" : "undefined");
}

/** Working days elapsed ÷ working days of the period, in ppm. A period without working days has no progress. */
export function timeProgress(done: number, total: number, unknownYears: readonly number[] = []): Derived {
  const notes = unknownYears.map((year) => ({ key: "metrics.note.calendar-unknown", values: { year: String(year) } }));
  const parts = [days("working-days-elapsed", done), days("working-days", total)];
  return derived("time-progress", overPositive(BigInt(done), BigInt(total)), rate, parts, "undefined", notes);
}

/** What other years had reached at this point of the period, and what they ended with. */
export type PastYear = { readonly byNow: bigint; readonly whole: bigint };

/**
 * The progress one should expect now, in ppm: with two years of history or more, the share those years had reached
 * at the same point (both sides summed, then divided); with less, time progress, and it says so.
 */
export function expectedProgress(time: Derived, past: readonly PastYear[]): Derived {
  const usable = past.filter((year) => year.whole > 0n);
  if (usable.length < 2) return noted(time, { key: "metrics.note.straight-line", values: { years: usable.length } });
  const exact = overPositive(sum(usable.map((y) => y.byNow)), sum(usable.map((y) => y.whole)));
  const note: Label = { key: "metrics.note.seasonal-curve", values: { years: usable.length } };
  const explanation: Explanation = {
    of: "expected-progress",
    label: { key: "metrics.name.expected-progress" },
    value: rate(exact ?? 0n),
    notes: [note],
  };
  return { exact, explanation };
}

/** attainment − expected progress, in ppm (hundredths of a percentage point and finer). */
export function paceGap(reached: Derived, expected: Derived): Derived {
  const exact = reached.exact === null || expected.exact === null ? null : reached.exact - expected.exact;
  return derived("pace-gap", exact, rate, [reached, expected], "undefined");
}

/**
 * (target − actual) ÷ remaining working days, in ten-thousandths a day, rounded up so that keeping to it suffices.
 * Zero once the target is reached; undefined when no day is left or there is no positive target.
 */
export function runRateNeeded(target: Operand, actual: Operand, daysLeft: number, currency: string): Derived {
  const exact =
    target.exact === null || target.exact <= 0n || actual.exact === null || daysLeft <= 0
      ? null
      : perDay(target.exact - actual.exact, daysLeft);
  const amount = (value: bigint): Value => ({ kind: "amount", value: formatAmount(value), currency });
  return derived(
    "run-rate-needed",
    exact,
    amount,
    [target, actual, days("working-days-left", daysLeft)],
    target.exact === null ? "missing" : "undefined",
  );
}

/** (now − before) ÷ |before| in ppm. From zero or from a negative base growth is undefined. */
export function growth(code: "yoy" | "mom" | "new-customer-growth", now: Operand, before: Operand): Derived {
  const exact = now.exact === null || before.exact === null ? null : overPositive(now.exact - before.exact, before.exact);
  return derived(code, exact, rate, [now, before], before.exact === null ? "missing" : "undefined");
}

function perDay(left: Amount, daysLeft: number): Amount {
  if (left <= 0n) return 0n;
  return (left + BigInt(daysLeft) - 1n) / BigInt(daysLeft);
}

function overPositive(numerator: bigint, denominator: bigint | null): Ppm | null {
  return denominator === null || denominator <= 0n ? null : divide(numerator * PPM, denominator, "half-even");
}

const rate = (ppm: bigint): Value => ({ kind: "rate", ppm: String(ppm) });

function days(of: string, count: number): Operand {
  const value: Value = { kind: "number", value: String(count), unit: "working-days" };
  return { exact: BigInt(count), explanation: { of, label: { key: `metrics.name.${of}` }, value } };
}

type Missing = "missing" | "undefined";
const combines: Partial<Record<DerivedMetricCode, Explanation["combine"]>> = { attainment: "quotient", "time-progress": "quotient" };

function derived(
  code: DerivedMetricCode,
  exact: bigint | null,
  show: (exact: bigint) => Value,
  operands: readonly Operand[],
  why: Missing,
  notes: readonly Label[] = [],
): Derived {
  const explanation: Explanation = {
    of: code,
    label: { key: `metrics.name.${code}` },
    value: exact === null ? { kind: "none", why } : show(exact),
    rule: { key: `metrics.formula.${code}` },
    version: `${code}/${dictionary[code].version}`,
    combine: combines[code] ?? "steps",
    parts: operands.map((operand) => operand.explanation),
    ...(notes.length > 0 && { notes }),
  };
  return { exact, explanation };
}

function noted(operand: Derived, note: Label): Derived {
  return { exact: operand.exact, explanation: { ...operand.explanation, notes: [...(operand.explanation.notes ?? []), note] } };
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => a + b, 0n);
}
