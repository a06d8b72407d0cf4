import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { opened } from "./cipher.ts";
import { type Frame, type Manifest, type Note, frames } from "./frames.ts";
import { damaged } from "./refused.ts";
import { linesIn } from "./write.ts";

/** The frames of a backup file, decrypted as they are read. */
export async function* contents(file: string, passphrase: string): AsyncGenerator<Frame> {
  yield* frames(unzipped(opened(createReadStream(file), passphrase)));
}

/** Unzips; what was sealed by us can only fail here if the file was made by something else. */
async function* unzipped(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const feeding = feed(source, gunzip).catch((error: Error) => gunzip.destroy(error));
  yield* gunzip as AsyncIterable<Buffer>;
  await feeding;
}

async function feed(source: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  for await (const chunk of source) {
    if (!gunzip.write(chunk)) await new Promise((drained) => gunzip.once("drain", drained));
  }
  gunzip.end();
}

export type Verified = { readonly manifest: Manifest; readonly rows: number };

/** Reads the whole file once and believes nothing: every chunk, every table's sum, every count. */
export async function verifyBackup(file: string, passphrase: string): Promise<Verified> {
  let manifest: Manifest | undefined;
  let rows = 0;
  const seen = new Checker();
  for await (const frame of contents(file, passphrase)) {
    seen.take(frame);
    if (Buffer.isBuffer(frame)) continue;
    if (frame.kind === "manifest") manifest = frame;
    if (frame.kind === "sum") rows += frame.rows;
    if (frame.kind === "end" && frame.tables !== seen.tables) throw damaged("tables");
  }
  if (!manifest || manifest.tables.length !== seen.tables) throw damaged("manifest");
  return { manifest, rows };
}

/** Follows the rows of each table and compares them with the sum written behind them. */
export class Checker {
  tables = 0;
  #hash = createHash("sha256");
  #rows = 0;

  take(frame: Buffer | Note): void {
    if (Buffer.isBuffer(frame)) {
      this.#hash.update(frame);
      this.#rows += linesIn(frame);
    } else if (frame.kind === "sum") {
      if (frame.rows !== this.#rows || frame.sha256 !== this.#hash.digest("hex")) throw damaged(frame.table);
      this.tables += 1;
      this.#hash = createHash("sha256");
      this.#rows = 0;
    }
  }
}
