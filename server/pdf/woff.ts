import { inflateSync } from "node:zlib";

const HEADER = 44;
const ENTRY = 20;

/**
 * A WOFF 1.0 font as the TrueType file it was made of (W3C WOFF 1.0, 2012): each table is deflated on its own, so that
 * unpacking is one inflate per table and a new directory. The PDF writer embeds a subset of a TrueType font in a third of
 * a second, of a WOFF in twelve.
 */
export function trueTypeOf(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF 1.0 font");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => tableAt(woff, HEADER + i * ENTRY));
  const head = Buffer.alloc(12 + count * 16);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  for (const [i, value] of [count, power * 16, Math.log2(power), (count - power) * 16].entries()) head.writeUInt16BE(value, 4 + i * 2);
  let offset = head.length;
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    head.writeUInt32BE(tag, 12 + i * 16);
    for (const [j, value] of [checksum, offset, data.length].entries()) head.writeUInt32BE(value, 16 + i * 16 + j * 4);
    offset += padded(data).length;
  }
  return Buffer.concat([head, ...tables.map(({ data }) => padded(data))]);
}

function tableAt(woff: Buffer, at: number) {
  const [tag, offset, packed, length, checksum] = Array.from({ length: 5 }, (_, i) => woff.readUInt32BE(at + i * 4)) as [number, number, number, number, number]; // prettier-ignore
  const bytes = woff.subarray(offset, offset + packed);
  return { tag, checksum, data: packed < length ? inflateSync(bytes) : Buffer.from(bytes) };
}

/** Tables start on four-byte borders. */
const padded = (data: Buffer): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
