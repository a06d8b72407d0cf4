import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { startEmbedded } from "#server/db/embedded/start.ts";

export type TestServer = { readonly ownerUrl: string; stop(): Promise<void> };

/** The server of this run: HENGJI_TEST_DATABASE_URL when set, else an embedded one in a temporary folder. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.HENGJI_TEST_DATABASE_URL;
  if (given) return { ownerUrl: given, stop: async () => undefined };
  const home = temporaryHome();
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum_naptime=10min"];
  const embedded = await startEmbedded({ home, log: () => undefined, settings });
  return {
    ownerUrl: embedded.ownerUrl,
    async stop() {
      await embedded.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A folder that PostgreSQL's unprivileged user can enter. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), "hengji-test-"));
  chmodSync(home, 0o711);
  return home;
}
