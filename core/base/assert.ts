/** Stops on what can only be a programming error; bad input is never an assertion. */
export function assert(condition: unknown, law: string): asserts condition {
  if (!condition) throw new Error(`Impossible: ${law}`);
}
