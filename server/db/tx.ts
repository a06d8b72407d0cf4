import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from "kysely";
import type { Pool, PoolClient } from "pg";
import { isRefusal } from "../http/refusal.ts";

/** Compiles `sql` templates only; the connection is ours. */
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const FEW = 10;
const names = new Map<string, string>();
/** Statements are kept under a name; each text has one. */
const nameOf = (text: string): string => names.get(text) ?? names.set(text, `often-${names.size}`).get(text)!;

/** One database transaction. Parameters only: values never become SQL text. */
export class Tx {
  readonly client: PoolClient;
  readonly #afterCommit: (() => void)[] = [];

  constructor(client: PoolClient) {
    this.client = client;
  }

  async rows<T>(query: RawBuilder<T>): Promise<T[]> {
    const { sql, parameters } = query.compile(compiler);
    const result = await this.client.query(sql, parameters as unknown[]);
    return result.rows as T[];
  }

  async row<T>(query: RawBuilder<T>): Promise<T | undefined> {
    return (await this.rows(query))[0];
  }

  /**
   * The same for a question that is asked all the time about a few rows: the connection keeps how it is answered, which costs more to work
   * out than to do. Where it is `about` many rows, the best way hangs on how many, and it is worked out each time.
   */
  async often<T>(query: RawBuilder<T>, about: readonly unknown[] = []): Promise<T[]> {
    if (about.length > FEW) return this.rows(query);
    const { sql: text, parameters } = query.compile(compiler);
    const result = await this.client.query({ name: nameOf(text), text, values: parameters as unknown[] });
    return result.rows as T[];
  }

  /** Number of rows a statement touched. */
  async run(query: RawBuilder<unknown>): Promise<number> {
    const { sql, parameters } = query.compile(compiler);
    return (await this.client.query(sql, parameters as unknown[])).rowCount ?? 0;
  }

  /** Runs once the transaction is in the database; must not throw. */
  afterCommit(work: () => void): void {
    this.#afterCommit.push(work);
  }

  committed(): void {
    for (const work of this.#afterCommit) work();
  }
}

export type DbRole = "app" | "pay";
export type Who = { readonly tenantId: bigint | null; readonly role?: DbRole };

/** Sets the tenant of this transaction: from here on the wall shows this tenant's rows only. */
export async function enterTenant(tx: Tx, tenantId: bigint, role: DbRole = "app"): Promise<void> {
  await tx.client.query(`set local role hengji_${role}; set local "app.tenant" = '${tenantId.toString()}'`);
}

/**
 * Runs `work` in one transaction as the runtime role of `who`. A refusal as result rolls everything back:
 * what was refused has not happened.
 */
export async function inTransaction<T>(pool: Pool, who: Who, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const tx = new Tx(client);
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local role hengji_${who.role ?? "app"}`);
    if (who.tenantId !== null) await enterTenant(tx, who.tenantId, who.role);
    const result = await work(tx);
    await client.query(isRefusal(result) ? "rollback" : "commit");
    if (!isRefusal(result)) tx.committed();
    return result;
  } catch (error) {
    await client.query("rollback").catch((e: Error) => (broken = e));
    throw error;
  } finally {
    client.release(broken);
  }
}
