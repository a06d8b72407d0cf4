import { type Config, config } from "#server/config.ts";
import { withClient } from "#server/db/client.ts";
import { attachEmbedded } from "#server/db/embedded/start.ts";
import { grantRuntime } from "#server/db/embedded/roles.ts";
import { migrate } from "#server/db/migrate.ts";

export type CommandDatabase = { readonly ownerUrl: string; readonly url: string };

/** The database of this installation for one command: the server may be running beside it or not. */
export async function withDatabase<T>(work: (database: CommandDatabase, settings: Config) => Promise<T>): Promise<T> {
  const settings = config();
  if (settings.databaseUrl) return work({ ownerUrl: settings.databaseUrl, url: settings.databaseUrl }, settings);
  const embedded = await attachEmbedded({ home: settings.home, log: (line) => console.error(line) });
  try {
    return await work(embedded, settings);
  } finally {
    await embedded.stop();
  }
}

/** The same, brought up to date first (a server that is running has done that already). */
export async function withMigrated<T>(work: (database: CommandDatabase, settings: Config) => Promise<T>): Promise<T> {
  return withDatabase(async (database, settings) => {
    await migrate(database.ownerUrl);
    if (!settings.databaseUrl) await withClient(database.ownerUrl, grantRuntime);
    return work(database, settings);
  });
}
