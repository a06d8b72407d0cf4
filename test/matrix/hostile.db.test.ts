import process from "node:process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteKey } from "#api/index.ts";
import type { Route } from "#api/contract.ts";
import type { Role } from "#server/access/policy.ts";
import { stage, type Stage } from "#test/support/company.ts";
import { lines } from "./expected.ts";
import { cast, roles } from "./people.ts";
import { rehearsal, sessionFor, type Rehearsal, type Sent } from "./rehearsal.ts";
import { addressOf, routeOf, samples, type Sample } from "./samples.ts";
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

/** At the edge of what the schemas let in, and beyond it. */
const texts = [
  "", " ", "0", "-1", "1", "2147483648", "9223372036854775808", "1e308", "NaN", "Infinity", "null", "true", "[]", "{}", "'", "\"", "'; drop table orders; --",
  "\u0000", "a\u0000b", "\ud800", "😀", "‮", "%", "_", "\\", "../../etc/passwd", "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "{{x}}", "x".repeat(61), "x".repeat(10_001), "衡".repeat(3_000),
  "0000-01-01", "0001-01-01", "9999-12-31", "2026-02-29", "2024-02-29", "2026-06-18", "1582-10-10", "2200-01-01", "0000", "0001", "9999", "2026", "2026-00", "2026-13", "9999-12", "0000-W00", "9999-W53", "2026-W54", "2026-H2", "2026-Q4", "2026-02-31",
  "0.0001", "-0", "-0.0000", "999999999999999.9999", "-999999999999999.9999", "000000000000001", "1000000000000000", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "2026-05-01 00000000-0000-0000-0000-000000000000", "2026-99-99 ------------------------------------", "WyIyMDI2LTAxLTAxIiwiIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0", "position", "unit", "E013", "HQ", "admin", "2000", "2199", "200", "201",
]; // prettier-ignore
const things = [
  0,
  -1,
  1,
  2,
  1.5,
  200,
  1_000_000,
  1_000_001,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  1e21,
  5e-324,
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null],
  { a: { b: {} } },
  Array.from({ length: 60 }, () => "x"),
];

type Path = readonly (string | number)[];
type Spot = { readonly part: "params" | "query" | "body"; readonly path: Path };

/** Every place of a request where a value stands, and the query parameters it could have had. */
function spotsOf(line: string, sample: Sample): Spot[] {
  const route: Route = contract[routeOf(line) as RouteKey];
  const query = [...new Set([...Object.keys(sample.query ?? {}), ...Object.keys(route.query?.shape ?? {})])];
  return [
    ...Object.keys(sample.params ?? {}).map((name): Spot => ({ part: "params", path: [name] })),
    ...query.map((name): Spot => ({ part: "query", path: [name] })),
    ...(sample.body === undefined || Buffer.isBuffer(sample.body) ? [] : leaves(sample.body).map((path): Spot => ({ part: "body", path }))),
  ];
}

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function put(value: unknown, path: Path, given: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return given;
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? put(one, rest, given) : one));
  const inside = value as Record<string, unknown>;
  return { ...inside, [key]: put(inside[key], rest, given) };
}

function sentOf(line: string, sample: Sample, { part, path }: Spot, given: unknown): Sent {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  if (part === "body") return { ...addressOf(line, sample), ...sample, body: put(sample.body, path, given) ?? null };
  const value = part === "params" ? encodeURIComponent(text.toWellFormed()) || "%20" : text;
  return {
    ...addressOf(line, { ...sample, [part]: { ...sample[part], [path[0]!]: value } }),
    ...(sample.body !== undefined && { body: sample.body }),
    ...(sample.headers && { headers: sample.headers }),
  };
}

const inside =
  /\n\s+at |node_modules|\.ts:\d|\bselect\b.+\bfrom\b|insert into|syntax error|relation "|violates|kysely|postgres|ECONN|hengji_(app|pay)/i;

describe("bad input (F1, F19)", () => {
  const open = lines.map(({ line, may }) => ({ line, may: roles.filter((role) => may[role] === "yes" || may[role].length > 0) }));
  const cases = open.flatMap(({ line, may }) => {
    const sample = samples[line]!(new Proxy({} as never, { get: () => "x" }));
    return spotsOf(line, sample).map((spot) => ({ line, spot, role: may.find((role) => role !== "rep") ?? may[0]! }));
  });

  const runs = Number(process.env.HENGJI_FUZZ_RUNS ?? 1_000);
  it(
    `${runs} requests from the edges of the schemas: never a failure of ours, never a word of the inside`,
    { timeout: 600_000 },
    async () => {
      const seed = Number(process.env.HENGJI_FUZZ_SEED ?? 20260618);
      const failures: string[] = [];
      const request = fc.tuple(
        fc.constantFrom(...cases),
        fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...things), fc.string({ unit: "binary" })),
      );
      for (const [{ line, spot, role }, given] of fc.sample(request, { numRuns: runs, seed })) {
        const sample = samples[line]!({ ...all.home.of[cast[role].below ?? cast[role].team ?? "E013"]!, ...all.home.ground });
        const reply = await acting.ask(tokens.get(role)!, sentOf(line, sample, spot, given));
        const isOurs =
          reply.statusCode >= 500 || (reply.statusCode >= 400 && inside.test(reply.body.replaceAll("; drop table orders", "")));
        if (isOurs)
          failures.push(
            `${role} ${line} ${spot.part}.${spot.path.join(".")} = ${JSON.stringify(given)?.slice(0, 60)}: ${reply.statusCode} ${reply.body.slice(0, 160)}`,
          );
      }
      expect(failures, `seed ${seed}`).toEqual([]);
    },
  );

  it.each([
    ["no JSON", "{", "application/json"],
    ["nothing", "", "application/json"],
    ["JSON of another kind", "[1,2]", "application/json"],
    ["a thousand levels", "[".repeat(1_000) + "]".repeat(1_000), "application/json"],
    ["a form", "a=1&b=2", "application/x-www-form-urlencoded"],
    ["XML with an entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "application/xml"],
    ["two megabytes", JSON.stringify({ text: "x".repeat(2_000_000) }), "application/json"],
    ["bytes", "\u0000\u0001", "application/octet-stream"],
  ])("a body that is %s is refused in words", async (_, body, type) => {
    for (const key of ["POST /api/scheme-checks", "POST /api/one-on-ones", "PATCH /api/settings", "POST /api/session"] as const) {
      const [method, url] = key.split(" ") as [string, string];
      const reply = await acting.ask(tokens.get("hr")!, { method, url, body, headers: { "content-type": type } });
      expect([400, 404, 413, 415], key).toContain(reply.statusCode);
      expect(reply.json<{ remedy: string }>().remedy).not.toBe("");
    }
  });
});
