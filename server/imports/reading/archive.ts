import { crc32, createInflateRaw } from "node:zlib";
import { FileProblem, limits } from "./limits.ts";

type Part = {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
  readonly method: number;
  readonly crc: number;
  readonly isEncrypted: boolean;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/**
 * A workbook is a zip. Before anything is unpacked for real its directory is checked, and then every part is inflated
 * once with the true bytes counted: what the directory says may be a lie.
 */
export async function checkArchive(bytes: Buffer): Promise<void> {
  const parts = directory(bytes);
  if (parts.length > limits.entries) throw bomb();
  if (parts.some((part) => part.isEncrypted)) throw new FileProblem("file-encrypted");
  if (parts.some((part) => /\.(zip|xlsx|xlsm|7z|rar|gz)$/i.test(part.name))) throw new FileProblem("file-nested");
  if (parts.some((part) => part.name.startsWith("/") || part.name.split(/[\\/]/).includes(".."))) throw new FileProblem("file-damaged");
  if (!parts.some((part) => part.name === "[Content_Types].xml")) throw new FileProblem("file-not-a-sheet");
  if (parts.reduce((sum, part) => sum + part.unpacked, 0) > limits.unpackedBytes) throw bomb();
  let total = 0;
  for (const part of parts) total += await inflatedSize(bytes, part, limits.unpackedBytes - total);
}

const bomb = (): FileProblem => new FileProblem("file-bomb", { limit: limits.unpackedBytes / 1024 / 1024 });

function directory(bytes: Buffer): Part[] {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: Part[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw new FileProblem("file-damaged");
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    parts.push({
      name: bytes.toString("utf8", at + 46, at + 46 + name),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new FileProblem("file-truncated");
}

async function inflatedSize(bytes: Buffer, part: Part, allowed: number): Promise<number> {
  if (part.offset + 30 > bytes.length) throw new FileProblem("file-damaged");
  const start = part.offset + 30 + bytes.readUInt16LE(part.offset + 26) + bytes.readUInt16LE(part.offset + 28);
  const packed = bytes.subarray(start, start + part.packed);
  if (part.method === 0) return packed.length;
  if (part.method !== 8) throw new FileProblem("file-damaged");
  const inflate = createInflateRaw();
  inflate.end(packed);
  const isSheet = part.name.startsWith("xl/worksheets/");
  let [size, crc, rows] = [0, 0, 0];
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      crc = crc32(chunk, crc);
      if (isSheet) rows += rowsStarting(chunk);
      if (size > allowed) throw bomb();
      if (rows > limits.rows + 1) throw new FileProblem("file-too-many-rows", { limit: limits.rows });
    }
  } catch (error) {
    throw error instanceof FileProblem ? error : new FileProblem("file-damaged");
  } finally {
    inflate.destroy();
  }
  if (crc !== part.crc) throw new FileProblem("file-damaged");
  return size;
}

/** Row elements that begin in a piece of a sheet: enough to refuse a sheet of a million rows before it is read. */
function rowsStarting(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf("<row"); at >= 0; at = chunk.indexOf("<row", at + 4)) count += 1;
  return count;
}
