import type { ChildProcess } from "node:child_process";
import process from "node:process";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A process that ends without stopping its postgres takes it along in good order: after an error nobody caught, and
 * on a signal while nothing else listens for it yet (Ctrl-C during the first start).
 */
export function takeAlong(postgres: ChildProcess): void {
  const stop = (): void => void postgres.kill("SIGINT");
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    postgres.once("exit", () => process.exit(130));
    stop();
  };
  process.once("exit", stop);
  for (const signal of signals) process.on(signal, onSignal);
  postgres.once("exit", () => {
    process.removeListener("exit", stop);
    for (const signal of signals) process.removeListener(signal, onSignal);
  });
}
