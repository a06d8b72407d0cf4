import type { QueryArrayResult } from "pg";
import { withClient } from "#server/db/client.ts";

/** The first value of the first row (of the last statement, when there are several), over a connection of its own. */
export function ask<T = unknown>(url: string, sql: string): Promise<T> {
  return withClient(url, async (client) => {
    const replies = [await client.query({ text: sql, rowMode: "array" })].flat() as QueryArrayResult[];
    return replies.at(-1)!.rows[0]?.[0] as T;
  });
}
