import { randomBytes } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { PoolClient } from "pg";
import { createApp } from "#server/app.ts";
import { startSession } from "#server/auth/sessions.ts";
import { config } from "#server/config.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import type { Company, Stage } from "#test/support/company.ts";

export type Sent = {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly ip?: string;
};
export type Rehearsal = {
  readonly app: FastifyInstance;
  ask(token: string | null, sent: Sent): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

/** The same server on the same database, except that every commit is a rollback: each cell of the matrix finds the world as it was. */
export async function rehearsal(stage: Stage): Promise<Rehearsal> {
  const pool = openPool(stage.url, { max: 4 });
  pool.on("connect", neverCommits);
  const jobs = { send: async () => undefined, work: async () => undefined, stop: async () => undefined };
  const app = await createApp({ pool, config: config({ LOG_LEVEL: "silent" }), jobs, secret: randomBytes(32) });
  return {
    app,
    ask: asking(app),
    async close() {
      await app.close();
      await pool.end();
    },
  };
}

function neverCommits(client: PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  client.query = ((...[text, ...rest]: unknown[]) => query(text === "commit" ? "rollback" : text, ...rest)) as typeof client.query;
}

/** Requests come from many addresses, as those of a company do: the limit per address is tested elsewhere. */
export function asking(app: FastifyInstance): Rehearsal["ask"] {
  let count = 0;
  return (token, { method, url, body, headers = {}, ip }) => {
    count += 1;
    return app.inject({
      method: method as "GET",
      url,
      remoteAddress: ip ?? `10.1.${Math.floor(count / 50_000)}.${1 + (Math.floor(count / 200) % 250)}`,
      headers: { "x-hengji": "1", ...headers },
      ...(token !== null && { cookies: { hengji: token } }),
      ...(body !== undefined && { payload: body as object }),
    });
  };
}

/** A session that stays, made without the sign-in page. */
export function sessionFor(stage: Stage, code: string, company: Company = stage.home): Promise<string> {
  const { userId } = company.people[code]!;
  return inTransaction(stage.pool, { tenantId: null }, (tx) =>
    startSession(tx, { tenantId: company.tenantId, userId, userAgent: "matrix", now: new Date() }),
  );
}
