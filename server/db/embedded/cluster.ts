import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "./home.ts";
import { DatabaseTrouble, diskFull } from "./trouble.ts";

const major = "18";

/** Initialises an empty data directory; refuses one that holds something else than a cluster of our version. */
export function ensureCluster(home: Home, bin: string): void {
  const files = readdirSync(home.data);
  if (files.length === 0) return initialise(home, bin);
  const versionFile = join(home.data, "PG_VERSION");
  if (!existsSync(versionFile)) {
    throw new DatabaseTrouble("not-a-cluster", `${home.data} is not empty and holds no database. It was left untouched. ` +
      "Move its files away or set HENGJI_HOME to another folder.");
  }
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== major) {
    throw new DatabaseTrouble("wrong-version", `${home.data} belongs to PostgreSQL ${version}; this Hengji brings ${major}. It was left untouched. ` +
      "Back up with the Hengji that wrote it (hengji backup), then restore into a new folder (hengji restore).");
  }
}

/** initdb works beside the data directory, so that an interrupted one leaves no half cluster behind. */
function initialise(home: Home, bin: string): void {
  const fresh = join(home.run, "initdb");
  rmSync(fresh, { recursive: true, force: true });
  const done = spawnSync(join(bin, "bin", "initdb"), [
    "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--data-checksums",
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
  ], { ...spawnAs(home), encoding: "utf8" });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw initFailure(home, done.error?.message ?? done.stderr);
  }
  rmdirSync(home.data);
  renameSync(fresh, home.data);
}

function initFailure(home: Home, output: string): DatabaseTrouble {
  if (/No space left/i.test(output)) return new DatabaseTrouble(diskFull.code, diskFull.say(home.folder));
  return new DatabaseTrouble("initdb-failed", `The database could not be initialised in ${home.folder}: ${output.trim().slice(-600)}`);
}

/** Spawn options: the unprivileged account, a folder it can be in, and nothing of our environment but the language. */
export function spawnAs({ account, run }: Home) {
  return {
    cwd: run,
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin", TZ: "UTC" },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}
