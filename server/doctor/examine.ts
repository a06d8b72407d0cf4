import type { Config } from "../config.ts";
import { examineAudit } from "./audit.ts";
import { examineDatabase } from "./database.ts";
import type { Finding } from "./finding.ts";
import { examineMachine } from "./machine.ts";

export type Subject = { readonly ownerUrl: string; readonly url: string; readonly settings: Config };

/** Everything an operator should know before trusting this installation with pay; changes nothing. */
export async function examine({ ownerUrl, url, settings }: Subject): Promise<Finding[]> {
  const database = await examineDatabase(ownerUrl, url, settings);
  const isReady = database.every(({ what, state }) => state === "good" || !/migrations|database$/.test(what));
  return [...examineMachine(settings), ...database, ...(isReady ? await examineAudit(url) : [])];
}
