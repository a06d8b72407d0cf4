import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder that PostgreSQL's unprivileged user may enter. */
export const homes = (): string => (process.getuid?.() === 0 ? "/var/tmp" : tmpdir());

export type Open = {
  readonly url: string;
  /** What the terminal shows so far. */
  said(): string;
  end(): Promise<void>;
};

/** The real server over a folder, until it says where it listens. */
export async function openHouse(home: string, env: Record<string, string> = {}): Promise<Open> {
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: root,
    env: { ...process.env, HENGJI_HOME: home, PORT: "0", HENGJI_DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout!.on("data", listen);
  child.stderr!.on("data", listen);
  const url = await addressOf(child, () => said);
  return { url, said: () => said, end: () => ended(child) };
}

function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.on("data", () => {
      const address = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(said());
      if (address) resolve(address[0]);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said()}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
