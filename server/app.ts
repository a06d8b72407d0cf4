import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { refuseCrossSite } from "./http/cross-site.ts";
import type { Server } from "./http/implement.ts";
import { localeOf, onError, sendProblem } from "./http/problem.ts";
import { refuse } from "./http/refusal.ts";
import { operations } from "./http/operations.ts";
import { pages } from "./http/pages.ts";
import { features } from "./features.ts";

/** The HTTP application without a port: tests use `inject`, main.ts listens. */
export async function createApp(deps: Omit<Server, "app">): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: deps.config.logLevel, redact: ["req.headers.cookie", "req.headers.authorization"] },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1_048_576,
    trustProxy: deps.config.publicUrl !== undefined,
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(onError);
  app.addHook(
    "onRequest",
    async (request, reply) => void reply.header("x-request-id", request.id).header("content-language", localeOf(request)),
  );
  // Figures of people: no cache of a browser or proxy keeps an answer.
  app.addHook("onRequest", async (request, reply) => void (request.url.startsWith("/api/") && reply.header("cache-control", "no-store")));
  app.addHook("onRequest", refuseCrossSite);
  await plugins(app, deps.config);
  operations(app, deps.pool);
  const server: Server = { ...deps, app };
  for (const feature of features) feature(server);
  await pages(app, (request, reply) => sendProblem(reply, request, refuse("not-found")));
  return app;
}

async function plugins(app: FastifyInstance, config: Config): Promise<void> {
  const https = config.publicUrl?.startsWith("https:") ?? false;
  await app.register(helmet, {
    hsts: https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design and ECharts write style elements and attributes at run time; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  await app.register(compress, { threshold: 2048 });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1, fields: 10 } });
  await app.register(rateLimit, { max: 1200, timeWindow: "1 minute" });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Hengji 衡绩 API", version: "0.1.0", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
      components: {
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "hengji",
            description: "The browser's session; writes carry the header x-hengji as well.",
          },
          key: { type: "http", scheme: "bearer", description: "A key for programs, made under 设置 → 访问令牌." },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
