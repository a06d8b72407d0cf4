import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createApp } from "#server/app.ts";
import { config } from "#server/config.ts";
import { openPool } from "#server/db/pool.ts";

const file = fileURLToPath(new URL("../docs/openapi.json", import.meta.url));

/** The OpenAPI 3.1 document of the routes as they are bound; needs no database. */
export async function openApi(): Promise<string> {
  const pool = openPool("postgres://nobody@/nowhere?host=/nowhere");
  const jobs = { send: async () => undefined, work: async () => undefined, stop: async () => undefined };
  const app = await createApp({ pool, jobs, config: { ...config({}), logLevel: "silent" }, secret: Buffer.alloc(32) });
  await app.ready();
  const document = `${JSON.stringify(app.swagger(), null, 1)}\n`;
  await app.close();
  return document;
}

if (import.meta.main) await writeFile(file, await openApi());
