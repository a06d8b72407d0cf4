/** What a part of the suite came to. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number; readonly failures: readonly string[] };
export const none: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function plus(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}
