import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holderOf, takeLock } from "./lock.ts";
import { identity } from "./process-identity.ts";

let folder = "";
let lock = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hengji-lock-"));
  lock = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const leave = (holder: object) =>
  writeFileSync(lock, JSON.stringify({ ...identity(), since: "2026-01-01T00:00:00Z", command: "server", ...holder }));

describe("the lock on a data folder", () => {
  it("names its holder to whoever comes second", async () => {
    const release = await takeLock(lock);
    await expect(takeLock(lock)).rejects.toThrow(`process ${process.pid} on`);
    expect(holderOf(lock)?.pid).toBe(process.pid);
    release();
    expect(existsSync(lock)).toBe(false);
    (await takeLock(lock))();
  });

  it.each([
    ["the process is gone", { pid: 2 ** 22 + 1 }],
    ["its number now belongs to a younger process", { started: "1" }],
    ["the machine was restarted since", { boot: "another" }],
  ])("is taken over when %s", async (_, holder) => {
    leave(holder);
    expect(holderOf(lock)).toBeUndefined();
    const release = await takeLock(lock);
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject(identity());
    release();
  });

  it("is taken over when the file was cut off in the middle", async () => {
    writeFileSync(lock, '{"pid": 12');
    (await takeLock(lock))();
  });

  it("goes to exactly one of many who find a stale one at once, and leaves no litter", async () => {
    leave({ pid: 2 ** 22 + 1 });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(lock)));
    expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["lock"]);
    expect(statSync(lock).mode & 0o777).toBe(0o600);
  });
});
