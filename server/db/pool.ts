import pg from "pg";

const { builtins } = pg.types;

/** pg's own parsers lose days to time zones and big integers to floats; these do not. */
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [builtins.INT8]: (text) => BigInt(text),
  [builtins.NUMERIC]: (text) => text,
};

const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

export type PoolOptions = { readonly max?: number; readonly statementTimeoutMs?: number };

export function openPool(url: string, { max = 10, statementTimeoutMs = 30_000 }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max,
    statement_timeout: statementTimeoutMs,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: "hengji",
  });
  surviveLoss(pool);
  return pool;
}

/**
 * A connection that dies while idle is replaced on next use; one that dies in a transaction, between two statements,
 * fails the next statement. Without listeners either would end the process.
 */
export function surviveLoss(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}
