import pg from "pg";

/**
 * One connection for one piece of work, closed whatever happens. A database that dies under it fails the statement at
 * hand (or the next one); without the listener the connection's own "error" would end the whole process instead.
 */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>, { connectMs = 0 } = {}): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
