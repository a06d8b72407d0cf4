import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";

type Said = { ready?: true; postgres?: number; ack?: number; failed?: number; rows?: [number, number][] };

/** The clients of a ledger child: they remember every acknowledgement, whatever happens to the server. */
export class Ledger {
  readonly acknowledged = new Set<number>();
  readonly home: string;
  #next = 1;
  #child: ChildProcess | undefined;
  #waiting: ((said: Said) => boolean)[] = [];

  constructor(home: string) {
    this.home = home;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ["test/support/ledger-child.ts", this.home], { stdio: ["pipe", "pipe", "pipe"] });
    let trouble = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (trouble = (trouble + text).slice(-2_000)));
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => this.#heard(JSON.parse(line) as Said));
    this.#child = child;
    const exit = once(child, "exit").then(() => {
      throw new Error(`the server ended: ${trouble}`);
    });
    exit.catch(() => undefined);
    await Promise.race([this.#until((said) => said.ready === true), exit]);
  }

  /** Several clients at once; each sends its next entry when the last one was answered. */
  write(clients: number): void {
    for (let i = 0; i < clients; i += 1) this.#send(String(this.#next++));
  }

  async acknowledgements(more: number): Promise<void> {
    const goal = this.acknowledged.size + more;
    await this.#until(() => this.acknowledged.size >= goal);
  }

  async postgresPid(): Promise<number> {
    this.#send("pid");
    return (await this.#until((said) => said.postgres !== undefined)).postgres!;
  }

  async rows(): Promise<Map<number, number>> {
    this.#send("rows");
    return new Map((await this.#until((said) => said.rows !== undefined)).rows);
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  async ended(): Promise<void> {
    if (this.#child!.exitCode === null && this.#child!.signalCode === null) await once(this.#child!, "exit");
  }

  async stop(): Promise<void> {
    this.#send("stop");
    await this.ended();
  }

  #heard(said: Said): void {
    if (said.ack !== undefined) this.acknowledged.add(said.ack);
    if (said.ack !== undefined || said.failed !== undefined) setTimeout(() => this.write(1), said.failed ? 20 : 0);
    this.#waiting = this.#waiting.filter((seen) => !seen(said));
  }

  #until(matches: (said: Said) => boolean): Promise<Said> {
    return new Promise((found) => {
      this.#waiting.push((said) => matches(said) && (found(said), true));
    });
  }

  #send(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }
}
