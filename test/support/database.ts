import process from "node:process";
import { inject } from "vitest";
import { withClient } from "#server/db/client.ts";
import { runtimeRole } from "#server/db/embedded/roles.ts";
import { asUser, inDatabase } from "./urls.ts";
import "./global-setup.ts";

/** `ownerUrl` for arranging and for migrations, `url` as the server itself connects. */
export type FreshDatabase = { readonly ownerUrl: string; readonly url: string };

let made = 0;

/** A migrated, empty database of one's own; call once per test file. All are dropped at the end of the run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { ownerUrl, prefix, password } = inject("database");
  const name = `${prefix}_${process.pid}_${Date.now().toString(36)}_${(made += 1)}`;
  await copyTemplate(ownerUrl, prefix, name);
  const mine = inDatabase(ownerUrl, name);
  return { ownerUrl: mine, url: asUser(mine, runtimeRole, password) };
}

async function copyTemplate(ownerUrl: string, template: string, name: string): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    // One at a time: a template that is being copied refuses a second copier now and then. As files: six times as fast as page by page.
    await owner.query("select pg_advisory_lock(4732)");
    await owner.query(`create database ${name} template ${template} strategy file_copy`);
  });
}
