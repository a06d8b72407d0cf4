import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

const cookie = (config: Config): string => (config.publicUrl?.startsWith("https:") ? "__Host-hengji-known" : "hengji-known");

/**
 * A browser in which this user once signed in carries a signed note of it. Its tries are counted apart, so that a
 * stranger who keeps guessing cannot lock the owner out. The note opens nothing by itself.
 */
export function isKnownBrowser(request: FastifyRequest, config: Config, secret: Buffer, userId: string): boolean {
  const given = Buffer.from(request.cookies[cookie(config)] ?? "", "base64url");
  const expected = note(secret, userId);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function rememberBrowser(reply: FastifyReply, config: Config, secret: Buffer, userId: string): void {
  const secure = config.publicUrl?.startsWith("https:") ?? false;
  const value = note(secret, userId).toString("base64url");
  void reply.setCookie(cookie(config), value, { path: "/", httpOnly: true, sameSite: "strict", secure, maxAge: 365 * 86_400 });
}

const note = (secret: Buffer, userId: string): Buffer => createHmac("sha256", secret).update(`known-browser ${userId}`).digest();
