import { randomBytes } from "node:crypto";
import process from "node:process";
import type pg from "pg";
import type { TestProject } from "vitest/node";
import { withClient } from "#server/db/client.ts";
import { migrate } from "#server/db/migrate.ts";
import { createRuntime, grantRuntime } from "#server/db/embedded/roles.ts";
import { inDatabase } from "./urls.ts";
import { startTestServer } from "./server.ts";

export type TestDatabase = { readonly ownerUrl: string; readonly prefix: string; readonly password: string };
declare module "vitest" {
  interface ProvidedContext {
    database: TestDatabase;
  }
}

/** One server per run, one migrated template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const database = { ownerUrl: server.ownerUrl, prefix: `hengji_t${process.pid}`, password: randomBytes(12).toString("hex") };
  await withClient(server.ownerUrl, (owner) => owner.query(`create database ${database.prefix}`));
  const template = inDatabase(server.ownerUrl, database.prefix);
  await migrate(template);
  await withClient(template, async (owner) => {
    await createRuntime(owner, database.password);
    await grantRuntime(owner);
  });
  project.provide("database", database);
  return async () => {
    await withClient(server.ownerUrl, (owner) => dropAll(owner, database.prefix));
    await server.stop();
  };
}

async function dropAll(owner: pg.Client, prefix: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>("select datname as name from pg_database where starts_with(datname, $1)", [prefix]);
  for (const { name } of rows) await owner.query(`drop database ${owner.escapeIdentifier(name)} with (force)`);
}
