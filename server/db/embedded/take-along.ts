import type { ChildProcess } from "node:child_process";
import process from "node:process";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A process that ends without stopping its postgres takes it along in good order: after an error nobody caught, and
 * on a signal while nothing else listens for it yet (Ctrl-C during the first start). It listens before the postgres
 * is there: a signal between the two would end us alone.
 */
export function takeAlong(spawnPostgres: () => ChildProcess): ChildProcess {
  const stop = (): void => void postgres.kill("SIGINT");
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    postgres.once("exit", () => process.exit(130));
    stop();
  };
  process.once("exit", stop);
  for (const signal of signals) process.on(signal, onSignal);
  const postgres = spawnPostgres();
  postgres.once("exit", () => {
    process.removeListener("exit", stop);
    for (const signal of signals) process.removeListener(signal, onSignal);
  });
  return postgres;
}
