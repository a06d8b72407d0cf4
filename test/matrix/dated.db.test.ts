import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { asking, sessionFor, type Rehearsal } from "./rehearsal.ts";
import { world, type World } from "./world.ts";

let on: Stage;
let all: World;
let ask: Rehearsal["ask"];
const seat = (code: string): string => all.home.of[code]!.position;

/** On 1 June 刘洋 (上海) and 孙悦 (杭州) change seats, and so do their managers 王海涛 and 李思思. */
beforeAll(async () => {
  on = await stage();
  all = await world(on);
  ask = asking(on.app);
  await swap("E014", "E015");
  await swap("E011", "E012");
}, 120_000);
afterAll(() => on.close());

async function swap(a: string, b: string): Promise<void> {
  await on.within(async (tx) => {
    await tx.run(
      sql`update assignments set valid_to = '2026-06-01' where tenant_id = current_tenant() and position_id in (${seat(a)}, ${seat(b)})`,
    );
    for (const [who, where] of [
      [a, b],
      [b, a],
    ] as const) {
      await tx.run(sql`insert into assignments (tenant_id, id, person_id, position_id, valid_from)
        values (current_tenant(), gen_random_uuid(), ${all.home.of[who]!.person}, ${seat(where)}, '2026-06-01')`);
    }
  });
}

async function status(who: string, url: string): Promise<number> {
  return (await ask(await sessionFor(on, who), { method: "GET", url })).statusCode;
}

describe("after people have moved", () => {
  it.each([
    ["the own statement of May, earned on the seat of then", "E014", "statements", "E014", 200],
    ["what the predecessor earned on the present seat", "E014", "statements", "E015", 404],
    ["the lines of the predecessor's statement", "E014", "statements", "E015", 404, "/lines"],
    ["the predecessor's statement with one more deal", "E014", "statements", "E015", 404, "/preview"],
    ["the own scorecard of May", "E014", "scorecards", "E014", 200],
    ["the predecessor's scorecard of May", "E014", "scorecards", "E015", 404],
    ["a manager the present team's score of May, when it was another's", "E011", "scorecards", "E022", 404],
    ["a manager the own pay of May", "E011", "statements", "E011", 200],
    ["a manager the predecessor's pay of May", "E011", "statements", "E012", 404],
  ])("%s: %s asks /%s of %s: %i", async (_, who, what, code, expected, more = "") => {
    expect(await status(who, `/api/${what}/${seat(code)}${more}?period=2026-05&amount=1`)).toBe(expected);
  });

  it.each([
    ["statements", "E014", ["E014"]],
    ["statements", "E015", ["E015"]],
    ["scorecards", "E014", ["E014"]],
  ])("the list of %s of May shows %s the seat held then: %s", async (what, who, seats) => {
    const reply = await ask(await sessionFor(on, who), { method: "GET", url: `/api/${what}?period=2026-05` });
    expect(reply.json<{ rows: { positionId: string }[] }>().rows.map((row) => row.positionId)).toEqual(seats.map(seat));
  });

  it.each([
    ["the page of a former member", "E011", 404, "E013"],
    ["the page of a present member", "E012", 200, "E013"],
  ])("%s for %s: %i", async (_, who, expected, member) => {
    expect(await status(who, `/api/team/${seat(member)}`)).toBe(expected);
    expect(await status(who, `/api/metric-overview?period=2026-06&position=${seat(member)}`)).toBe(expected);
  });

  it("who held the talk corrects its notes no longer once the member is another's", async () => {
    const sent = { method: "PATCH", url: `/api/one-on-ones/${all.home.of["E013"]!.talk}`, body: { version: 1, notes: "改" } };
    expect((await ask(await sessionFor(on, "E011"), sent)).statusCode).toBe(404);
  });
});

describe("what has been taken away is gone with the next request (D12)", () => {
  const change = (query: ReturnType<typeof sql>) => on.within((tx) => tx.run(query));
  const grantOf = (code: string) => sql`tenant_id = current_tenant() and position_id = ${seat(code)}`;

  it.each([
    ["a grant that ended today", "E003", () => change(sql`update grants set valid_to = '2026-06-18' where ${grantOf("E003")}`), 404],
    ["a grant that has not begun", "E002", () => change(sql`update grants set valid_from = '2026-06-19' where ${grantOf("E002")}`), 404],
    ["a seat left today", "E022", () => change(sql`update assignments set valid_to = '2026-06-18' where ${grantOf("E022")}`), 404],
    [
      "a user disabled",
      "E010",
      () => change(sql`update users set disabled_at = now() where tenant_id = current_tenant() and id = ${all.home.of["E010"]!.user}`),
      401,
    ],
    [
      "a session deleted",
      "E020",
      () => on.within((tx) => tx.run(sql`delete from sessions where user_id = ${all.home.of["E020"]!.user}`)),
      401,
    ],
    [
      "a session over",
      "E021",
      () =>
        on.within((tx) =>
          tx.run(sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${all.home.of["E021"]!.user}`),
        ),
      401,
    ],
  ] as const)("%s (%s)", async (_, who, takeAway, expected) => {
    const token = await sessionFor(on, who);
    const url = "/api/orders";
    expect((await ask(token, { method: "GET", url })).statusCode).toBe(200);
    await takeAway();
    const since = performance.now();
    expect((await ask(token, { method: "GET", url })).statusCode).toBe(expected);
    expect(performance.now() - since).toBeLessThan(1_000);
  });

  it("whoever leaves today is out in the same moment", async () => {
    const [leaver, admin] = [await sessionFor(on, "E023"), await sessionFor(on, "E004")];
    const left = await ask(admin, {
      method: "POST",
      url: `/api/people/${all.home.of["E023"]!.person}/leaving`,
      body: { version: 1, on: "2026-06-18" },
    });
    expect(left.statusCode).toBe(200);
    expect((await ask(leaver, { method: "GET", url: "/api/me" })).statusCode).toBe(401);
  });
});
