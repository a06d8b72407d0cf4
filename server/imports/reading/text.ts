import { FileProblem } from "./limits.ts";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export type Encoding = (typeof encodings)[number];

/** The encoding by its mark, by its zero bytes, by being valid UTF-8, and else the one Chinese spreadsheets save in. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 1].map((odd) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length);
  if (zeros[1]! > head.length / 8) return "utf-16le";
  if (zeros[0]! > head.length / 8) return "utf-16be";
  return isValid(bytes, "utf-8") ? "utf-8" : "gb18030";
}

/** A file cut off in the middle of a character is still of its encoding; what is missing is found by its quotes and rows. */
function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export function decoded(bytes: Uint8Array, encoding: Encoding): string {
  if (!isValid(bytes, encoding)) throw new FileProblem("file-encoding", { encoding });
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\u0000")) throw new FileProblem("file-not-a-sheet");
  return text;
}

/** An opened quote that never closes swallows the rest of the file. */
export function hasOpenQuote(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** The separator that stands most often in the first line, outside quotes. */
export function detectDelimiter(text: string): Delimiter {
  const line =
    text
      .slice(0, 100_000)
      .replace(/"[^"]*"/g, "")
      .split(/\r?\n/, 1)[0] ?? "";
  const counted = delimiters.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
