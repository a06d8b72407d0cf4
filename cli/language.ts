import process from "node:process";
import type { Language } from "#core/imports/fields.ts";

/** The language of the terminal; Chinese unless it says English or Taiwan. */
export function languageOfShell(env: NodeJS.ProcessEnv = process.env): Language {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  if (/^zh[_-](TW|HK)/i.test(said)) return "zh-TW";
  return /^en/i.test(said) ? "en" : "zh-CN";
}
