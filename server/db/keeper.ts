import type { Tx } from "./tx.ts";

/** One business object as it stands in the database; `state` is everything an import or an edit may change. */
export type Stored<S> = { readonly id: string; readonly state: S };
/** A change of one object: `before` null creates it. */
export type Change<S> = { readonly id: string; readonly key: string; readonly before: S | null; readonly after: S };

/** Reads and writes the objects of one kind, many at a time. */
export type Keeper<S> = {
  load(tx: Tx, keys: readonly string[]): Promise<Map<string, Stored<S>>>;
  write(tx: Tx, changes: readonly Change<S>[]): Promise<void>;
  remove(tx: Tx, objects: readonly { readonly id: string; readonly key: string }[]): Promise<void>;
};

/** Text form of a state, keys sorted: the same for the same content, and readable again with `unpacked`. */
export function packed(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (typeof value === "bigint") return { $n: value.toString() };
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function unpacked<S>(text: string): S {
  return JSON.parse(text, (_, value: unknown) => {
    const isBig = typeof value === "object" && value !== null && "$n" in value && typeof value.$n === "string";
    return isBig ? BigInt(value.$n as string) : value;
  }) as S;
}
