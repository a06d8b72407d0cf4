import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "#test/support/ask.ts";
import { temporaryHome } from "#test/support/server.ts";
import { isRoot } from "./home.ts";
import { type Embedded, attachEmbedded, startEmbedded } from "./start.ts";

const quiet = () => undefined;
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the embedded database", () => {
  const home = temporaryHome();
  let database: Embedded;
  beforeAll(async () => void (database = await startEmbedded({ home, log: quiet })));
  afterAll(async () => {
    await database.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("runs with fsync and checksums, as version 18, without a TCP port", async () => {
    const settings =
      "concat_ws(' ', current_setting('fsync'), current_setting('data_checksums'), " +
      "current_setting('full_page_writes'), current_setting('listen_addresses'), current_setting('server_version_num')::int / 10000)";
    expect(await ask(database.ownerUrl, `select ${settings}`)).toBe("on on on  18");
  });

  it("keeps its files from other accounts of the machine", () => {
    expect([mode(join(home, "data")), mode(join(home, "run")), mode(join(home, "lock"))]).toEqual(["700", "700", "600"]);
    expect(mode(join(home, "data", "PG_VERSION"))).toBe("600");
  });

  it.runIf(isRoot())("does not run as root", () => {
    expect(statSync(`/proc/${database.pid()}`).uid).not.toBe(0);
  });

  it("refuses a second process, 20 times of 20, and says who holds it", { timeout: 120_000 }, async () => {
    for (let round = 0; round < 4; round += 1) {
      const said = await Promise.all(Array.from({ length: 5 }, () => secondProcess(home)));
      for (const words of said) expect(words).toContain(`already running on this data: process ${process.pid}`);
    }
    expect(await ask(database.url, "select 1")).toBe(1);
  });

  it("lets the command line work beside the running server", async () => {
    const attached = await attachEmbedded({ home, log: quiet });
    expect(await ask(attached.ownerUrl, "select current_database()")).toBe("hengji");
    await attached.stop();
    expect(await ask(database.url, "select 1")).toBe(1);
  });
});

async function secondProcess(home: string): Promise<string> {
  const code = `import { startEmbedded } from "#server/db/embedded/start.ts";
    try { await startEmbedded({ home: process.argv[1], log() {} }); console.log("WAS LET IN"); process.exit(1) }
    catch (error) { console.log(error.message) }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, home], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return said;
}

describe("a data folder that is not as it should be", () => {
  const home = temporaryHome();
  const data = join(home, "data");
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("with other people's files in it is left untouched", async () => {
    mkdirSync(data);
    writeFileSync(join(data, "letters.txt"), "dear");
    await expect(startEmbedded({ home, log: quiet })).rejects.toThrow("is not empty and holds no database");
    expect(readdirSync(data)).toEqual(["letters.txt"]);
    expect(existsSync(join(home, "lock"))).toBe(false);
  });

  it("of another PostgreSQL version is left untouched", async () => {
    writeFileSync(join(data, "PG_VERSION"), "17\n");
    await expect(startEmbedded({ home, log: quiet })).rejects.toThrow("belongs to PostgreSQL 17");
    expect(readFileSync(join(data, "PG_VERSION"), "utf8")).toBe("17\n");
  });

  it.runIf(isRoot())("below a folder that other users cannot enter is refused with the remedy", async () => {
    const hidden = join(home, "hidden");
    mkdirSync(hidden);
    chmodSync(hidden, 0o700);
    await expect(startEmbedded({ home: join(hidden, "deep"), log: quiet })).rejects.toThrow("Set HENGJI_HOME to a folder they can");
  });
});

/** Root may write anywhere by its modes, so a file system mounted for reading only is needed to see a refusal. */
const canMount = isRoot() && spawnSync("mount", ["--version"]).status === 0 && canMountHere();

function canMountHere(): boolean {
  const folder = temporaryHome();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]).status === 0;
  if (mounted) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}

describe.skipIf(!canMount)("a disk of its own (needs root and mount)", () => {
  const disk = temporaryHome();
  const mount = (...options: string[]) => spawnSync("mount", ["-o", options.join(","), "-t", "tmpfs", "tmpfs", disk]);
  const home = join(disk, "home");
  afterAll(() => {
    spawnSync("umount", [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it("too small for the first start says that it is full", async () => {
    mount("size=20m", "mode=711");
    await expect(startEmbedded({ home, log: quiet })).rejects.toThrow("is full");
    spawnSync("umount", [disk]);
  });

  it("full while working refuses the write in words, keeps what was acknowledged, and works again with space", async () => {
    mount("size=260m", "mode=711");
    const small = ["min_wal_size=32MB", "max_wal_size=48MB"];
    const database = await startEmbedded({ home, log: quiet, settings: small });
    await ask(database.ownerUrl, "create table kept (n int)");
    await ask(database.ownerUrl, "insert into kept select generate_series(1, 1000)");
    await expect(fill(database.ownerUrl)).rejects.toThrow(/No space left|terminat|closed|ECONN|recovery|starting up/i);
    spawnSync("mount", ["-o", "remount,size=600m", disk]);
    await database.stop();
    const again = await startEmbedded({ home, log: quiet });
    expect(await ask(again.ownerUrl, "select count(*)::int from kept")).toBe(1000);
    await again.stop();
  });

  it("mounted for reading only is refused with the remedy", async () => {
    spawnSync("mount", ["-o", "remount,ro", disk]);
    await expect(startEmbedded({ home, log: quiet })).rejects.toThrow(`cannot write to ${home}`);
  });
});

async function fill(url: string): Promise<void> {
  await ask(url, "create table filler (text text)");
  await ask(url, "alter table filler alter text set storage external");
  for (let i = 0; i < 400; i += 1) await ask(url, "insert into filler select repeat('x', 100000) from generate_series(1, 100)");
}
