import process from "node:process";
import type pg from "pg";
import { parse } from "yaml";
import { parseAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import { envOf } from "#server/appraisal/env.ts";
import { tenantOf } from "#server/auth/principal.ts";
import { installPlan } from "#server/compensation/commands.ts";
import { compute } from "#server/compensation/compute.ts";
import { lineRows, placed } from "#server/compensation/lines.ts";
import { statementPage } from "#server/compensation/page.ts";
import { preview } from "#server/compensation/what-if.ts";
import { allSeats } from "#server/appraisal/roster.ts";
import { addDays } from "#core/base/date.ts";
import { onHistory } from "#server/compensation/trial.ts";
import { recomputeDirty } from "#server/compensation/recompute.ts";
import { runPeriod } from "#server/compensation/run.ts";
import { inTransaction, type Tx } from "#server/db/tx.ts";
import { commitTable } from "#server/imports/commit.ts";
import type { Bench } from "./bench.ts";
import { quantile, seconds, timed, type Line } from "./table.ts";

const PERIOD = "2026-06";

/** Four tiers on what a year accumulates: every fact of the year counts in each month's statement. */
const PLAN = `
plan: 签约提成
period: month
components:
  - name: 提成
    accumulate: year
    of: 金额
    tiers:
      - { from: 0%, rate: 1% }
      - { from: 50%, rate: 2% }
      - { from: 100%, rate: 3% }
      - { from: 150%, rate: 4% }
`;

const payTx = <T>({ pool, tenantId }: Bench, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(pool, { tenantId, role: "pay" }, work);
const env = async (tx: Tx) => envOf(await tenantOf(tx, new Date()));

/** All statements of a month from nothing, against reading the rows they are made of. */
export async function benchRun(bench: Bench): Promise<Line[]> {
  await payTx(bench, (tx) => installPlan(tx, { text: PLAN, validFrom: "2025-01-01" }));
  const floor = await timed(() => readFacts(bench.owner, bench.tenantId));
  const ours = await timed(() => payTx(bench, async (tx) => runPeriod(tx, await env(tx), periodOf(PERIOD, (await env(tx)).fiscal)!, null)));
  const run = ours.result!;
  const facts = floor.result;
  if (Number(run.facts) > facts) throw new Error(`the run saw ${run.facts} facts, the tables hold ${facts}`);
  return [
    {
      what: `compensation run: ${run.payees.toLocaleString("en")} payees, ${Number(run.facts).toLocaleString("en")} credits`,
      ours: seconds(ours.ms),
      floor: seconds(floor.ms),
      ratio: ours.ms / floor.ms,
      note: "statements computed and stored; floor: reading the same rows, sorted, as superuser",
    },
  ];
}

/** What every deal earns is decided by the deal: no sum can stand for it. */
const SINGLES = `
plan: 逐单提成
period: month
components:
  - name: 提成
    each: transaction
    of: 金额
    where: 客户类别 <> 'C'
    rate: [{ when: 金额 >= 50000元, rate: 3% }, { rate: 1% }]
    cap: { amount: 2000元, per: transaction }
`;

/** A plan that looks at every deal of everybody: time, and what the process holds at most while it does. */
export async function benchSingles(bench: Bench): Promise<Line[]> {
  const credits = await timed(() => readFacts(bench.owner, bench.tenantId));
  const base = process.memoryUsage().rss;
  let most = base;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const ours = await timed(() => payTx(bench, async (tx) => {
    const at = await env(tx);
    return onHistory(tx, at, parse(SINGLES), periodOf(PERIOD, at.fiscal)!);
  }));
  clearInterval(watch);
  const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const month = await timed(() => readFacts(bench.owner, bench.tenantId, "2026-06-01"));
  return [{
    what: `a plan that looks at every deal: ${ours.result.computed.length.toLocaleString("en")} payees, ${month.result.toLocaleString("en")} credits of a month`,
    ours: seconds(ours.ms), floor: seconds(month.ms), ratio: ours.ms / month.ms,
    note: `floor: reading the same rows; the process held ${mb(most)} at most, ${mb(base)} before; half a year has ${credits.result.toLocaleString("en")} credits`,
  }];
} // prettier-ignore

async function readFacts(owner: pg.Client, tenantId: bigint, from = "2026-01-01"): Promise<number> {
  const { rows } = await owner.query({
    text: `select c.position_id::text, o.signed_on::text, c.amount::float8 from order_credits c
      join orders o on o.tenant_id = c.tenant_id and o.id = c.order_id and o.status = 'effective'
      where c.tenant_id = $1 and o.signed_on >= $2 and o.signed_on < '2026-07-01' order by c.position_id, o.signed_on, o.id`,
    values: [tenantId, from],
    rowMode: "array",
  });
  return rows.length;
}

/** An order changes its amount through the import; how long until the statement says the right thing. */
export async function benchChange(bench: Bench): Promise<Line[]> {
  const times: { whole: number; statement: number }[] = [];
  for (let round = 0; round < 42; round++) times.push(await changeOrder(bench, round));
  const [wholes, statements] = [times.slice(2).map(({ whole }) => whole), times.slice(2).map(({ statement }) => statement)];
  const said = (list: readonly number[]) => `${seconds(quantile(list, 0.5))}, p99 ${seconds(quantile(list, 0.99))}`;
  return [
    {
      what: "one changed order → correct statement",
      ours: said(wholes),
      floor: "–",
      ratio: null,
      note: "median of 40: row checked, written, rollups and statement recomputed, both transactions on disk",
    },
    { what: "– of it the statement", ours: said(statements), floor: "–", ratio: null, note: "the dirty payee alone: read, computed, kept, on disk" },
  ];
} // prettier-ignore

/** Milliseconds of the change; that the statement is right is looked up outside the clock. */
async function changeOrder(bench: Bench, round: number): Promise<{ whole: number; statement: number }> {
  const before = await credited(bench);
  const cents = 100_000 + round;
  const row = ["BENCH-1", "2026-06-01", "C1", "1", "SKU1", "1", `${cents}.50`, "E2"];
  const header = ["订单号", "签单日期", "客户编码", "行号", "产品编码", "数量", "成交金额", "业绩归属"];
  const imported = await timed(() => inTransaction(bench.pool, { tenantId: bench.tenantId }, (tx) => commitTable(tx, "orders", { header, rows: [row] })));
  const kept = await timed(() => payTx(bench, async (tx) => recomputeDirty(tx, await env(tx))));
  if (imported.result.problems.length > 0) throw new Error(JSON.stringify(imported.result.problems[0]));
  const expected = round === 0 ? before + BigInt(cents) * 10_000n + 5_000n : before + 10_000n;
  const after = await credited(bench);
  if (after !== expected) throw new Error(`the statement says ${after}, right is ${expected}`);
  return { whole: imported.ms + kept.ms, statement: kept.ms };
} // prettier-ignore

/** Two versions of a plan on everybody, against one run: what a designer waits for before publishing. */
export async function benchTrial(bench: Bench): Promise<Line[]> {
  const seen = async (tx: Tx) => ({ at: await env(tx), seats: await allSeats(tx, "2026-06-30") });
  const one = () => payTx(bench, async (tx) => {
    const { at, seats } = await seen(tx);
    return compute(tx, at, seats, periodOf(PERIOD, at.fiscal)!, "sums");
  });
  const other = () => payTx(bench, async (tx) => {
    const { at } = await seen(tx);
    return onHistory(tx, at, parse(PLAN.replace("rate: 4%", "rate: 5%")), periodOf(PERIOD, at.fiscal)!);
  });
  const times: { run: number; both: number; payees: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const [run, trial] = [await timed(one), await timed(other)];
    times.push({ run: run.ms, both: run.ms + trial.ms, payees: trial.result.computed.length });
  }
  const [run, both] = [quantile(times.map((time) => time.run), 0.5), quantile(times.map((time) => time.both), 0.5)];
  return [{ what: `two versions of a plan, ${times[0]!.payees.toLocaleString("en")} payees`, ours: seconds(both), floor: seconds(run), ratio: both / run, note: `median of three; both computed from the facts; floor: one of them; peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB` }];
} // prettier-ignore

/** A payee's statement with every line and its explanation, and what one more deal would bring. */
export async function benchStatement(bench: Bench): Promise<Line[]> {
  const times: { page: number; whatIf: number }[] = [];
  for (let i = 0; i < 42; i++) times.push(await payTx(bench, async (tx) => lookAt(tx, 100 + i * 7)));
  const said = (list: readonly number[]) => `${seconds(quantile(list, 0.5))}, p99 ${seconds(quantile(list, 0.99))}`;
  return [
    { what: "one statement, explained line by line", ours: said(times.slice(2).map(({ page }) => page)), floor: "–", ratio: null, note: "median of 40: read, computed, every line with its explanation" },
    { what: "what one more deal would bring", ours: said(times.slice(2).map(({ whatIf }) => whatIf)), floor: "–", ratio: null, note: "the same calculation with one more row, after the statement was read" },
  ];
} // prettier-ignore

async function lookAt(tx: Tx, index: number): Promise<{ page: number; whatIf: number }> {
  const at = await env(tx);
  const period = periodOf(PERIOD, at.fiscal)!;
  const seat = (await allSeats(tx, addDays(period.to, -1))).filter((one) => !one.isHead)[index]!;
  const page = await timed(async () => {
    const [computed] = await compute(tx, at, [seat], period);
    if (!computed) throw new Error(`no statement of ${seat.code}`);
    lineRows(computed, placed(computed), new Map());
    statementPage(computed);
    return computed;
  });
  const whatIf = await timed(async () => preview(page.result, 1_000_000_000n, undefined));
  return { page: page.ms, whatIf: whatIf.ms };
}

/** What the kept statement of person E2 says was credited, in ten-thousandths. */
async function credited({ owner, tenantId }: Bench): Promise<bigint> {
  const { rows } = await owner.query<{ credited: string }>(
    `select s.document->'made'->'components'->0->>'accumulated' as credited from statements s
     join assignments a on a.tenant_id = s.tenant_id and a.position_id = s.position_id
     join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id where s.tenant_id = $1 and p.code = 'E2' and s.period = $2`,
    [tenantId, PERIOD],
  );
  return parseAmount(rows[0]!.credited)!;
}
