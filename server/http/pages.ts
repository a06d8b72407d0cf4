import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** The built pages: hashed files for ever, index.html never cached and given for every page address. */
export async function pages(app: FastifyInstance, notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply): Promise<void> {
  const built = existsSync(`${dist}index.html`);
  if (built) {
    await app.register(fastifyStatic, {
      root: dist,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = built && request.method === "GET" && !request.url.startsWith("/api/") && !/\.\w+($|\?)/.test(request.url);
    return isPage ? reply.header("cache-control", "no-cache").sendFile("index.html") : notFound(request, reply);
  });
}
