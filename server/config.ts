import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.string().optional(),
  HENGJI_HOME: z.string().optional(),
  HENGJI_URL: z.url().optional(),
  HENGJI_SMTP_URL: z.string().optional(),
  HENGJI_MAIL_FROM: z.string().default("hengji@localhost"),
  HENGJI_WEBHOOKS_INSIDE: z.enum(["yes", "no"]).default("no"),
  HENGJI_DEMO: z.enum(["yes", "no"]).default("yes"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** Data directory: embedded database, installation key, caches. */
  readonly home: string;
  /** Public address when it is not the one we listen on; https switches on strict cookies and HSTS. */
  readonly publicUrl: string | undefined;
  /** The company's mail server, e.g. smtps://user:password@mail.example.com; without one nothing is mailed. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Webhooks may go to addresses of the company's own network, and by plain http there. */
  readonly hooksInside: boolean;
  readonly demo: boolean;
  readonly logLevel: string;
};

/** Reads the environment once. A wrong value stops the start with its name and the remedy. */
export function config(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Configuration: ${wrong.join("; ")}`);
  }
  const { PORT, HOST, DATABASE_URL, HENGJI_HOME, HENGJI_URL, HENGJI_SMTP_URL, HENGJI_MAIL_FROM, HENGJI_WEBHOOKS_INSIDE, HENGJI_DEMO, LOG_LEVEL } = parsed.data; // prettier-ignore
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    home: HENGJI_HOME ?? defaultHome(),
    publicUrl: HENGJI_URL,
    smtpUrl: HENGJI_SMTP_URL,
    mailFrom: HENGJI_MAIL_FROM,
    hooksInside: HENGJI_WEBHOOKS_INSIDE === "yes",
    demo: HENGJI_DEMO === "yes",
    logLevel: LOG_LEVEL,
  };
}

/** PostgreSQL refuses root, and its unprivileged user must be able to reach the folder: hence /var/lib for root. */
export function defaultHome(): string {
  if (process.getuid?.() === 0) return "/var/lib/hengji";
  const checkout = new URL("../.hengji", import.meta.url).pathname;
  return checkout.includes("node_modules") ? join(homedir(), ".hengji") : checkout;
}
