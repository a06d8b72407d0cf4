import { expect, it } from "vitest";
import { ask } from "#test/support/ask.ts";
import { freshDatabase } from "#test/support/database.ts";
import { withClient } from "./client.ts";

it("a connection lost between two statements fails the next statement, not the process", async () => {
  const { ownerUrl } = await freshDatabase();
  const work = withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const ended = new Promise((resolve) => client.once("end", resolve));
    await ask(ownerUrl, `select pg_terminate_backend(${rows[0]!.pid})`);
    await ended;
    return client.query("select 1");
  });
  await expect(work).rejects.toThrow(/not queryable|terminated|closed/i);
});
