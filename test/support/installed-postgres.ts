import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawnAs } from "#server/db/embedded/cluster.ts";
import { type Home, prepareHome } from "#server/db/embedded/home.ts";
import { answers, socketUrl } from "#server/db/embedded/postgres.ts";
import { setTimeout as sleep } from "node:timers/promises";
import { type TestServer, temporaryHome } from "./server.ts";

const folder = "/usr/lib/postgresql";

/** A private cluster of the PostgreSQL that Debian installs, oldest first from 15 on; undefined when there is none. */
export async function startInstalledPostgres(): Promise<TestServer | undefined> {
  const versions = existsSync(folder) ? readdirSync(folder).map(Number) : [];
  const version = versions.filter((v) => v >= 15 && existsSync(join(folder, String(v), "bin/initdb"))).sort((a, b) => a - b)[0];
  if (version === undefined) return undefined;
  const home = prepareHome(temporaryHome());
  const child = startCluster(home, join(folder, String(version), "bin"));
  const ownerUrl = socketUrl(home, "postgres", "postgres");
  while (!(await answers(ownerUrl))) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ${version} did not start`);
    await sleep(50);
  }
  return { ownerUrl, stop: () => stop(home, child) };
}

function startCluster(home: Home, bin: string) {
  const made = spawnSync(join(bin, "initdb"), ["-D", home.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], {
    ...spawnAs(home),
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const settings = ["listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200"].flatMap((s) => ["-c", s]);
  return spawn(join(bin, "postgres"), ["-D", home.data, "-k", home.run, ...settings], { ...spawnAs(home), stdio: "ignore" });
}

async function stop(home: Home, child: ReturnType<typeof startCluster>): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGINT");
  await gone;
  rmSync(home.folder, { recursive: true, force: true });
}
