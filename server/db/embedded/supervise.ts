import { setTimeout as sleep } from "node:timers/promises";
import { type Postgres, type Start, launch, shutDown } from "./postgres.ts";
import { stopOrphan } from "./orphan.ts";

export type Supervised = { readonly pid: () => number | undefined; stop(): Promise<void> };
type Watch = { stopping: boolean; current: Postgres; readonly wake: AbortController };

const backOffMs = [0, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** Keeps one postgres running: after a crash it is started again, slower each time it does not stay up. */
export async function supervise(start: Start): Promise<Supervised> {
  await stopOrphan(start.home, start.log);
  const watch: Watch = { stopping: false, current: await launch(start), wake: new AbortController() };
  const done = keepRunning(start, watch);
  return {
    pid: () => watch.current.child.pid,
    async stop() {
      watch.stopping = true;
      watch.wake.abort();
      await shutDown(watch.current);
      await done;
    },
  };
}

async function keepRunning(start: Start, watch: Watch): Promise<void> {
  const { steadyAfterMs = 10_000 } = start;
  let crashes = 0;
  while (true) {
    const since = performance.now();
    const how = await watch.current.exited;
    if (watch.stopping) return;
    if (performance.now() - since >= steadyAfterMs) crashes = 0;
    start.log(`PostgreSQL ended unexpectedly (${how}); starting it again`);
    const next = await relaunched(start, watch, () => backOffMs[Math.min(crashes++, backOffMs.length - 1)]!);
    if (!next) return;
    watch.current = next;
    if (watch.stopping) return shutDown(next);
  }
}

async function relaunched(start: Start, watch: Watch, pause: () => number): Promise<Postgres | undefined> {
  while (!watch.stopping) {
    try {
      await sleep(pause(), undefined, { signal: watch.wake.signal });
      return await launch(start);
    } catch (error) {
      if (!watch.stopping) start.log(`PostgreSQL did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return undefined;
}
