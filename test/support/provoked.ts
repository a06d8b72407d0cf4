import { appendFileSync } from "node:fs";
import process from "node:process";
import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";

/**
 * Writes down which test provoked which refusal (`HENGJI_PROVOKED` names the file); tools/errors.ts turns that into
 * docs/errors.md, so that the catalogue says only what was seen.
 */
export function noteProblem(response: LightMyRequestResponse): LightMyRequestResponse {
  const file = process.env.HENGJI_PROVOKED;
  const isProblem = String(response.headers["content-type"]).startsWith("application/problem+json");
  if (file && isProblem) appendFileSync(file, `${response.json<{ code: string }>().code}\t${expect.getState().currentTestName ?? ""}\n`);
  return response;
}
