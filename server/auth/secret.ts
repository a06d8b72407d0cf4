import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The installation's own key (32 bytes, 0600): encrypts one-time-code seeds. Made once, never overwritten. */
export async function installationSecret(home: string): Promise<Buffer> {
  const file = join(home, "secret.key");
  await mkdir(home, { recursive: true });
  await writeFile(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return Buffer.from(await readFile(file, "utf8"), "base64");
}
