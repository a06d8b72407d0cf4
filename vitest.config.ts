import process from "node:process";
import { defineConfig } from "vitest/config";

const everywhere = ["api", "bench", "cli", "core", "data", "server", "test", "tools", "web"];
const files = (ending: string) => everywhere.map((room) => `${room}/**/*.${ending}`);

/**
 * On a server the tests of SQL run again. Left out there: those that bring a database of their own, the long matrix
 * (who may what is decided above the dialect; its database walls in test/matrix/writes stay in), the killed imports,
 * the public data sets, the whole demo, and the backup, whose tests carry data between both anyway.
 */
const again = [
  "server/db/embedded/**",
  "test/start.db.test.ts",
  "test/matrix/{matrix,hostile,web}.db.test.ts",
  "server/imports/killed.db.test.ts",
  "server/backup/**",
  "server/demo/load.db.test.ts",
  "test/real/**",
];
const ownDatabase = process.env.HENGJI_TEST_DATABASE_URL ? again : [];

/**
 * Without isolation a worker reads the program once and not once a file; what a file makes (database, server) is its own.
 * Three projects: unit (pure), db (needs PostgreSQL), e2e (a running server and a browser).
 */
export default defineConfig({
  test: {
    reporters: ["default", "./test/support/closing-line.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: files("test.{ts,tsx}"),
          exclude: [...files("db.test.ts"), "test/e2e/**", "**/node_modules/**"],
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        test: {
          name: "db",
          include: files("db.test.ts"),
          exclude: ["test/e2e/**", ...ownDatabase],
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Killed processes, discs and locks are waited for: more workers than cores.
          maxWorkers: 4,
          isolate: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/demo-home.ts"],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          maxConcurrency: 3,
        },
      },
    ],
  },
});
