import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryHome } from "./support/server.ts";

const home = temporaryHome();
let server: Started;
beforeAll(async () => void (server = await start(home)), 60_000);
afterAll(async () => {
  server.child.kill("SIGTERM");
  await outcome(server);
  rmSync(home, { recursive: true, force: true });
});

type Started = { readonly child: ChildProcess; readonly said: () => string; readonly url: string };

function launch(folder: string, port = "0"): { child: ChildProcess; said: () => string } {
  const env = { ...process.env, HENGJI_HOME: folder, PORT: port, HENGJI_DEMO: "no", DATABASE_URL: undefined };
  const child = spawn(process.execPath, ["server/main.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  return { child, said: () => text };
}

/** Until it has said its address; a server that ends instead has failed. */
async function start(folder: string): Promise<Started> {
  const { child, said } = launch(folder);
  while (!/http:\/\/\S+/.test(said())) {
    if (child.exitCode !== null) throw new Error(said());
    await new Promise((later) => setTimeout(later, 20));
  }
  return { child, said, url: /http:\/\/\S+/.exec(said())![0] };
}

async function outcome({ child, said }: ReturnType<typeof launch>): Promise<{ code: number | null; said: string }> {
  if (child.exitCode === null) await once(child, "close");
  return { code: child.exitCode, said: said() };
}

describe("npm start on one machine", { timeout: 60_000 }, () => {
  it("says its address and is ready", async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain("hengji_http_request_seconds");
  });

  it("refuses a second one on the same data in words, without a stack", async () => {
    const { code, said } = await outcome(launch(home));
    expect(code).toBe(1);
    expect(said).toContain(`already running on this data: process ${server.child.pid}`);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("says which port is taken and which to try, and takes its database along", async () => {
    const other = temporaryHome();
    const { port } = new URL(server.url);
    const { code, said } = await outcome(launch(other, port));
    expect(code).toBe(1);
    expect(said).toContain(`PORT=${Number(port) + 1} npm start`);
    expect(existsSync(join(other, "data", "postmaster.pid"))).toBe(false);
    rmSync(other, { recursive: true, force: true });
  });

  it("stops on Ctrl-C, database included, and starts again", async () => {
    server.child.kill("SIGINT");
    expect((await outcome(server)).code).toBe(0);
    expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
    expect(existsSync(join(home, "lock"))).toBe(false);
    server = await start(home);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it("stops its database also when Ctrl-C comes in the middle of the start", async () => {
    const early = temporaryHome();
    const starting = launch(early);
    while (!existsSync(join(early, "data", "postmaster.pid"))) await new Promise((later) => setTimeout(later, 5));
    starting.child.kill("SIGINT");
    await outcome(starting);
    for (let i = 0; i < 1500 && existsSync(join(early, "data", "postmaster.pid")); i += 1)
      await new Promise((later) => setTimeout(later, 20));
    expect(existsSync(join(early, "data", "postmaster.pid"))).toBe(false);
    rmSync(early, { recursive: true, force: true });
  });
});
