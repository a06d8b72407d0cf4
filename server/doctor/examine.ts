import type { Config } from "../config.ts";
import { examineDatabase } from "./database.ts";
import { examineMachine } from "./machine.ts";

/** One thing looked at: good, poor (works, but should not stay so), bad. */
export type Finding = { readonly state: "good" | "poor" | "bad"; readonly what: string; readonly found: string; readonly remedy?: string };
export type Subject = { readonly ownerUrl: string; readonly url: string; readonly settings: Config };

/** Everything an operator should know before trusting this installation with pay; changes nothing. */
export async function examine({ ownerUrl, url, settings }: Subject): Promise<Finding[]> {
  return [...examineMachine(settings), ...(await examineDatabase(ownerUrl, url, settings))];
}

export const finding = (what: string, found: string, state: Finding["state"], remedy?: string): Finding => ({ what, found, state, ...(remedy ? { remedy } : {}) });
