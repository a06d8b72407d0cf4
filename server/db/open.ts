import type { Config } from "../config.ts";
import { startEmbedded } from "./embedded/start.ts";
import { withClient } from "./client.ts";
import { grantRuntime } from "./embedded/roles.ts";
import { migrate } from "./migrate.ts";

export type Database = { readonly ownerUrl: string; readonly url: string; stop(): Promise<void> };

/** The database this installation uses, migrated: a server by DATABASE_URL, else the embedded one. */
export async function openDatabase(settings: Config, log: (line: string) => void): Promise<Database> {
  const database = settings.databaseUrl ? server(settings.databaseUrl) : await startEmbedded({ home: settings.home, log });
  try {
    const ran = await migrate(database.ownerUrl);
    if (ran.length > 0) log(`数据库已更新 / database migrated: ${ran.length}`);
    if (!settings.databaseUrl) await withClient(database.ownerUrl, grantRuntime);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function server(url: string): Database {
  return { ownerUrl: url, url, stop: async () => undefined };
}
