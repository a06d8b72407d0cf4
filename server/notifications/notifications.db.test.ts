import { randomBytes, randomUUID, randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usual, type Tile } from "#core/boards/tile.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { round } from "./keeper.ts";
import { post, type Delivery } from "./outbox.ts";
import { sealRobot, type Ways } from "./send.ts";
import { insertRobot } from "./store.ts";

let company: Stage;
let rep: Client;
let manager: Client;
const secret = randomBytes(32);
const mails: { to: string; delivery: Delivery }[] = [];
const calls: { address: string; body: object }[] = [];
let isDown = false;
const ways: Ways = {
  mail: async (to, delivery) => void mails.push({ to, delivery }),
  robot: async (address, body) => {
    if (isDown) throw new Error("the group does not answer");
    calls.push({ address, body });
  },
};
const noon = new Date("2026-06-18T04:00:00Z"); // 12:00 in Shanghai
const once = (now = noon, isWatch = true) =>
  round(company.pool, { secret, ways, now, isWatch, onError: (error) => expect.fail(error.message) });

/** 张伟 (rep) has signed 80; 王海涛 leads his team. */
beforeAll(async () => {
  company = await stage();
  [rep, manager] = [await company.signedIn("rep"), await company.signedIn("manager")];
  await sign("O-1", 80);
});
afterAll(() => company.close());

const sign = (code: string, amount: number, who = "E013"): Promise<void> =>
  company.within(async (tx) => {
    const [id, { positionId }] = [randomUUID(), company.home.people[who]!];
    const e4 = BigInt(amount) * 10_000n;
    await tx.run(
      sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${id}, ${code}, '2026-06-08', ${e4})`,
    );
    await tx.run(
      sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${positionId}, 1000000, ${e4})`,
    );
    await rebuildRollups(tx);
  });
const rule = (who: string, more: object = {}) => ({
  id: randomUUIDv7(), metric: "signed-amount", nodeKind: "position", nodeId: company.home.people[who]!.positionId, grain: "month", comparison: "above", threshold: "100", ...more,
}); // prettier-ignore
const inbox = async (client: Client) =>
  (await client("GET", "/api/notifications")).json<{ rows: { title: { key: string } }[]; unread: number }>();

describe("alerts", () => {
  it("fire once when the threshold is crossed, to the one who asked, and again only after it has been back", async () => {
    expect((await rep("POST", "/api/alert-rules", rule("E013"))).statusCode).toBe(200);
    await once();
    expect((await inbox(rep)).unread).toBe(0);
    await sign("O-2", 40);
    await once();
    await once();
    expect(await inbox(rep)).toMatchObject({ unread: 1, rows: [{ title: { key: "inbox.alert.above" } }] });
    expect((await inbox(manager)).unread).toBe(0);
    expect((await rep("POST", "/api/notifications/reading")).json()).toEqual({ read: 1 });
  });

  it("are about what one may read: a manager may watch his rep, a rep nobody else, and reach is asked again each time", async () => {
    expect((await manager("POST", "/api/alert-rules", rule("E013"))).statusCode).toBe(200);
    expect((await rep("POST", "/api/alert-rules", rule("E014"))).statusCode).toBe(404);
    expect((await (await company.signedIn("admin"))("POST", "/api/alert-rules", rule("E013"))).statusCode).toBe(404);
    const position = company.home.people["E011"]!.positionId;
    await company.within((tx) => tx.run(sql`update grants set valid_to = '2026-01-02' where position_id = ${position}`));
    await once();
    expect((await inbox(manager)).unread).toBe(0); // he leads nobody any more
    await company.within((tx) => tx.run(sql`update grants set valid_to = null where position_id = ${position}`));
    await once();
    expect((await inbox(manager)).unread).toBe(1);
  });

  it("a threshold that is no number and a metric that is none are refused in words", async () => {
    expect((await rep("POST", "/api/alert-rules", rule("E013", { threshold: "很多" }))).json()).toMatchObject({
      code: "threshold-refused",
    });
    expect((await rep("POST", "/api/alert-rules", rule("E013", { metric: "luck" }))).json()).toMatchObject({ code: "metric-unknown" });
  });

  it("a rule belongs to its author: nobody else changes or deletes it, and who was slower is told", async () => {
    const mine = (await rep("GET", "/api/alert-rules")).json<{ rows: { id: string; version: number }[] }>().rows[0]!;
    expect((await manager("DELETE", `/api/alert-rules/${mine.id}`)).statusCode).toBe(404);
    expect((await rep("PATCH", `/api/alert-rules/${mine.id}`, { isPaused: true, version: mine.version })).statusCode).toBe(200);
    expect((await rep("PATCH", `/api/alert-rules/${mine.id}`, { isPaused: false, version: mine.version })).statusCode).toBe(409);
    expect((await rep("DELETE", `/api/alert-rules/${mine.id}`)).statusCode).toBe(200);
  });
});

describe("digests", () => {
  it("come once a day from their hour on and say what the reader's own page says", async () => {
    const body = { id: randomUUIDv7(), cadence: "daily", atMinute: 11 * 60 };
    expect((await rep("POST", "/api/digests", body)).statusCode).toBe(200);
    await once();
    await once();
    const { rows } = (await rep("GET", "/api/notifications")).json();
    const made = rows.filter((one: { kind: string }) => one.kind === "digest");
    expect(made).toHaveLength(1);
    expect(JSON.stringify(made[0].lines)).toContain('"value":"120.0000"');
    const seen = (await rep("POST", `/api/digests/${body.id}/preview`)).json();
    expect(seen.body).toContain("120.00");
  });

  it("a group hears its unit's totals and no person; a rep may not tell a group, nor a manager one out of reach", async () => {
    const [own, far] = [randomUUID(), randomUUID()];
    await company.within(async (tx) => {
      const sealed = (id: string) => sealRobot(secret, id, { address: "https://oapi.dingtalk.com/robot/send?access_token=t", key: "k" });
      await insertRobot(tx, { id: own, name: "上海群", kind: "dingtalk", sealed: sealed(own), unitId: company.home.units["SH"]! });
      await insertRobot(tx, { id: far, name: "北京群", kind: "dingtalk", sealed: sealed(far), unitId: company.home.units["BJ"]! });
    });
    const to = (robotId: string) => ({ id: randomUUIDv7(), cadence: "daily", atMinute: 0, robotId });
    expect((await rep("POST", "/api/digests", to(own))).json()).toMatchObject({ code: "robot-out-of-reach" });
    expect((await manager("POST", "/api/digests", to(far))).json()).toMatchObject({ code: "robot-out-of-reach" });
    expect((await manager("POST", "/api/digests", to(own))).statusCode).toBe(200);
    await once();
    expect(calls).toHaveLength(1);
    expect(calls[0]!.address).toMatch(/^https:\/\/oapi\.dingtalk\.com\/robot\/send\?access_token=t&timestamp=\d+&sign=\S+$/);
    const said = JSON.stringify(calls[0]!.body);
    expect(said).toContain("120.00");
    expect(["张伟", "刘洋", "王海涛"].filter((name) => said.includes(name))).toEqual([]);
  });

  describe("of a board", () => {
    const tile = (id: string, chart: Tile["chart"], more: Partial<Tile> = {}): Tile => ({
      ...usual, id, chart, metric: "signed-amount", ...more,
    }); // prettier-ignore
    const numbersIn = (text: string) => new Set(text.match(/\d[\d,]*\.\d+/g) ?? []);
    let board: string;
    const all = () => [
      tile("n", "number"),
      tile("p", "pace"),
      tile("t", "trend", { grain: "month", period: "year" }),
      tile("w", "bar", { split: "person" }),
      tile("b", "waterfall", { split: "below" }),
      tile("c", "table", { split: "class" }),
      tile("h", "heat", { split: "person", grain: "month" }),
      tile("s", "scatter", { second: "deal-count", split: "person" }),
      tile("f", "findings"),
      tile("x", "number", { whose: { kind: "position", id: company.home.people["E014"]!.positionId } }),
    ];
    beforeAll(async () => {
      await sign("O-9", 77, "E014");
      const executive = await company.signedIn("executive");
      board = randomUUIDv7();
      expect((await executive("POST", "/api/dashboards", { id: board, name: "周报盘", tiles: all() })).statusCode).toBe(200);
      const shares = [{ kind: "unit", unitId: company.home.units["EAST"]! }];
      expect((await executive("PUT", `/api/dashboards/${board}/shares`, { version: 1, shares })).statusCode).toBe(200);
    });
    const preview = async (client: Client, more: object = {}) => {
      const body = { id: randomUUIDv7(), cadence: "daily", atMinute: 0, boardId: board, ...more };
      expect((await client("POST", "/api/digests", body)).statusCode).toBe(200);
      return { id: body.id, ...(await client("POST", `/api/digests/${body.id}/preview`)).json<{ title: string; body: string }>() };
    };

    it("never tells more than its reader may see on the page, at the moment it is made", async () => {
      for (const client of [rep, manager]) {
        const { title, body } = await preview(client);
        expect(title).toContain("周报盘");
        const page = JSON.stringify((await client("GET", `/api/dashboards/${board}/answers`)).json().answers);
        const shown = new Set([...numbersIn(page)].map((one) => Number(one)));
        const told = body.split("\n").filter((one) => one.includes("CNY")).flatMap((one) => [...numbersIn(one)]); // prettier-ignore
        expect(told.length).toBeGreaterThan(3);
        expect(told.filter((one) => !shown.has(Number(one.replaceAll(",", ""))))).toEqual([]);
      }
      const seventySeven = /\b77\.00/;
      expect((await preview(manager)).body).toMatch(seventySeven); // he leads 刘洋
      const mine = (await preview(rep)).body;
      expect(mine).not.toMatch(seventySeven);
      expect(["刘洋", "王海涛"].filter((name) => mine.includes(name))).toEqual([]);
      expect(mine).toContain("不在您的权限内");
    });

    it("says only that the board is gone once it is not shared any more, and cannot be asked for then", async () => {
      const before = await preview(rep);
      const executive = await company.signedIn("executive");
      const version = (await executive("GET", `/api/dashboards/${board}`)).json<{ version: number }>().version;
      const shares = [{ kind: "unit", unitId: company.home.units["EAST"]! }];
      expect((await executive("PUT", `/api/dashboards/${board}/shares`, { version, shares: [] })).statusCode).toBe(200);
      const after = (await rep("POST", `/api/digests/${before.id}/preview`)).json<{ title: string; body: string }>();
      expect(after.title).not.toContain("周报盘");
      expect([...numbersIn(after.body)]).toEqual([]);
      const again = { id: randomUUIDv7(), cadence: "daily", atMinute: 0, boardId: board };
      expect((await rep("POST", "/api/digests", again)).statusCode).toBe(404);
      expect((await executive("PUT", `/api/dashboards/${board}/shares`, { version: version + 1, shares })).statusCode).toBe(200);
    });

    it("into a group keeps to the unit's totals: no person, no unit below, nobody's choice of another unit", async () => {
      const robotId = (await manager("GET", "/api/robots")).json<{ rows: { id: string; name: string }[] }>().rows.find(({ name }) => name === "上海群")!.id; // prettier-ignore
      const { body } = await preview(manager, { robotId });
      expect(body).toContain("197.00"); // what the unit has signed this quarter
      expect(["张伟", "刘洋", "王海涛", "陈"].filter((name) => body.includes(name))).toEqual([]);
    });
  });

  it("only the administrator keeps robots, at the makers' own addresses, and never sees an address again", async () => {
    const admin = await company.signedIn("admin");
    const body = { id: randomUUID(), name: "群", kind: "wecom", address: "https://127.0.0.1/x", unitId: company.home.units["SH"]! };
    expect((await admin("POST", "/api/robots", body)).json()).toMatchObject({ code: "robot-address-refused" });
    const made = await admin("POST", "/api/robots", {
      ...body,
      address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden-key",
    });
    expect([made.statusCode, made.body.includes("hidden-key")]).toEqual([200, false]);
    expect((await manager("POST", "/api/robots", body)).statusCode).toBe(404);
    expect((await manager("GET", "/api/robots")).json().rows.map((one: { name: string }) => one.name)).toEqual(["上海群", "群"]);
  });
});

describe("the outbox", () => {
  const { mail, robot } = { mail: "mail", robot: "robot" } as const;
  const letter = { way: mail, address: "a@b.cn", robotId: null, title: "t", body: "b", fileName: null, file: null } as const;
  const waiting = () =>
    company.within((tx) =>
      tx.rows(sql<{ tries: number; error: string }>`select tries, error from deliveries where sent_at is null and failed_at is null`),
    );

  it("holds what is not due yet, and sends it once when it is", async () => {
    const userId = company.home.people["E013"]!.userId;
    await company.within((tx) => post(tx, userId, letter, new Date(noon.getTime() + 60_000)));
    await once(noon, false);
    expect(mails).toHaveLength(0);
    await once(new Date(noon.getTime() + 120_000), false);
    await once(new Date(noon.getTime() + 180_000), false);
    expect(mails.map(({ to }) => to)).toEqual(["a@b.cn"]);
  });

  it("tries again later when the other side is away, and gives up with the reason after five times", async () => {
    isDown = true;
    const userId = company.home.people["E011"]!.userId;
    const robotId = await company.within(
      async (tx) => (await tx.row(sql<{ id: string }>`select id from robots where name = '上海群'`))!.id,
    );
    await company.within((tx) => post(tx, userId, { ...letter, way: robot, address: "", robotId }, noon));
    await once(noon, false);
    expect(await waiting()).toEqual([{ tries: 1, error: "the group does not answer" }]);
    for (let i = 1; i < 5; i += 1) await once(new Date(noon.getTime() + i * 90 * 60_000), false);
    expect(await waiting()).toEqual([]);
    isDown = false;
    const failed = await company.within((tx) => tx.rows(sql`select 1 from deliveries where failed_at is not null`));
    expect(failed).toHaveLength(1);
  });
});
