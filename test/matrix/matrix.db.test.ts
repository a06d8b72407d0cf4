import { randomUUIDv7 } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteKey } from "#api/index.ts";
import type { Role } from "#server/access/policy.ts";
import { stage, type Stage } from "#test/support/company.ts";
import { lines, mayMeet, type Line } from "./expected.ts";
import { cast, roles, seats, targets, unitsBelow } from "./people.ts";
import { rehearsal, sessionFor, type Rehearsal } from "./rehearsal.ts";
import { addressOf, routeOf, samples, type Ids, type Sample } from "./samples.ts";
import { world, type Land, type World } from "./world.ts";

let on: Stage;
let acting: Rehearsal;
let all: World;
const tokens = new Map<Role, string>();
const sightings = new Set<string>();
const met = new Set<string>();
let cells = 0;

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

const idsOf = (land: Land, code: string): Ids => ({ ...land.of[code]!, ...land.ground });
const unknown = (): Ids => Object.fromEntries(Object.keys(idsOf(all.home, "E013")).map((key) => [key, randomUUIDv7()])) as Ids;
const namesRecord = (line: string): boolean =>
  JSON.stringify(samples[line]!(fixed("a"))) !== JSON.stringify(samples[line]!(fixed("b"))) && line !== "POST /api/setup";
const fixed = (letter: string): Ids => new Proxy({} as Ids, { get: () => letter });

async function ask(role: Role, line: string, sample: Sample): Promise<LightMyRequestResponse> {
  cells += 1;
  const reply = await acting.ask(tokens.get(role)!, { ...addressOf(line, sample), ...sample });
  look(role, line, reply);
  return reply;
}

/** Every answer is searched for what this reader must not meet. */
function look(role: Role, line: string, reply: LightMyRequestResponse): void {
  const text = reply.body + JSON.stringify(reply.headers);
  for (const secret of all.secrets) {
    if (!text.includes(secret.text)) continue;
    met.add(`${role} ${secret.kind}`);
    if (!meets(role, secret) && !isSubject(line, secret))
      sightings.add(`${role} meets ${secret.kind} of ${secret.company} ${secret.code} in ${line}`);
  }
}

/** The log says which order or deal was changed, to everybody who reads the log. */
const isSubject = (line: string, { kind, company }: World["secrets"][number]): boolean =>
  routeOf(line).startsWith("GET /api/audit") && (kind === "order-name" || kind === "deal-name") && company === "home";

function meets(role: Role, { kind, company, code }: World["secrets"][number]): boolean {
  const me = cast[role].own!;
  if (company !== "home") return false;
  if (code === me) return true;
  const reach = mayMeet[kind][role];
  return reach === "all" || (reach === "unit" && unitsBelow[seats[me]!.unit]!.includes(seats[code]!.unit));
}

const codeOf = (reply: LightMyRequestResponse): string => (reply.statusCode < 400 ? "ok" : reply.json<{ code: string }>().code);
const passed = (code: string): boolean => !["not-found", "not-signed-in", "import-kind-refused"].includes(code);
const faceless = (reply: LightMyRequestResponse): string =>
  reply.statusCode < 400 ? "something" : JSON.stringify({ status: reply.statusCode, ...reply.json<object>(), requestId: "" });

/** What is wrong with a line for a role, in words; empty when all is as the company says. */
async function wrongs({ line, may }: Line, role: Role): Promise<string[]> {
  const expected = may[role];
  const sampleFor = (ids: Ids) => samples[line]!(ids);
  const found: string[] = [];
  const isMixed = namesRecord(line) || expected !== "yes";
  const nothing = isMixed ? faceless(await ask(role, line, sampleFor(unknown()))) : "";
  const judge = async (ids: Ids, isOpen: boolean, whose: string) => {
    const reply = await ask(role, line, sampleFor(ids));
    const code = codeOf(reply);
    if (reply.statusCode >= 500) found.push(`${whose}: ${reply.statusCode}`);
    else if (passed(code) !== isOpen) found.push(`${whose}: ${code}, expected ${isOpen ? "an open door" : "nothing there"}`);
    else if (!isOpen && code === "not-found" && faceless(reply) !== nothing)
      found.push(`${whose}: not the answer for what does not exist: ${faceless(reply)} / ${nothing}`);
  };
  if (expected === "yes" || expected === "no") await judge(idsOf(all.home, cast[role].own!), expected === "yes", "the company's");
  else {
    for (const target of targets) {
      const code = cast[role][target];
      if (code !== undefined) await judge(idsOf(all.home, code), expected.includes(target), `${target} (${code})`);
    }
  }
  if (namesRecord(line)) await judge(idsOf(all.other, cast[role].own!), false, "another company's");
  return found;
}

describe("the permission matrix", () => {
  it("has a line and a sample for every route of the contract, and none for a route that is not there", () => {
    const routes = Object.keys(contract).sort();
    expect([...new Set(lines.map(({ line }) => routeOf(line)))].sort()).toEqual(routes);
    expect(Object.keys(samples).sort()).toEqual(lines.map(({ line }) => line).sort());
  });

  it.each(lines)("$line", async (line) => {
    const found: string[] = [];
    for (const role of roles) found.push(...(await wrongs(line, role)).map((wrong) => `${role}, ${wrong}`));
    expect(found).toEqual([]);
  });

  it.each(lines.map(({ line }) => line))("nobody at all: %s", async (line) => {
    const sample = samples[line]!(idsOf(all.home, "E013"));
    const reply = await acting.ask(null, { ...addressOf(line, sample), ...sample });
    const isPublic = contract[routeOf(line) as RouteKey].access === "public";
    if (isPublic) expect(codeOf(reply)).not.toMatch(/^not-(signed-in|found)$/);
    else expect(codeOf(reply)).toBe("not-signed-in");
  });

  it("carried nobody's figures or words to a reader who must not meet them", () => {
    expect(cells).toBeGreaterThan(1_500);
    expect([...sightings].sort()).toEqual([]);
  });

  it("carried to each reader what is his to read: the search was not in vain", () => {
    const expected = Object.entries(mayMeet).flatMap(([kind, of]) =>
      roles.filter((role) => of[role] !== "own" || role === "rep").map((role) => `${role} ${kind}`),
    );
    expect(expected.filter((one) => !met.has(one))).toEqual([]);
  });

  it("has looked for what was really there: each kind of secret, both companies, no two alike", () => {
    const kinds = new Set(all.secrets.map(({ kind, company }) => `${kind} ${company}`));
    expect([...kinds].sort()).toEqual(
      Object.keys(mayMeet)
        .flatMap((kind) => [`${kind} home`, `${kind} other`])
        .sort(),
    );
    expect(new Set(all.secrets.map(({ text }) => text)).size).toBe(all.secrets.length);
  });
});
