import { createHmac } from "node:crypto";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { sql } from "kysely";
import type { Pool } from "pg";
import { openSecret } from "../auth/totp.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import { publicOnly } from "./guard.ts";
import { claimDue, noteFailed, noteSent, type Due } from "./store.ts";

export type Sending = {
  readonly pool: Pool;
  readonly secret: Buffer;
  readonly mayBeInside: boolean;
  readonly onError: (error: Error) => void;
};
const TIMEOUT = 10_000;

/** What the receiver checks: the time, and the time and body signed with the key that both know. */
export const signatureOf = (key: string, body: string, now: Date): string => {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${createHmac("sha256", key).update(`${time}.${body}`).digest("hex")}`;
};

/** Everything that is due, company by company. Nobody's answer is waited for inside a transaction. */
export async function sendDue({ pool, secret, mayBeInside, onError }: Sending, now: Date): Promise<void> {
  const tenants = await inTransaction(pool, { tenantId: null }, (tx) => tx.rows(sql<{ id: bigint }>`select id from tenants order by id`));
  for (const { id: tenantId } of tenants) {
    const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(pool, { tenantId }, work);
    const one = async (): Promise<void> => {
      for (let due = await within((tx) => claimDue(tx, now)); due; due = await within((tx) => claimDue(tx, now))) {
        const outcome = await told(due, openSecret(secret, due.webhookId, due.sealed), mayBeInside, now);
        await within((tx) => noteOutcome(tx, due!, outcome, now));
      }
    };
    await one().catch(onError);
  }
}

type Outcome = { readonly answered: number | null; readonly error: string };

async function noteOutcome(tx: Tx, due: Due, { answered, error }: Outcome, now: Date): Promise<void> {
  if (answered !== null && answered >= 200 && answered < 300) await noteSent(tx, due.id, answered, now);
  else await noteFailed(tx, due, answered, error, now);
}

/** One call; redirects are not followed, the answer's text is not read. */
function told({ id, event, body, address }: Due, key: string, mayBeInside: boolean, now: Date): Promise<Outcome> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), "user-agent": "Hengji", "x-hengji-event": event, "x-hengji-delivery": id, "x-hengji-signature": signatureOf(key, body, now) };
  return new Promise((resolve) => {
    const open = address.startsWith("http:") ? plainRequest : secureRequest;
    const call = open(address, { method: "POST", headers, timeout: TIMEOUT, ...(!mayBeInside && { lookup: publicOnly }) }, (answer) => {
      answer.resume();
      resolve({ answered: answer.statusCode ?? null, error: "" });
    });
    call.once("timeout", () => call.destroy(new Error("no answer within 10 seconds")));
    call.once("error", (error) => resolve({ answered: null, error: error.message }));
    call.end(body);
  });
} // prettier-ignore

/** Every few seconds; a round that takes longer is not overtaken. The answer ends it. */
export function keepTelling(sending: Sending): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void sendDue(sending, new Date())
      .catch(sending.onError)
      .finally(() => (isBusy = false));
  }, 5_000);
  return () => clearInterval(timer);
}
