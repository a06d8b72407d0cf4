import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteKey } from "#api/index.ts";
import type { Role } from "#server/access/policy.ts";
import { stage, type Stage } from "#test/support/company.ts";
import { lines } from "./expected.ts";
import { cast, roles } from "./people.ts";
import { rehearsal, sessionFor, type Rehearsal } from "./rehearsal.ts";
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

const sampleOf = (line: string) => samples[line]!({ ...all.home.of["E013"]!, ...all.home.ground } satisfies Ids);
const strict = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store" };

describe("headers on every answer (F6)", () => {
  const oncePerRoute = lines.filter(({ line }) => !line.includes(" · ") || line.endsWith("people") || line.endsWith("seat"));

  it.each(oncePerRoute)("$line", async ({ line }) => {
    for (const role of ["hr", "rep"] as const) {
      const sample = sampleOf(line);
      const reply = await acting.ask(tokens.get(role)!, { ...addressOf(line, sample), ...sample });
      expect(reply.headers).toMatchObject(strict);
      const policy = String(reply.headers["content-security-policy"]);
      for (const rule of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
        expect(policy).toContain(rule);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(reply.headers["x-powered-by"]).toBeUndefined();
      expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it.each(["/api/nothing", "/nothing.js", "/api/openapi.json", "/healthz"])("and on %s", async (url) => {
    const { headers } = await acting.ask(null, { method: "GET", url });
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(String(headers["content-security-policy"])).toContain("frame-ancestors 'none'");
  });
});

/** What leaves the house as a file is written down. */
const exports = new Set([
  "GET /api/statements/export",
  "GET /api/pay-periods/:key/export",
  "GET /api/deals.csv",
  "GET /api/dashboards/:id/file",
]);

describe("writes from elsewhere (E11)", () => {
  const writes = (Object.keys(contract) as RouteKey[]).filter((key) => !key.startsWith("GET"));
  const lineOf = (key: string) => lines.find(({ line }) => routeOf(line) === key)!.line;
  const cookie = () => `hengji=${tokens.get("hr")!}`;
  const foreign: Readonly<Record<string, Record<string, string>>> = {
    "without our header": {},
    "from another origin": { "x-hengji": "1", origin: "https://evil.example" },
    "from an origin that begins like ours": { "x-hengji": "1", origin: "http://localhost:80.evil.example" },
    "from a sandbox": { "x-hengji": "1", origin: "null" },
    "from another site": { "x-hengji": "1", "sec-fetch-site": "cross-site" },
    "from a sibling site": { "x-hengji": "1", "sec-fetch-site": "same-site" },
    "as a form": { "content-type": "application/x-www-form-urlencoded" },
    "as plain text": { "content-type": "text/plain" },
    "as a form with parts": { "content-type": "multipart/form-data; boundary=x" },
    "with the method in a header": { "x-http-method-override": "DELETE" },
  };

  it.each(writes)("%s is refused, whatever a page elsewhere can send", async (key) => {
    for (const [how, headers] of Object.entries(foreign)) {
      const { method, url } = addressOf(lineOf(key), sampleOf(lineOf(key)));
      const reply = await acting.app.inject({
        method: method as "POST",
        url,
        remoteAddress: "10.9.0.1",
        headers: { cookie: cookie(), ...headers },
        payload: "{}",
      });
      expect(reply.statusCode, how).toBe(403);
    }
  });

  it("reading changes nothing: no GET of the contract leaves an audit entry, but for exports", async () => {
    const audits = () =>
      on.within(async (tx) => (await tx.client.query<{ n: number }>("select count(*)::int as n from audit_log")).rows[0]!.n);
    const before = await audits();
    for (const { line } of lines.filter((one) => one.line.startsWith("GET"))) {
      if (exports.has(routeOf(line))) continue;
      await on.app.inject({
        method: "GET",
        url: addressOf(line, sampleOf(line)).url,
        remoteAddress: "10.9.0.2",
        headers: { cookie: cookie() },
      });
    }
    expect(await audits()).toBe(before);
  });
});
