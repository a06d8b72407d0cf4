import type { Bench } from "./bench.ts";
import { benchAllocation } from "./allocation.ts";
import { benchClv } from "./clv.ts";
import { benchChange, benchRun, benchSingles, benchStatement, benchTrial } from "./compensation.ts";
import { benchDashboard } from "./dashboard.ts";
import { benchEngines } from "./engines.ts";
import { benchForecast } from "./forecast.ts";
import { benchFunnel } from "./funnel.ts";
import { benchImport } from "./import.ts";
import { benchRequests } from "./requests.ts";
import { benchRollups } from "./rollups.ts";
import type { Line } from "./table.ts";

/** What is measured, in this order: reading first, then what changes the data. */
export const parts: Readonly<Record<string, (bench: Bench) => Promise<Line[]>>> = {
  dashboard: ({ owner, pool, tenantId }) => benchDashboard(owner, pool, tenantId),
  requests: benchRequests,
  forecast: benchForecast,
  allocation: benchAllocation,
  clv: benchClv,
  funnel: benchFunnel,
  rollups: benchRollups,
  run: benchRun,
  singles: benchSingles,
  statement: benchStatement,
  trial: benchTrial,
  engines: benchEngines,
  change: benchChange,
  import: async ({ owner, pool, tenantId, size }) => [await benchImport(owner, pool, tenantId, size.payees)],
};
