import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { opened, sealed } from "./cipher.ts";

const cheap = 14;
const words = "一匹正确的马 battery";

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const seal = (bytes: Buffer, piece = 100_000) => all(sealed(inPieces(bytes, piece), words, cheap));
const open = (bytes: Buffer, passphrase = words, piece = 70_001) => all(opened(inPieces(bytes, piece), passphrase));

describe("a sealed file", { timeout: 60_000 }, () => {
  const plain = randomBytes(700_000);
  const chunk = 4 + 16 + (1 << 18);
  const head = 16 + 16 + 1 + 32;
  let file: Buffer;
  beforeAll(async () => void (file = await seal(plain)));

  it.each([0, 1, 262_143, 262_144, 262_145, 700_000])("of %i bytes opens to what was put in", async (size) => {
    expect((await open(await seal(plain.subarray(0, size)))).equals(plain.subarray(0, size))).toBe(true);
  });

  it("says nothing about its content, and never the same twice", async () => {
    const text = Buffer.from("提成单".repeat(100));
    const [one, other] = [await seal(text), await seal(text)];
    expect(one.includes("提成单")).toBe(false);
    expect(one.subarray(head).equals(other.subarray(head))).toBe(false);
  });

  it("refuses another passphrase, naming that", async () => {
    await expect(open(file, "一匹正确的马 battery ")).rejects.toMatchObject({ code: "wrong-passphrase" });
  });

  it("takes the same words typed on another keyboard (composed and decomposed letters)", async () => {
    const composed = await all(sealed(inPieces(plain.subarray(0, 10), 10), "caf\u00e9 caf\u00e9 caf\u00e9", cheap));
    expect(await all(opened(inPieces(composed, 999), "cafe\u0301 cafe\u0301 cafe\u0301"))).toEqual(plain.subarray(0, 10));
  });

  it.each([
    ["a text file", () => Buffer.from("hello".repeat(100))],
    ["an empty file", () => Buffer.alloc(0)],
    ["one bit changed in the salt", () => flipped(20)],
    ["one bit changed in the cost", () => flipped(32)],
    ["one bit changed in a length", () => flipped(head + 1)],
    ["one bit changed in a tag", () => flipped(head + 6)],
    ["one bit changed in the rows", () => flipped(head + 5000)],
    ["one bit changed at the very end", () => flipped(file.length - 1)],
    ["cut off in the middle of a chunk", () => file.subarray(0, head + 1000)],
    ["cut off between two chunks", () => file.subarray(0, head + chunk)],
    ["without its last byte", () => file.subarray(0, -1)],
    ["something added", () => Buffer.concat([file, Buffer.of(0)])],
    ["two chunks exchanged", () => Buffer.concat([file.subarray(0, head), part(1), part(0), file.subarray(head + 2 * chunk)])],
    ["a chunk left out", () => Buffer.concat([file.subarray(0, head), file.subarray(head + chunk)])],
  ])("refuses %s", async (_, make) => {
    await expect(open(make())).rejects.toThrow(/未做任何改动/);
  });

  function flipped(at: number): Buffer {
    const copy = Buffer.from(file);
    copy[at]! ^= 1;
    return copy;
  }
  const part = (n: number) => file.subarray(head + n * chunk, head + (n + 1) * chunk);
});
