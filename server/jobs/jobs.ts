import { PgBoss } from "pg-boss";
import type { QueueName } from "./queues.ts";

export type Jobs = {
  send(queue: QueueName, data: object): Promise<void>;
  work<T extends object>(queue: QueueName, handler: (data: T) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** The queue as the runtime role: it may use its tables, never alter them. */
export async function startJobs(url: string, onError: (error: Error) => void): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: asRuntimeRole(url), migrate: false, createSchema: false, max: 3 });
  boss.on("error", onError);
  await boss.start();
  return {
    send: async (queue, data) => void (await boss.send(queue, data)),
    work: async (queue, handler) =>
      void (await boss.work(queue, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await handler(job.data as never);
      })),
    stop: () => boss.stop({ graceful: true, timeout: 8000 }),
  };
}

function asRuntimeRole(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}options=${encodeURIComponent("-c role=hengji_app")}`;
}
