import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** OWASP's first choice: Argon2id, 19 MiB, two passes, one lane. Stored with the hash, so that they can rise later. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** The PHC form: "$argon2id$v=19$m=19456,t=2,p=1$salt$hash". */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive("argon2id", { message: bytesOf(password), nonce, tagLength: 32, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(nonce)}$${text(hash)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const match = PHC.exec(stored);
  if (!match) return false;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const [nonce, expected] = [Buffer.from(match[4]!, "base64"), Buffer.from(match[5]!, "base64")];
  const hash = await derive("argon2id", { message: bytesOf(password), nonce, tagLength: expected.length, memory, passes, parallelism });
  return timingSafeEqual(hash, expected);
}

/** Costs the same as a real check: an unknown login must not answer faster than a known one. */
export async function pretendToCheck(password: string): Promise<false> {
  await derive("argon2id", { message: bytesOf(password), nonce: Buffer.alloc(16), tagLength: 32, ...cost });
  return false;
}

/** Keyboards and phones compose characters differently; the same password must give the same bytes. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize("NFKC"), "utf8");
const text = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
