import { isAscii } from "node:buffer";
import { detectEncoding, type Encoding } from "#server/imports/reading/text.ts";
import { CommandError } from "./command.ts";

/** So much, from the first byte on that is not plain ASCII, is enough to tell the encoding by. */
const ENOUGH = 64 * 1024;

/** The text behind the bytes of a file of any length, piece by piece. What is not text, or not all of one encoding, is refused. */
export async function* textOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held = Buffer.alloc(0);
  let decoder: ReturnType<typeof decoderOf> | undefined;
  for await (const piece of pieces) {
    if (!decoder) {
      held = Buffer.concat([held, piece]);
      const isStillPlain = isPlain(held);
      if (!isStillPlain && held.length < ENOUGH) continue;
      if (!isStillPlain) decoder = decoderOf(detectEncoding(held));
      yield decoder ? decoder(held) : held.toString("latin1");
      held = Buffer.alloc(0);
    } else yield decoder(piece);
  }
  decoder ??= decoderOf(detectEncoding(held));
  yield decoder(held, false);
}

/** A zero byte is UTF-16, or no text. */
const isPlain = (bytes: Uint8Array): boolean => isAscii(bytes) && !bytes.includes(0);

function decoderOf(encoding: Encoding): (bytes: Uint8Array, isMore?: boolean) => string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes, isMore = true) => {
    const text = decodedOrNull(() => decoder.decode(bytes, { stream: isMore }));
    if (text === null || text.includes("\u0000")) throw new CommandError(notText(encoding));
    return text;
  };
}

function decodedOrNull(decode: () => string): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}

const notText = (encoding: Encoding) =>
  `文件不是文本，或不全是 ${encoding} 编码；请另存为 CSV UTF-8 / the file is not text, or not all of it is ${encoding}; save it as CSV UTF-8`;

/** Lines of a text that comes in pieces. */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of texts) {
    const lines = (rest + text).split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest.replace(/\r$/, "");
}
