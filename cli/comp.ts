import { parseArgs } from "node:util";
import { sql } from "kysely";
import { formatAmount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { lastDay } from "#server/appraisal/commands.ts";
import { envOf } from "#server/appraisal/env.ts";
import type { Env } from "#server/appraisal/live.ts";
import { paidSeat } from "#server/compensation/leavers.ts";
import { recordAudit } from "#server/audit/record.ts";
import { tenantOf } from "#server/auth/principal.ts";
import { compute } from "#server/compensation/compute.ts";
import { behindOf, lineRows, placed } from "#server/compensation/lines.ts";
import { statementPage } from "#server/compensation/page.ts";
import { runPeriod } from "#server/compensation/run.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction, type Tx } from "#server/db/tx.ts";
import { type Command, CommandError } from "./command.ts";
import { diffFiles } from "./comp-diff.ts";
import { checkFile, runFiles, testFile } from "./comp-plan.ts";
import { withMigrated } from "./database.ts";
import { wordsIn } from "#server/words.ts";
import { explanationLines } from "./explanation.ts";
import { languageOfShell } from "./language.ts";
import { chosenTenant } from "./tenant.ts";

const usage = `comp check PLAN [--json]
  comp test PLAN [--json]
  comp diff PLAN PLAN [--facts FOLDER] [--json]
  comp run --plan PLAN --facts FOLDER [--from PERIOD] [--to PERIOD] [--out FOLDER] [--json]
  comp run --period KEY [--tenant CODE]
  comp statement --position CODE --period KEY [--json] [--tenant CODE]`;
const options = {
  period: { type: "string" },
  position: { type: "string" },
  tenant: { type: "string" },
  json: { type: "boolean" },
  plan: { type: "string" },
  facts: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  out: { type: "string" },
} as const;

export const comp: Command = {
  usage,
  summary: {
    zh: "检查和试算激励方案文件（不需要服务器和数据库），重算一期全部提成单，或打印一张提成单及其计算说明。",
    en: "Checks and runs plan files (no server, no database); computes all statements of a period, or prints one with its explanation.",
  },
  run: async (args) => headless(args) ?? onServer(args),
};

/** What needs files only; null when the database is meant. */
function headless(args: readonly string[]): Promise<number> | null {
  const {
    positionals: [verb, file, other],
    values: { plan, facts, from, to, out, json = false },
  } = parsed(args);
  if (verb === "check" && file) return checkFile(file, json);
  if (verb === "test" && file) return testFile(file, json);
  if (verb === "diff" && file && other) return diffFiles(file, other, facts, json);
  if (verb !== "run" || (!plan && !facts)) return null;
  if (!plan || !facts) throw new CommandError(`hengji ${usage}`);
  return runFiles(plan, facts, { ...(from && { from }), ...(to && { to }), ...(out && { out }), json });
}

const onServer = (args: readonly string[]): Promise<number> =>
  withMigrated(async ({ url }) => {
    const {
      positionals: [verb],
      values,
    } = parsed(args);
    if (!values.period || (verb !== "run" && !(verb === "statement" && values.position))) throw new CommandError(`hengji ${usage}`);
    const pool = openPool(url, { max: 2, statementTimeoutMs: 600_000 });
    try {
      const tenantId = await chosenTenant(pool, values.tenant);
      return await inTransaction(pool, { tenantId, role: "pay" }, async (tx) => {
        const env = envOf(await tenantOf(tx, new Date()));
        const period = periodOf(values.period!, env.fiscal);
        if (!period) throw new CommandError(`没有这个期间 / no such period: ${values.period}`);
        return verb === "run" ? run(tx, env, period) : print(tx, env, period, values.position!, values.json ?? false);
      });
    } finally {
      await pool.end();
    }
  });

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${usage}`);
  }
}

async function run(tx: Tx, env: Env, period: Period): Promise<number> {
  const done = await runPeriod(tx, env, period, null);
  if (!done) throw new CommandError(`这一期没有适用的激励方案 / no incentive plan applies: ${period.key}`);
  const entry = {
    action: "statements.run",
    subjectKind: "calculation-run",
    subjectId: done.id,
    subjectLabel: done.period,
    after: { payees: done.payees, hash: done.hash },
  };
  await recordAudit(tx, { userId: null, actor: "cli", requestId: null, at: new Date() }, entry);
  const seconds = ((Date.now() - done.startedAt.getTime()) / 1000).toFixed(2);
  console.log(
    `${done.period}: ${done.payees} 人 / participants, ${done.facts} 条 / facts, ${formatAmount(done.payout)} ${env.currency}, ${seconds} s\n${done.hash}`,
  );
  return 0;
}

async function print(tx: Tx, env: Env, period: Period, code: string, asJson: boolean): Promise<number> {
  const found = await tx.row(sql<{ id: string }>`select id from positions where tenant_id = current_tenant() and code = ${code}`);
  const seat = found && (await paidSeat(tx, found.id, lastDay(period, env)));
  const computed = seat && (await compute(tx, env, [seat], period))[0];
  if (!computed)
    throw new CommandError(seat ? `这个岗位没有激励方案 / no incentive plan: ${code}` : `没有这个岗位 / no such position: ${code}`);
  const page = statementPage(computed);
  const lines = placed(computed);
  const rows = lineRows(
    computed,
    lines,
    await behindOf(
      tx,
      lines.map((one) => ({ ...one, base: computed.rules.base })),
    ),
  );
  console.log(asJson ? JSON.stringify({ ...page, lines: rows }, null, 2) : textOf(page, rows).join("\n"));
  return 0;
}

type Page = ReturnType<typeof statementPage>;
type Row = ReturnType<typeof lineRows>[number];

function textOf(page: Page, rows: readonly Row[]): string[] {
  const words = wordsIn(languageOfShell()).text;
  const said = (key: string) => words({ key: `compensation.${key}` });
  const head = `${page.seat.personName ?? said("unheld")} ${page.period.key} ${page.plan.name} v${page.plan.version} ${said(page.isEstimate ? "estimate" : "final")}`;
  const list = rows.map((row) =>
    [row.day, row.code ?? words({ key: `compensation.line.${row.kind}` }), row.customer ?? "", row.amount ?? "", row.earned].join("\t"),
  );
  const header = ["day", "code", "customer", "amount", "earned"].map((key) => said(`lines.${key}`)).join("\t");
  return [head, "", ...explanationLines(page.explanation, words), "", header, ...list];
}
