import { z } from "zod";
import { reader } from "./cipher.ts";
import { damaged } from "./refused.ts";

const table = z.object({ name: z.string(), columns: z.array(z.string()) });
export type Table = z.infer<typeof table>;

/** What stands in a backup, in this order: manifest, then for each table its rows and its sum, then the end. */
export const manifest = z.object({
  kind: z.literal("manifest"),
  format: z.literal(1),
  at: z.string(),
  server: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(table),
  /** The key that encrypts one-time-code seeds, base64; null when the installation has none yet. */
  secret: z.string().nullable(),
});
const note = z.discriminatedUnion("kind", [
  manifest,
  z.object({ kind: z.literal("rows"), table: z.string() }),
  z.object({ kind: z.literal("sum"), table: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() }),
  z.object({ kind: z.literal("end"), sequences: z.record(z.string(), z.string()), tables: z.number() }),
]);
export type Manifest = z.infer<typeof manifest>;
export type Note = z.infer<typeof note>;
export type Sum = Extract<Note, { kind: "sum" }>;
export type Frame = Note | Buffer;

const isNote = 0x4e;
const isData = 0x44;

export function frame(content: Frame): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(5);
  head[0] = Buffer.isBuffer(content) ? isData : isNote;
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Reads the frames back until the end note, after which nothing may follow. */
export async function* frames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const bytes = reader(source);
  while (true) {
    const head = await bytes(5);
    const body = await bytes(head.readUInt32BE(1));
    const content = head[0] === isData ? body : noteOf(body);
    yield content;
    if (!Buffer.isBuffer(content) && content.kind === "end") return bytes.end();
  }
}

function noteOf(body: Buffer): Note {
  const parsed = note.safeParse(JSON.parse(body.toString()));
  if (!parsed.success) throw damaged("note");
  return parsed.data;
}
