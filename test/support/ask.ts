import { withClient } from "#server/db/client.ts";

/** The first value of the first row, over a connection of its own. */
export function ask<T = unknown>(url: string, sql: string): Promise<T> {
  return withClient(url, async (client) => (await client.query({ text: sql, rowMode: "array" })).rows[0]?.[0] as T);
}
