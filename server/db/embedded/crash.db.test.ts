import { rmSync } from "node:fs";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";
import { Ledger } from "#test/support/ledger.ts";
import { temporaryHome } from "#test/support/server.ts";

const kills = 50;
const home = temporaryHome();
const ledger = new Ledger(home);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Everything acknowledged is there, and no entry has only one of its two sides. */
async function nothingIsLost(): Promise<void> {
  const before = [...ledger.acknowledged]; // The clients go on writing while we look.
  const rows = await ledger.rows();
  const lost = before.filter((n) => !rows.has(n));
  expect({ lost, halves: [...rows.values()].filter((sides) => sides !== 2) }).toEqual({ lost: [], halves: [] });
}

describe("kill -9 while clients write", () => {
  it(`loses no acknowledged entry when the server is killed ${kills} times`, { timeout: 180_000 }, async () => {
    await ledger.start();
    for (let i = 0; i < kills; i += 1) {
      ledger.write(4);
      await ledger.acknowledgements(10 + (i % 7));
      process.kill(ledger.pid, "SIGKILL");
      await ledger.ended();
      await ledger.start();
      await nothingIsLost();
    }
    expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(kills * 10);
  });

  it(`loses no acknowledged entry when postgres is killed ${kills} times, and restarts by itself`, { timeout: 180_000 }, async () => {
    ledger.write(4);
    for (let i = 0; i < kills; i += 1) {
      await ledger.acknowledgements(10 + (i % 7));
      const killed = await ledger.postgresPid();
      process.kill(killed, "SIGKILL");
      while ((await ledger.postgresPid()) === killed) await ledger.acknowledgements(1);
      await ledger.acknowledgements(5);
      await nothingIsLost();
    }
    await ledger.stop();
  });
});
