import { accessSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, statSync, chmodSync, chownSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { DatabaseTrouble } from "./trouble.ts";

/** The unprivileged account PostgreSQL runs as; null means "as ourselves" (we are not root). */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string } | null;
export type Home = {
  readonly folder: string;
  readonly bin: string;
  readonly data: string;
  readonly run: string;
  readonly lock: string;
  readonly account: Account;
};

/** Makes the folders with their modes; changes nothing in a data directory that is already there. */
export function prepareHome(folder: string): Home {
  try {
    return prepared(resolve(folder));
  } catch (error) {
    throw DatabaseTrouble.from(error, folder);
  }
}

function prepared(folder: string): Home {
  mkdirSync(folder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  accessSync(folder, constants.W_OK);
  if (isRoot() && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, 0o711);
  const home = layout(folder);
  if (home.account) refuseHiddenFolder(folder);
  for (const path of [home.data, home.run]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    refuseForeign(path, home.account);
    if (home.account) chownSync(path, home.account.uid, home.account.gid);
    chmodSync(path, 0o700);
  }
  return home;
}

/** Where everything lies, without touching anything. */
export function layout(folder: string): Home {
  const data = join(folder, "data");
  return { folder, data, bin: join(folder, "bin"), run: socketFolder(folder), lock: join(folder, "lock"), account: accountFor(data) };
}

/** A unix socket's path holds 107 bytes; a home too deep for that gets its socket under the temporary folder. */
function socketFolder(folder: string): string {
  const run = join(folder, "run");
  if (Buffer.byteLength(join(run, ".s.PGSQL.5432.lock")) < 100) return run;
  return join(tmpdir(), `hengji-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`);
}

/** The owner of existing data stays the owner; otherwise a user called hengji, else nobody. */
function accountFor(data: string): Account {
  if (!isRoot()) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const owner = existsSync(data) ? statSync(data).uid : 0;
  const found =
    accounts.find((a) => owner !== 0 && Number(a[2]) === owner) ??
    accounts.find((a) => a[0] === "hengji") ??
    accounts.find((a) => a[0] === "nobody");
  if (!found)
    throw new DatabaseTrouble(
      "no-account",
      "PostgreSQL 不能以 root 运行，而这里没有 hengji 或 nobody 用户。",
      "PostgreSQL refuses to run as root and there is no user 'hengji' or 'nobody'.",
    );
  return { name: found[0]!, uid: Number(found[2]), gid: Number(found[3]) };
}

/** The socket may lie below the shared temporary folder: what another user put there is not ours to use. */
function refuseForeign(path: string, account: Account): void {
  const found = lstatSync(path);
  const owners = [process.getuid?.(), account?.uid];
  if (found.isDirectory() && owners.includes(found.uid)) return;
  throw new DatabaseTrouble(
    "foreign-folder",
    `${path} 属于其他用户或不是目录，没有改动任何东西。`,
    `${path} belongs to another user or is no folder. Nothing was changed.`,
  );
}

function refuseHiddenFolder(folder: string): void {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) {
      throw new DatabaseTrouble(
        "hidden-home",
        `PostgreSQL 不以 root 运行，而其他用户进不了 ${path}。请用 HENGJI_HOME 换一个目录，例如 /var/lib/hengji。`,
        `PostgreSQL does not run as root, and other users cannot enter ${path}. Set HENGJI_HOME to a folder they can, such as /var/lib/hengji.`,
      );
    }
  }
}

export const isRoot = (): boolean => process.getuid?.() === 0;
