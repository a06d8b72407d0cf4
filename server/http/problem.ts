import type { FastifyReply, FastifyRequest } from "fastify";
import { problems, type ProblemCode } from "#api/problems/index.ts";
import type { Problem } from "#api/common.ts";
import { refuse, type Refusal } from "./refusal.ts";

export type Locale = "zh-CN" | "zh-TW" | "en";

/** The page's language header first, then the browser's own list; Chinese when neither says. */
export function localeOf(request: FastifyRequest): Locale {
  const wished = String(request.headers["x-hengji-locale"] ?? request.headers["accept-language"] ?? "");
  const first = wished.split(",")[0]!.trim().toLowerCase();
  if (/^zh-(tw|hk|mo|hant)/.test(first)) return "zh-TW";
  return first.startsWith("en") ? "en" : "zh-CN";
}

export function problemOf(refusal: Refusal, locale: Locale, requestId: string): Problem {
  const text = problems[refusal.code];
  const [title, remedy] = text[locale];
  const values = { requestId, ...refusal.values };
  return {
    type: `urn:hengji:problem:${refusal.code}`,
    title: filled(title, values),
    status: text.status,
    code: refusal.code,
    remedy: filled(remedy, values),
    requestId,
    ...(refusal.current !== undefined && { current: refusal.current }),
  };
}

export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function sendProblem(reply: FastifyReply, request: FastifyRequest, refusal: Refusal): FastifyReply {
  return send(reply, problemOf(refusal, localeOf(request), request.id));
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(problem as never);
}

type Thrown = Error & { statusCode?: number; code?: string; validation?: { instancePath?: string; message?: string }[] };

/** Last resort of the HTTP layer: known framework errors get their words, the rest is logged and says nothing of the inside. */
export function onError(error: Thrown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.validation) {
    const fields = error.validation.map((v) => ({ path: v.instancePath ?? "", message: v.message ?? "" }));
    return send(reply, { ...problemOf(refuse("bad-request"), localeOf(request), request.id), fields });
  }
  const code = codeOf(error);
  if (code === "unexpected") request.log.error({ err: error }, "request failed");
  return sendProblem(reply, request, refuse(code));
}

function codeOf(error: Thrown): ProblemCode {
  if (error.statusCode === 413) return "too-large";
  if (error.statusCode === 429) return "too-many-requests";
  if (isDatabaseAway(error)) return "unavailable";
  if (isUnwritable(error)) return "bad-request";
  return error.statusCode !== undefined && error.statusCode < 500 ? "bad-request" : "unexpected";
}

/** What PostgreSQL cannot read as a number, day, id or text (a zero byte, a cursor nobody gave out) came from outside. */
function isUnwritable(error: Thrown): boolean {
  return ["22P02", "22003", "22007", "22008", "22021", "22P05"].includes(error.code ?? "");
}

function isDatabaseAway(error: Thrown): boolean {
  const codes = ["ECONNREFUSED", "ENOENT", "ECONNRESET", "55P03", "57P01", "57P03", "53300", "53100", "08006"];
  return codes.includes(error.code ?? "") || /connection terminated|timeout exceeded when trying to connect/i.test(error.message);
}
