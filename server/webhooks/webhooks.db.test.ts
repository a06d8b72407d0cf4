import { createHmac, randomUUIDv7 } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TRIES_MAX } from "#core/webhooks/events.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { openPool } from "../db/pool.ts";
import { recordAudit } from "../audit/record.ts";
import { isAllowedAddress, isInside } from "./guard.ts";
import { sendDue } from "./send.ts";
import { sealSecret } from "../auth/totp.ts";
import { deliveryRows, insertWebhook, webhookRow } from "./store.ts";

let on: Stage;
let admin: Client;
let receiver: Server;
let answer = 200;
const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
const pool = { get: () => openPool(on.url, { max: 2 }) };
const secret = Buffer.alloc(32, 7);
const id = randomUUIDv7();
const minutes = (n: number) => new Date(Date.now() + n * 60_000);

beforeAll(async () => {
  on = await stage();
  admin = await on.signedIn("admin");
  receiver = createServer((request, reply) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      reply.writeHead(answer, answer === 302 ? { location: "http://127.0.0.1:1/" } : {}).end("whatever");
    });
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await on.within((tx) => insertWebhook(tx, { id, name: "薪酬系统", address, events: ["pay-period.close", "plan.publish"] }, sealSecret(secret, id, "hwk_key")));
}, 120_000); // prettier-ignore
afterAll(async () => {
  receiver.close();
  await on.close();
});

/** One round of sending, as the server does it every few seconds. */
async function round(now: Date, mayBeInside = true): Promise<void> {
  const opened = pool.get();
  try {
    await sendDue({ pool: opened, secret, mayBeInside, onError: (error) => expect.fail(error.message) }, now);
  } finally {
    await opened.end();
  }
}
/** Something happens: the audit entry is what makes it an event. */
const happens = (action: string, after: object = {}) =>
  on.within((tx) => recordAudit(tx, { userId: null, actor: "finance", requestId: null, at: new Date() }, { action, subjectKind: "pay-period", subjectId: "2026-05", after })); // prettier-ignore
const deliveries = () => on.within((tx) => deliveryRows(tx, id));

describe("an event", () => {
  it("reaches whoever listens to it, signed, and says what happened without what it was worth", async () => {
    await happens("pay-period.close", { payout: "512002.80" });
    await happens("pay-period.approve"); // nobody listens to this one
    await round(new Date());
    expect(heard).toHaveLength(1);
    const [{ headers, body }] = heard as [(typeof heard)[number]];
    const told = JSON.parse(body);
    expect(told).toEqual({ id: expect.any(String), event: "pay-period.close", at: expect.any(String), company: "hengyuan", subject: { kind: "pay-period", id: "2026-05" } });
    expect(body).not.toContain("512002");
    const [, time, hash] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-hengji-signature"]))!;
    expect(hash).toBe(createHmac("sha256", "hwk_key").update(`${time}.${body}`).digest("hex"));
    expect(headers).toMatchObject({ "x-hengji-event": "pay-period.close", "x-hengji-delivery": told.id });
    expect(await deliveries()).toMatchObject([{ event: "pay-period.close", answered: 200, tries: 1, failedAt: null }]);
  }); // prettier-ignore

  it("that is rolled back is never told", async () => {
    await on.within(async (tx) => {
      await recordAudit(tx, { userId: null, actor: "x", requestId: null, at: new Date() }, { action: "plan.publish", subjectKind: "plan", subjectId: "1" });
      throw new Error("undone");
    }).catch(() => undefined); // prettier-ignore
    await round(new Date());
    expect(heard).toHaveLength(1);
  });
});

describe("a receiver in trouble", () => {
  it("is asked again later and later, with the same id; a redirect is not followed", async () => {
    answer = 302;
    await happens("plan.publish");
    await round(minutes(0));
    answer = 500;
    await round(minutes(0.5)); // not yet
    await round(minutes(2));
    expect(heard.slice(1).map(({ headers }) => headers["x-hengji-delivery"])).toEqual([heard[1]!.headers["x-hengji-delivery"], heard[1]!.headers["x-hengji-delivery"]]); // prettier-ignore
    expect((await deliveries())[0]).toMatchObject({ tries: 2, answered: 500, sentAt: null });
    answer = 204;
    await round(minutes(10));
    expect((await deliveries())[0]).toMatchObject({ tries: 3, answered: 204, sentAt: expect.any(String) });
  });

  it("is left alone after a day of failing, and goes on when somebody says so: nothing that waited is lost", async () => {
    answer = 503;
    await happens("plan.publish");
    await happens("pay-period.close");
    for (let at = 0, n = 0; n < TRIES_MAX; n++, at += 4 ** n + 3) await round(minutes(at));
    expect(await on.within((tx) => webhookRow(tx, id))).toMatchObject({ isPaused: true });
    const before = heard.length;
    answer = 200;
    await round(minutes(10_000));
    expect(heard).toHaveLength(before);
    expect((await admin("POST", `/api/webhooks/${id}/trial`, {})).json().code).toBe("webhook-paused");
    await on.within((tx) => tx.run(sql`update webhooks set is_paused = false where tenant_id = current_tenant()`));
    const failed = (await deliveries()).find(({ failedAt }) => failedAt !== null)!;
    expect((await admin("POST", `/api/webhooks/${id}/deliveries/${failed.id}/resending`, {})).statusCode).toBe(200);
    await round(minutes(10_000));
    expect((await deliveries()).filter(({ sentAt }) => sentAt === null)).toEqual([]);
  });
});

describe("where we let ourselves be sent", () => {
  it.each([
    ["https://erp.example.com/hook", true],
    ["http://erp.example.com/hook", false],
    ["https://user:pass@erp.example.com", false],
    ["https://127.0.0.1/hook", false],
    ["https://[::1]/hook", false],
    ["https://10.1.2.3", false],
    ["https://169.254.169.254/latest/meta-data", false],
    ["https://localhost:8443", false],
    ["https://0x7f000001/", false],
    ["ftp://erp.example.com", false],
    ["nonsense", false],
  ])("%s: %s", (address, allowed) => expect(isAllowedAddress(address, false)).toBe(allowed));

  it.each(["127.0.0.1", "10.0.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.1.1", "0.0.0.0", "::1", "::", "fd00::1", "fe80::1", "::ffff:10.0.0.1"])(
    "%s lies inside",
    (address) => expect(isInside(address)).toBe(true),
  ); // prettier-ignore
  it.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s lies outside", (address) =>
    expect(isInside(address)).toBe(false),
  );

  it("a name that leads inside is found out when it is called, whatever it said when it was registered", async () => {
    const trap = randomUUIDv7();
    const { port } = receiver.address() as AddressInfo;
    await on.within((tx) => insertWebhook(tx, { id: trap, name: "陷阱", address: `http://localhost:${port}/hook`, events: ["targets.publish"] }, sealSecret(secret, trap, "k"))); // prettier-ignore
    const before = heard.length;
    await happens("targets.publish");
    await round(new Date(), false);
    expect(heard).toHaveLength(before);
    expect(await on.within((tx) => deliveryRows(tx, trap))).toMatchObject([
      { sentAt: null, answered: null, error: expect.stringContaining("inside the network") },
    ]);
  });

  it("the administrator registers a public address and is told the key once; an inner one is refused", async () => {
    const body = { id: randomUUIDv7(), name: "财务", address: "https://erp.example.com/hook", events: ["pay-period.close"] };
    expect((await admin("POST", "/api/webhooks", { ...body, address: "https://192.168.0.9/" })).json().code).toBe(
      "webhook-address-refused",
    );
    expect((await admin("POST", "/api/webhooks", body)).json().key).toMatch(/^hwk_/);
    const listed = (await admin("GET", "/api/webhooks")).body;
    expect(listed).toContain("erp.example.com");
    expect(listed).not.toContain("hwk_");
    const change = { name: "财务", address: body.address, events: body.events, isPaused: true };
    expect((await admin("PATCH", `/api/webhooks/${body.id}`, { ...change, version: 7 })).json().code).toBe("version-moved");
    expect((await admin("PATCH", `/api/webhooks/${body.id}`, { ...change, version: 1 })).json()).toMatchObject({ version: 2 });
    expect((await admin("DELETE", `/api/webhooks/${body.id}`)).statusCode).toBe(200);
  });
});
