import type { FastifyReply, FastifyRequest } from "fastify";
import { keyIn } from "../auth/program-key.ts";
import { sendProblem } from "./problem.ts";
import { refuse } from "./refusal.ts";

/**
 * Writes come from our own pages or from a client that is no browser: a foreign Origin or Sec-Fetch-Site is refused,
 * and a custom header, which no plain form can send, must be there.
 */
export async function refuseCrossSite(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return undefined;
  if (keyIn(request) !== null) return undefined; // no browser sends a key by itself, and where one is given no cookie counts
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const foreign =
    (site !== undefined && site !== "same-origin" && site !== "none") || (origin !== undefined && hostOf(origin) !== request.headers.host);
  if (foreign || request.headers["x-hengji"] === undefined) return sendProblem(reply, request, refuse("cross-site"));
  return undefined;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
