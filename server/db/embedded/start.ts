import { withClient } from "../client.ts";
import { installBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { type Home, layout, prepareHome } from "./home.ts";
import { holderOf, takeLock } from "./lock.ts";
import { type Start, socketUrl } from "./postgres.ts";
import { createRuntime, runtimeRole } from "./roles.ts";
import { supervise } from "./supervise.ts";
import { DatabaseTrouble } from "./trouble.ts";

export type Embedded = { readonly ownerUrl: string; readonly url: string; readonly pid: () => number | undefined; stop(): Promise<void> };
export type EmbeddedOptions = Omit<Start, "home" | "bin"> & { readonly home: string };

/** Starts the PostgreSQL that npm carries, in a folder of its own, reachable over a unix socket only. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = prepareHome(options.home);
  const release = await takeLock(home.lock);
  try {
    return await started(home, release, options);
  } catch (error) {
    release();
    throw DatabaseTrouble.from(error, home.folder);
  }
}

async function started(home: Home, release: () => void, { home: _, ...options }: EmbeddedOptions): Promise<Embedded> {
  const bin = installBinaries(home);
  ensureCluster(home, bin);
  const postgres = await supervise({ ...options, home, bin });
  await ensureDatabase(socketUrl(home, "postgres", "postgres"));
  return {
    ...urls(home),
    pid: postgres.pid,
    async stop() {
      await postgres.stop();
      release();
    },
  };
}

/** For the command line: the database of the server that is running, else one started for the moment. */
export async function attachEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = layout(options.home);
  if (!holderOf(home.lock)) return startEmbedded(options);
  return { ...urls(home), pid: () => undefined, stop: async () => undefined };
}

const urls = (home: Home) => ({ ownerUrl: socketUrl(home, "postgres", "hengji"), url: socketUrl(home, runtimeRole, "hengji") });

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (owner) => {
    await createRuntime(owner);
    const { rowCount } = await owner.query("select from pg_database where datname = 'hengji'");
    if (rowCount === 0) await owner.query("create database hengji");
  });
}
