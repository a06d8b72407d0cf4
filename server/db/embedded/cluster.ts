import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
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
    throw new DatabaseTrouble(
      "not-a-cluster",
      `${home.data} 不是空的，里面也没有数据库，已原样保留。请移走其中的文件，或用 HENGJI_HOME 换一个目录。`,
      `${home.data} is not empty and holds no database. It was left untouched. Move its files away or set HENGJI_HOME to another folder.`,
    );
  }
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== major) {
    throw new DatabaseTrouble(
      "wrong-version",
      `${home.data} 属于 PostgreSQL ${version}，这个衡绩带的是 ${major}，已原样保留。请用原来的衡绩备份（hengji backup），再恢复到新目录（hengji restore）。`,
      `${home.data} belongs to PostgreSQL ${version}; this Hengji brings ${major}. It was left untouched. ` +
        "Back up with the Hengji that wrote it (hengji backup), then restore into a new folder (hengji restore).",
    );
  }
}

/** initdb works beside the data directory (on the same disk), so that an interrupted one leaves no half cluster behind. */
function initialise(home: Home, bin: string): void {
  const fresh = `${home.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (home.account) chownSync(fresh, home.account.uid, home.account.gid);
  const done = spawnSync(
    join(bin, "bin", "initdb"),
    [
      "-D",
      fresh,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--data-checksums",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
    ],
    { ...spawnAs(home), encoding: "utf8" },
  );
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw initFailure(home, done.error?.message ?? done.stderr);
  }
  rmdirSync(home.data);
  renameSync(fresh, home.data);
}

function initFailure(home: Home, output: string): DatabaseTrouble {
  if (/No space left/i.test(output)) return diskFull(home.folder);
  const said = output.trim().slice(-600);
  return new DatabaseTrouble(
    "initdb-failed",
    `无法在 ${home.folder} 建立数据库：`,
    `The database could not be initialised in ${home.folder}: ${said}`,
  );
}

/** Spawn options: the unprivileged account, a folder it can be in, and nothing of our environment but the language. */
export function spawnAs({ account, run }: Home) {
  return {
    cwd: run,
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin", TZ: "UTC" },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}
