import { createHash, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteKey } from "#api/index.ts";
import type { Route } from "#api/contract.ts";
import type { Role } from "#server/access/policy.ts";
import { stage, type Stage } from "#test/support/company.ts";
import { lines } from "./expected.ts";
import { cast, roles } from "./people.ts";
import { asking, rehearsal, sessionFor, type Rehearsal } from "./rehearsal.ts";
import { addressOf, routeOf, samples, type Ids } from "./samples.ts";
import { world, type World } from "./world.ts";

let on: Stage;
let all: World;
let acting: Rehearsal;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  on = await stage();
  all = await world(on);
  acting = await rehearsal(on);
  for (const role of roles) tokens.set(role, await sessionFor(on, cast[role].own!));
}, 120_000);
afterAll(async () => {
  await acting.close();
  await on.close();
});

const ids = (code: string): Ids => ({ ...all.home.of[code]!, ...all.home.ground });
const stranger = (code: string): Ids => ({ ...all.other.of[code]!, ...all.other.ground });

/** A reader for whom the line's door opens, and for whose record. */
function insider({ may }: (typeof lines)[number]): { role: Role; code: string } {
  for (const role of ["finance", "hr", "admin", "manager", "rep"] as const) {
    const is = may[role];
    if (is === "yes") return { role, code: cast[role].own! };
    const target = is === "no" ? undefined : ([...is].find((one) => one === "below") ?? is.find((one) => one !== "own") ?? is[0]);
    if (target !== undefined) return { role, code: cast[role][target]! };
  }
  throw new Error("a line that opens for nobody");
}

const route = (line: string): Route => contract[routeOf(line) as RouteKey];
const writes = lines.filter(({ line }) => !line.startsWith("GET"));
/** One line of each route that takes JSON. */
const withBody = [...Map.groupBy(writes, ({ line }) => routeOf(line)).values()]
  .map(([first]) => first!)
  .filter(({ line }) => route(line).body !== undefined);
/** Each request costs a password hash or a process: all properties at once. */
const isDear = (line: string): boolean => /session|password|import/.test(line);

describe("ids of another company mixed with one's own (D3)", () => {
  const records = [
    "person",
    "position",
    "user",
    "unit",
    "order",
    "talk",
    "action",
    "draft",
    "planDraft",
    "exportFormat",
    "webhook",
    "proposal",
    "submission",
    "letter",
    "change",
    "people",
    "receipts",
    "opportunities",
    "deal",
  ] as const;

  it.each(writes)("$line", async (line) => {
    const { role, code } = insider(line);
    const used = (mixed: Ids) =>
      JSON.stringify({ ...samples[line.line]!(mixed), body: { ...(samples[line.line]!(mixed).body as object), id: "", actions: [] } });
    for (const record of records) {
      const mixed = { ...ids(code), [record]: stranger(code)[record] };
      if (used(mixed) === used(ids(code))) continue;
      const sample = samples[line.line]!(mixed);
      const reply = await acting.ask(tokens.get(role)!, { ...addressOf(line.line, sample), ...sample });
      expect(reply.json<{ code: string }>().code, `${record} of another company`).toBe("not-found");
    }
  });

  it.each([
    [
      "the boss of a new person",
      "POST",
      "/api/people",
      { code: "E903", name: "新", title: "销售", unit: "SH", manager: "X-OTHER", role: "rep", from: "2026-06-01" },
    ],
    ["credit of an order", "PATCH", "/api/orders/:order", { version: 1, credits: [{ person: "X-OTHER", sharePpm: 1_000_000 }] }],
    ["parent of a unit", "POST", "/api/units", { code: "N1", name: "新", kind: "team", parent: "X-OTHER", from: "2026-06-01" }],
  ])("a code that only the other company has, as %s", async (_, method, url, body) => {
    await on.within(
      (tx) => tx.run(sql`update persons set code = 'X-OTHER' where tenant_id = current_tenant() and code = 'E023'`),
      on.other,
    );
    await on.within(
      (tx) => tx.run(sql`update org_units set code = 'X-OTHER' where tenant_id = current_tenant() and code = 'TJ'`),
      on.other,
    );
    const reply = await acting.ask(tokens.get("hr")!, { method, url: url.replace(":order", ids("E022").order), body });
    expect(reply.statusCode).toBe(422);
  });
});

const forbidden: Readonly<Record<string, unknown>> = {
  tenantId: "2", tenant_id: 2, tenant: "other", userId: "x", user_id: "x", createdBy: "x", created_by: "x", author: "x", actor: "x", by: "x",
  role: "admin", roles: ["admin"], grants: [{ role: "executive" }], isAdmin: true, scope: { all: true }, can: ["statements:read"], state: "done", published: true,
  publishedAt: "2020-01-01", approver: "x", approvedBy: "x", payout: "987654321", commission: "987654321", coefficient: "9", grade: "S", score: "987654321",
  personal: { rate: "99%" }, disabledAt: null, passwordHash: "x", managerPersonId: "x", isMine: true, constructor: { prototype: { all: true } }, isDemo: true,
}; // prettier-ignore

/** Ids and instants differ from one request to the next. */
const still = (body: string): string =>
  body
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, "id")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "at")
    .replace(/token=[\w-]+/g, "token");

describe("properties nobody asked for (D9)", () => {
  it("there are thirty of them", () => expect(Object.keys(forbidden).length).toBeGreaterThanOrEqual(30));

  it.each(withBody)("$line: refused or without effect", async (line) => {
    const { role, code } = insider(line);
    const sample = samples[line.line]!(ids(code));
    const known = route(line.line).body instanceof z.ZodObject ? Object.keys((route(line.line).body as z.ZodObject).shape) : [];
    const send = async (more: object) => {
      const token = routeOf(line.line) === "POST /api/session" ? null : tokens.get(role)!;
      return acting.ask(token, { ...addressOf(line.line, sample), ...sample, body: { ...(sample.body as object), ...more } });
    };
    const plain = await send({});
    expect(plain.statusCode).not.toBe(400);
    const extras = Object.entries(forbidden).filter(([name]) => !known.includes(name));
    const together = isDear(line.line) ? [Object.fromEntries(extras)] : extras.map(([name, value]) => ({ [name]: value }));
    for (const more of together) {
      const reply = await send(more);
      if (reply.statusCode !== 400) expect(still(reply.body), Object.keys(more).join()).toBe(still(plain.body));
    }
  });

  it.each(withBody)("$line: a prototype in the JSON is refused", async (line) => {
    const { role, code } = insider(line);
    const sample = samples[line.line]!(ids(code));
    const text = JSON.stringify(sample.body).replace(/^\{/, '{"__proto__":{"all":true},');
    const headers = { "content-type": "application/json" };
    expect((await acting.ask(tokens.get(role)!, { ...addressOf(line.line, sample), body: text, headers })).statusCode).toBe(400);
  });
});

describe("acting on oneself (D10)", () => {
  const asked = async (role: Role, line: string) => {
    const sample = samples[line]!(ids(cast[role].own!));
    return (await acting.ask(tokens.get(role)!, { ...addressOf(line, sample), ...sample })).json<{ code: string }>().code;
  };
  it.each([
    ["manager", "PUT /api/target-sets/:setId/cells · seat"],
    ["director", "PUT /api/target-sets/:setId/cells · seat"],
    ["hr", "POST /api/people/:id/transfers"],
    ["admin", "POST /api/people/:id/transfers"],
    ["hr", "POST /api/people/:id/leaving"],
    ["hr", "POST /api/users/:id/reset-link"],
    ["admin", "POST /api/users/:id/disabling"],
    ["admin", "DELETE /api/users/:id/disabling"],
  ] as const)("%s: %s", async (role, line) => expect(await asked(role, line)).toBe("not-on-yourself"));

  it.each([
    ["manager", "POST /api/one-on-ones"],
    ["director", "POST /api/one-on-ones"],
    ["manager", "PATCH /api/one-on-ones/:id"],
  ] as const)("%s: %s of oneself is not there", async (role, line) => expect(await asked(role, line)).toBe("not-found"));

  it.each(["hr", "admin"] as const)("%s gives no role to the own seat by a people file, neither in the preview nor later", async (role) => {
    const ask = asking(on.app);
    const me = cast[role].own!;
    const file = `工号,姓名,岗位,部门编码,直属上级工号,角色,生效日期\n${me},自己,总经理,HQ,E001,executive,2026-06-01\n`;
    const upload = {
      method: "POST",
      url: "/api/imports?kind=people&fileName=me.csv",
      body: Buffer.from(file),
      headers: { "content-type": "application/octet-stream" },
    };
    const { id, reading } = (await ask(tokens.get(role)!, upload)).json<{ id: string; reading: object }>();
    const preview = await ask(tokens.get(role)!, {
      method: "POST",
      url: `/api/imports/${id}/preview`,
      body: { reading, mode: "good-rows" },
    });
    expect(preview.json<{ code: string }>().code).toBe("not-on-yourself");
    expect((await ask(tokens.get(role)!, { method: "POST", url: `/api/imports/${id}/run` })).json<{ code: string }>().code).toBe(
      "import-not-ready",
    );
  });

  it("who wrote a plan version does not publish it, whatever role he holds besides (D11)", async () => {
    const { person, user } = all.home.of["E003"]!;
    await on.within(
      (tx) => tx.run(sql`update plans set created_by = ${user} where tenant_id = current_tenant() and id = ${all.home.ground.planDraft}`),
      on.home,
      "pay",
    );
    expect(person).not.toBe(user);
    expect(await asked("finance", "POST /api/plans/:id/publication")).toBe("own-draft");
  });
});

describe("a write repeated with the same key (C3)", () => {
  const month = { period: "2026-05" };
  const counts = {
    units: sql`select count(*)::int as n from org_units where tenant_id = current_tenant()`,
    runs: sql`select count(*)::int as n from calculation_runs where tenant_id = current_tenant()`,
    sets: sql`select count(*)::int as n from target_sets where tenant_id = current_tenant()`,
    people: sql`select count(*)::int as n from persons where tenant_id = current_tenant()`,
  };
  const count = async (what: keyof typeof counts) => ((await on.within((tx) => tx.row(counts[what]), on.home, "pay")) as { n: number }).n;

  it.each([
    [
      "units",
      "hr",
      "/api/units",
      { code: "ONCE", name: "一次", kind: "team", parent: "EAST", from: "2026-06-01" },
      { code: "TWICE", name: "两次", kind: "team", parent: "EAST", from: "2026-06-01" },
    ],
    ["runs", "finance", "/api/calculation-runs", month, { period: "2026-04" }],
    ["sets", "hr", "/api/target-sets", { metric: "deal-count", year: 2027 }, { metric: "deal-count", year: 2028 }],
    [
      "people",
      "admin",
      "/api/people",
      { code: "E910", name: "一次", title: "代表", unit: "SH", manager: "E011", role: "rep", from: "2026-06-01" },
      { code: "E911", name: "两次", title: "代表", unit: "SH", manager: "E011", role: "rep", from: "2026-06-01" },
    ],
  ] as const)("twenty at once make one of %s, and another body is refused", async (what, role, url, body, otherBody) => {
    const ask = asking(on.app);
    const headers = { "idempotency-key": randomUUIDv7() };
    const before = await count(what);
    const send = (sent: object) => ask(tokens.get(role)!, { method: "POST", url, body: sent, headers });
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(body)));
    expect(new Set(replies.map((reply) => reply.statusCode))).toEqual(new Set([200]));
    expect(new Set(replies.map((reply) => JSON.stringify(Object.entries(reply.json<object>()).sort()))).size).toBe(1);
    expect(await count(what)).toBe(before + 1);
    expect((await send(otherBody)).json<{ code: string }>()).toMatchObject({ status: 422, code: "key-reused" });
    expect(await count(what)).toBe(before + 1);
  });

  it("what is kept for the repetition shows neither the one-time link of the answer nor a hash of the request one could guess at", async () => {
    const ask = asking(on.app);
    const headers = { "idempotency-key": "invite" };
    const sent = { method: "POST", url: `/api/users/${all.home.of["E013"]!.user}/reset-link`, headers };
    const first = await ask(tokens.get("hr")!, sent);
    const [kept] = await on.within((tx) =>
      tx.rows(sql<{ reply: string; hash: string }>`
      select reply::text as reply, encode(request_hash, 'hex') as hash from idempotency_keys where tenant_id = current_tenant() and key = 'invite'`),
    );
    expect(kept!.reply).not.toContain("token");
    expect(kept!.hash).not.toBe(createHash("sha256").update(`POST ${sent.url} null`).digest("hex"));
    expect((await ask(tokens.get("hr")!, sent)).body).toBe(first.body);
  });

  it("the key of one person is nothing to another", async () => {
    const headers = { "idempotency-key": "shared" };
    const sent = { method: "POST", url: "/api/scheme-checks", body: { text: "scheme: 空" }, headers };
    const first = await acting.ask(tokens.get("hr")!, sent);
    expect(first.statusCode).toBe(200);
    expect((await acting.ask(tokens.get("rep")!, sent)).statusCode).toBe(404);
  });
});

describe("the database behind the doors", () => {
  const pay = ["plans", "plan_assignments", "statements", "scorecards", "calculation_runs", "audit_pay_values"];

  it.each(pay)("the general role cannot read %s (D6)", async (table) => {
    await expect(on.within((tx) => tx.client.query(`select 1 from ${table} limit 1`))).rejects.toThrow("permission denied");
  });

  it.each([...pay, "orders", "targets", "one_on_ones", "actions", "users", "persons"])(
    "a company without a filter of its own sees only its rows of %s",
    async (table) => {
      const { rows } = await on.within(
        (tx) => tx.client.query<{ tenant: bigint }>(`select distinct tenant_id as tenant from ${table}`),
        on.home,
        "pay",
      );
      expect(rows.map((row) => row.tenant).filter((tenant) => tenant !== on.home.tenantId)).toEqual([]);
    },
  );

  it.each(["orders", "targets", "statements", "persons"])("without a company entered nothing of %s is visible", async (table) => {
    const client = await on.pool.connect();
    try {
      await client.query("begin; set local role hengji_pay");
      expect((await client.query(`select 1 from ${table} limit 1`)).rowCount).toBe(0);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("a row for another company is not taken", async () => {
    const write = on.within((tx) =>
      tx.run(sql`insert into org_units (tenant_id, id, code) values (${on.other.tenantId}, ${randomUUIDv7()}, 'X')`),
    );
    await expect(write).rejects.toThrow("row-level security");
  });
});
