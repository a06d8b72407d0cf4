import pg from "pg";
import { installBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { prepareHome } from "./home.ts";
import { launch, shutDown, socketUrl } from "./postgres.ts";
import { createRuntime, runtimeRole } from "./roles.ts";

export { grantRuntime } from "./roles.ts";
export { defaultHome } from "./home.ts";

export type Embedded = { readonly ownerUrl: string; readonly url: string; stop(): Promise<void> };
export type EmbeddedOptions = {
  readonly home: string;
  readonly log: (line: string) => void;
  /** Extra server settings, `name=value`: tests switch fsync off with it. */
  readonly settings?: readonly string[];
};

/** Starts the PostgreSQL that npm carries, in a folder of its own, reachable over a unix socket only. */
export async function startEmbedded({ home: folder, log, settings = [] }: EmbeddedOptions): Promise<Embedded> {
  const home = prepareHome(folder);
  const bin = installBinaries(home);
  ensureCluster(home, bin);
  const postgres = await launch({ home, bin, log, settings });
  await ensureDatabase(socketUrl(home, "postgres", "postgres"));
  return {
    ownerUrl: socketUrl(home, "postgres", "hengji"),
    url: socketUrl(home, runtimeRole, "hengji"),
    stop: () => shutDown(postgres),
  };
}

async function ensureDatabase(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await createRuntime(owner);
    const { rowCount } = await owner.query("select from pg_database where datname = 'hengji'");
    if (rowCount === 0) await owner.query("create database hengji");
  } finally {
    await owner.end();
  }
}
