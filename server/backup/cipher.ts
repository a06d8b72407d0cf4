import { type ScryptOptions, createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from "node:crypto";
import { BackupRefused, damaged } from "./refused.ts";

/**
 * A file of sealed chunks: each is AES-256-GCM under a key of this file alone (scrypt of the passphrase with a fresh
 * salt), its nonce is its number and a mark for the last one, so that chunks cannot be swapped, repeated or left out.
 * File: magic · salt (16) · log2 N (1) · check (32) · chunks of length (4) · tag (16) · ciphertext.
 */
const magic = Buffer.from("HENGJI-BACKUP-1\n");
const chunkBytes = 1 << 18;
/** scrypt with N = 2^17, r = 8: 128 MB and half a second for each passphrase somebody tries. */
const usualCost = 17;
const headBytes = magic.length + 16 + 1 + 32;

/** Encrypts a stream of bytes. */
export async function* sealed(source: AsyncIterable<Buffer>, passphrase: string, cost = usualCost): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const { key, check } = await keyOf(passphrase, salt, cost);
  const head = Buffer.concat([magic, salt, Buffer.of(cost), check]);
  yield head;
  let number = 0;
  let held = Buffer.alloc(0);
  for await (const bytes of source) {
    held = Buffer.concat([held, bytes]);
    for (; held.length > chunkBytes; held = held.subarray(chunkBytes)) yield seal(key, head, number++, false, held.subarray(0, chunkBytes));
  }
  yield seal(key, head, number, true, held);
}

/** Decrypts; throws BackupRefused for another kind of file, a wrong passphrase, or any change to the file. */
export async function* opened(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const bytes = reader(source);
  const head = await bytes(headBytes);
  if (!head.subarray(0, magic.length).equals(magic)) {
    throw new BackupRefused("not-a-backup", "这不是衡绩的备份文件，未做任何改动。", "This is not a Hengji backup. Nothing was changed.");
  }
  const { key, check } = await keyOf(passphrase, head.subarray(magic.length, magic.length + 16), costOf(head));
  if (!check.equals(head.subarray(-32))) {
    throw new BackupRefused("wrong-passphrase", "口令不对，未做任何改动。", "The passphrase is wrong. Nothing was changed.");
  }
  for (let number = 0; ; number += 1) {
    const length = (await bytes(4)).readUInt32BE();
    const isLast = length >= 0x8000_0000;
    if ((length & 0x7fff_ffff) > chunkBytes) throw damaged("length");
    yield unseal(key, head, number, isLast, await bytes(16), await bytes(length & 0x7fff_ffff));
    if (isLast) return bytes.end();
  }
}

function seal(key: Buffer, head: Buffer, number: number, isLast: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, isLast)).setAAD(head);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE((body.length + (isLast ? 0x8000_0000 : 0)) >>> 0);
  return Buffer.concat([length, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, head: Buffer, number: number, isLast: boolean, tag: Buffer, body: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast), { authTagLength: 16 }).setAAD(head).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw damaged(`chunk ${number}`);
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The cost stands in the file, so that it can grow; a file may not ask for a gigabyte. */
function costOf(head: Buffer): number {
  const found = head[magic.length + 16]!;
  if (found < 14 || found > 19) throw damaged("cost");
  return found;
}

/** 64 bytes: the key, and a check that tells a wrong passphrase from a damaged file. */
async function keyOf(passphrase: string, salt: Buffer, log2: number): Promise<{ key: Buffer; check: Buffer }> {
  const both = await derived(passphrase.normalize("NFKC"), salt, { N: 2 ** log2, r: 8, p: 1, maxmem: 2 ** (log2 + 11) });
  return { key: both.subarray(0, 32), check: createHash("sha256").update(both.subarray(32)).digest() };
}

function derived(passphrase: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((done, fail) => scrypt(passphrase, salt, 64, options, (error, key) => (error ? fail(error) : done(key))));
}

type Reader = ((count: number) => Promise<Buffer>) & { end(): Promise<void> };

/** Exactly so many bytes of a stream at a time; a stream that ends early is a damaged file. */
export function reader(source: AsyncIterable<Buffer>): Reader {
  const parts = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const take = async (count: number): Promise<Buffer> => {
    const pieces = [held];
    for (let have = held.length; have < count;) {
      const { done, value } = await parts.next();
      if (done) throw damaged("end");
      pieces.push(value);
      have += value.length;
    }
    held = Buffer.concat(pieces);
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return Object.assign(take, {
    async end() {
      if (held.length > 0 || !(await parts.next()).done) throw damaged("tail");
    },
  });
}
