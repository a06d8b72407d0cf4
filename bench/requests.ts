import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import autocannon from "autocannon";
import { createApp } from "#server/app.ts";
import { createUser } from "#server/auth/accounts.ts";
import { startSession } from "#server/auth/sessions.ts";
import { config } from "#server/config.ts";
import { inTransaction } from "#server/db/tx.ts";
import { findPeople } from "#server/home/store.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import { insertGrant } from "#server/people/store.ts";
import { BENCH_TODAY } from "./company.ts";
import type { Bench } from "./bench.ts";
import type { Line } from "./table.ts";

const PATH = "/api/search?kind=person&q=E49";

/** Requests per second of one documented route (session, door, transaction, schema) against a bare handler that runs the same query. */
export async function benchRequests(bench: Bench): Promise<Line[]> {
  const ours = await withApp(bench, load);
  const floor = await withBareServer(bench, load);
  return [
    {
      what: "API requests, 8 clients",
      ours: `${ours.toFixed(0)}/s`,
      floor: `${floor.toFixed(0)}/s`,
      ratio: floor / ours,
      note: "search for people; floor: node:http, same query in one transaction, nobody asked who it is",
    },
  ];
}

async function load(url: string, headers: Record<string, string>): Promise<number> {
  // As many visitors as the rate limit needs to see; behind a proxy it goes by this header.
  const requests = Array.from({ length: 250 }, (_, i) => ({ headers: { ...headers, "x-forwarded-for": `10.0.0.${i}` } }));
  await autocannon({ url, requests, connections: 8, duration: 2 }); // warm
  const result = await autocannon({ url, requests, connections: 8, duration: 6, workers: 1 });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} answers of ${url} were no answers`);
  return result.requests.average;
}

type Loader = (url: string, headers: Record<string, string>) => Promise<number>;

async function withApp(bench: Bench, work: Loader): Promise<number> {
  const token = await signedIn(bench);
  const jobs: Jobs = { send: async () => undefined, work: async () => undefined, stop: async () => undefined };
  const app = await createApp({
    pool: bench.pool,
    config: config({ LOG_LEVEL: "silent", HENGJI_URL: "http://127.0.0.1" }),
    jobs,
    secret: randomBytes(32),
  });
  try {
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    return await work(address + PATH, { cookie: `hengji=${token}` });
  } finally {
    await app.close();
  }
}

async function signedIn({ pool, tenantId, owner }: Bench): Promise<string> {
  const { rows } = await owner.query<{ personId: string; positionId: string; unitId: string }>(
    `select a.person_id as "personId", a.position_id as "positionId", u.org_unit_id as "unitId" from assignments a
     join org_unit_versions u on u.tenant_id = a.tenant_id and u.kind = 'company' where a.tenant_id = $1 limit 1`,
    [tenantId],
  );
  const { personId, positionId, unitId } = rows[0]!;
  return inTransaction(pool, { tenantId }, async (tx) => {
    const userId = await createUser(tx, { login: "hr@bench", name: "HR", personId });
    await insertGrant(tx, { positionId, role: "hr", unitId, from: "2025-01-01" });
    return startSession(tx, { tenantId, userId: userId!, userAgent: "bench", now: new Date() });
  });
}

async function withBareServer({ pool, tenantId }: Bench, work: Loader): Promise<number> {
  const scope = { all: true, unitIds: [], positionIds: [], personId: null };
  const find = () => inTransaction(pool, { tenantId }, (tx) => findPeople(tx, { text: "E49", day: BENCH_TODAY, scope }));
  const server: Server = createServer((_, response) => {
    void find().then((rows) => response.setHeader("content-type", "application/json").end(JSON.stringify({ rows })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`, {});
  } finally {
    server.close();
  }
}
