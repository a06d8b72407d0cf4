import { EventEmitter, once } from "node:events";
import type pg from "pg";

/** The part of pg's connection that speaks COPY; its type declarations leave it out. */
type Wire = pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; sendCopyFail(message: string): void };

/** Answers to one COPY statement; pg calls these as the server's messages arrive. */
class Copy extends EventEmitter {
  readonly text: string;
  readonly arrived: Buffer[] = [];
  wire: Wire | undefined;
  accepts = false;
  done = false;
  failure: Error | undefined;

  constructor(text: string) {
    super();
    this.text = text;
  }

  submit(connection: pg.Connection): void {
    this.wire = connection as Wire;
    connection.query(this.text);
  }

  handleCopyInResponse(): void {
    this.accepts = true;
    this.emit("change");
  }

  /** Rows come faster than they can be encrypted: beyond a few hundred messages the socket waits. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.arrived.push(Buffer.from(chunk));
    if (this.arrived.length > 500) this.wire?.stream.pause();
    this.emit("change");
  }

  handleError(error: Error): void {
    this.failure = error;
    this.finish();
  }

  handleReadyForQuery(): void {
    this.finish();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}

  finish(): void {
    this.done = true;
    this.wire?.stream.resume();
    this.emit("change");
  }

  async change(): Promise<void> {
    if (!this.done) await once(this, "change");
  }
}

/** The rows of `copy … to stdout`, as they come. */
export async function* copyOut(client: pg.ClientBase, text: string): AsyncGenerator<Buffer> {
  const copy = client.query(new Copy(text));
  while (true) {
    const rows = copy.arrived.splice(0);
    if (rows.length > 0) yield Buffer.concat(rows);
    copy.wire?.stream.resume();
    if (copy.failure) throw copy.failure;
    if (copy.arrived.length > 0) continue;
    if (copy.done) return;
    await copy.change();
  }
}

/** Feeds `copy … from stdin`. */
export async function copyIn(client: pg.ClientBase, text: string, rows: AsyncIterable<Buffer>): Promise<void> {
  const copy = client.query(new Copy(text));
  while (!copy.accepts && !copy.done) await copy.change();
  try {
    for await (const chunk of rows) {
      if (copy.done) break;
      copy.wire!.sendCopyFromChunk(chunk);
      if (copy.wire!.stream.writableNeedDrain) await once(copy.wire!.stream, "drain");
    }
  } catch (error) {
    copy.wire!.sendCopyFail("the backup could not be read");
    while (!copy.done) await copy.change();
    throw error;
  }
  if (!copy.done) copy.wire!.endCopyFrom();
  while (!copy.done) await copy.change();
  if (copy.failure) throw copy.failure;
}
