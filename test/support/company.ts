import { randomBytes } from "node:crypto";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Pool } from "pg";
import { createApp } from "#server/app.ts";
import { createUser } from "#server/auth/accounts.ts";
import { startSession } from "#server/auth/sessions.ts";
import type { Role } from "#server/access/policy.ts";
import { config } from "#server/config.ts";
import { inTransaction, type Tx } from "#server/db/tx.ts";
import { openPool } from "#server/db/pool.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import { createTenant, createUnit, hire, type Hired } from "#server/people/commands.ts";
import type { UnitKind } from "#server/people/store.ts";
import { freshDatabase } from "./database.ts";
import { noteProblem } from "./provoked.ts";

/** [code, name, kind, parent]: two regions of two teams each. */
const units: readonly (readonly [string, string, UnitKind, string | null])[] = [
  ["HQ", "恒远科技", "company", null],
  ["EAST", "华东大区", "region", "HQ"],
  ["NORTH", "华北大区", "region", "HQ"],
  ["SH", "上海团队", "team", "EAST"],
  ["HZ", "杭州团队", "team", "EAST"],
  ["BJ", "北京团队", "team", "NORTH"],
  ["TJ", "天津团队", "team", "NORTH"],
];

/** [code, name, unit, role, title, reports to]: heads stand before those who report to them. */
const staff: readonly (readonly [string, string, string, Role, string, string | null])[] = [
  ["E001", "周启明", "HQ", "executive", "总经理", null],
  ["E002", "何敏", "HQ", "hr", "销售运营经理", "E001"],
  ["E003", "沈洁", "HQ", "finance", "财务经理", "E001"],
  ["E004", "欧阳磊", "HQ", "admin", "系统管理员", "E001"],
  ["E010", "陈国栋", "EAST", "director", "华东总监", "E001"],
  ["E020", "冯晓燕", "NORTH", "director", "华北总监", "E001"],
  ["E011", "王海涛", "SH", "manager", "上海经理", "E010"],
  ["E012", "李思思", "HZ", "manager", "杭州经理", "E010"],
  ["E021", "赵铁军", "BJ", "manager", "北京经理", "E020"],
  ["E013", "张伟", "SH", "rep", "销售代表", "E011"],
  ["E014", "刘洋", "SH", "rep", "销售代表", "E011"],
  ["E015", "孙悦", "HZ", "rep", "销售代表", "E012"],
  ["E022", "马骏", "BJ", "rep", "销售代表", "E021"],
  ["E023", "单雯", "TJ", "rep", "销售代表", "E020"],
];

export const from = "2025-01-01";
export const today = "2026-06-18";

type Who = Hired & { readonly code: string; readonly userId: string; readonly role: Role };
export type Company = {
  readonly tenantId: bigint;
  /** Unit ids by code: HQ, EAST, NORTH, SH, HZ, BJ, TJ. */
  readonly units: Readonly<Record<string, string>>;
  /** By employee code: E001 executive, E002 hr, E003 finance, E004 admin, E010/E020 directors, E011/E012/E021 managers, the rest reps. */
  readonly people: Readonly<Record<string, Who>>;
};

/** Written in the caller's transaction; logins are "e013@<code>". */
export async function makeCompany(tx: Tx, code = "hengyuan"): Promise<Company> {
  const tenantId = await createTenant(tx, { code, name: "恒远科技", todayFixed: today });
  const unitIds: Record<string, string> = {};
  for (const [unit, name, kind, parent] of units) {
    unitIds[unit] = await createUnit(tx, { code: unit, name, kind, parentId: parent && unitIds[parent]!, from });
  }
  const people: Record<string, Who> = {};
  for (const [person, name, unit, role, title, boss] of staff) {
    const selling = role === "rep" || role === "manager" || role === "director";
    const position = {
      code: `P-${person}`,
      title,
      unitId: unitIds[unit]!,
      reportsTo: boss && people[boss]!.positionId,
      isHead: ["manager", "director"].includes(role),
      isSelling: selling,
    };
    const hired = await hire(tx, { person: { code: person, name }, position, from, roles: [role] });
    const userId = await createUser(tx, { login: `${person}@${code}`, name, personId: hired.personId });
    people[person] = { ...hired, code: person, userId: userId!, role };
  }
  return { tenantId, units: unitIds, people };
}

/** The person a test means by a role: the one who stands lowest in the list of that role's first holders. */
export const personOf: Readonly<Record<Role, string>> = {
  rep: "E013",
  manager: "E011",
  director: "E010",
  hr: "E002",
  finance: "E003",
  executive: "E001",
  admin: "E004",
};

export type Client = (
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>;

export type Stage = {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly ownerUrl: string;
  /** As the server itself connects. */
  readonly url: string;
  /** What `jobs.send` was given, in order. */
  readonly sent: { readonly queue: string; readonly data: object }[];
  readonly home: Company;
  /** A second tenant of the same shape: nothing of it may ever be seen from the first. */
  readonly other: Company;
  /** A browser signed in as the holder of a role, or as an employee by code ("E014"). */
  signedIn(who: Role | string, company?: Company): Promise<Client>;
  /** A browser that is nobody. */
  readonly nobody: Client;
  /** One transaction of the company, as the server works. */
  within<T>(work: (tx: Tx) => Promise<T>, company?: Company, role?: "app" | "pay"): Promise<T>;
  close(): Promise<void>;
};

/** A server on a fresh database with two small companies; call in beforeAll and close in afterAll. */
export async function stage(): Promise<Stage> {
  const database = await freshDatabase();
  const pool = openPool(database.url, { max: 8 });
  const home = await inTransaction(pool, { tenantId: null }, (tx) => makeCompany(tx));
  const other = await inTransaction(pool, { tenantId: null }, (tx) => makeCompany(tx, "other"));
  const sent: Stage["sent"] = [];
  const jobs: Jobs = {
    send: async (queue, data) => void sent.push({ queue, data }),
    work: async () => undefined,
    stop: async () => undefined,
  };
  const app = await createApp({ pool, config: config({ LOG_LEVEL: "silent" }), jobs, secret: randomBytes(32) });

  return {
    app,
    pool,
    ownerUrl: database.ownerUrl,
    url: database.url,
    sent,
    home,
    other,
    nobody: client(app, undefined),
    within: (work, company = home, role = "app") => inTransaction(pool, { tenantId: company.tenantId, role }, work),
    async signedIn(who, company = home) {
      const { userId } = company.people[personOf[who as Role] ?? who]!;
      const session = { tenantId: company.tenantId, userId, userAgent: "test", now: new Date() };
      return client(app, await inTransaction(pool, { tenantId: null }, (tx) => startSession(tx, session)));
    },
    async close() {
      await app.close();
      await pool.end();
    },
  };
}

function client(app: FastifyInstance, token: string | undefined): Client {
  return (method, url, body, headers = {}) => {
    const request: InjectOptions = { method, url, headers: { "x-hengji": "1", ...headers } };
    if (body !== undefined) request.payload = body;
    if (token) request.cookies = { hengji: token };
    return app.inject(request).then(noteProblem);
  };
}
