import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const nameOf = (home: string): string => join(home, "secret.key");

/** The installation key as text, null when there is none yet. */
export async function readSecret(home: string): Promise<string | null> {
  return readFile(nameOf(home), "utf8").catch(missing);
}

/** Puts the backup's key in place; another one that is there is kept beside it. */
export async function replaceSecret(home: string, secret: string): Promise<void> {
  const file = nameOf(home);
  const present = await readSecret(home);
  if (present === secret) return;
  if (present !== null) await rename(file, `${file}.before-restore`);
  await writeFile(`${file}.part`, secret, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
