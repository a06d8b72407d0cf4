import { spawn } from "node:child_process";
import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { installPlan } from "../compensation/commands.ts";
import { rebuildRollups } from "../kpi/rollups.ts";

/** How often each is killed; 50 when somebody wants to be sure (HENGJI_KILLS=50). */
const KILLS = Number(process.env.HENGJI_KILLS ?? 3);
/** A shot may come too late: then the next one comes sooner, and only those that hit count. */
const SHOTS = KILLS * 8;
const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const plan = readFileSync(new URL("../../data/demo/plan.yaml", import.meta.url), "utf8").replace("提成 × 绩效系数", "提成");
let on: Stage;
let hr: Client;
let owner: pg.Client;

beforeAll(async () => {
  on = await stage();
  owner = new pg.Client({ connectionString: on.ownerUrl });
  await owner.connect();
  await on.within(async (tx) => {
    for (const [i, code] of ["E013", "E014", "E011", "E020"].entries()) {
      const { positionId } = on.home.people[code]!;
      for (let n = 0; n < 60; n++) {
        const [order, receipt, amount] = [randomUUIDv7(), randomUUIDv7(), BigInt(1_000_0000 + i * 77_0000 + n * 13_0000)];
        await tx.run(sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${order}, ${`S-${i}-${n}`}, '2026-05-02', ${amount})`);
        await tx.run(sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${receipt}, ${`R-${i}-${n}`}, ${order}, ${`2026-05-${String((n % 28) + 1).padStart(2, "0")}`}::date, ${amount})`);
        await tx.run(sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${receipt}, ${positionId}, ${amount})`);
      }
    }
    const set = randomUUIDv7();
    await tx.run(sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'collected-amount', 2026, 1)`);
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const month of ["04", "05", "06"]) for (const code of ["E013", "E014", "E020"])
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, 'position', ${on.home.people[code]!.positionId}, ${`2026-${month}`}, ${`2026-${month}-01`}::date, ${`2026-${month}-01`}::date + interval '1 month', 500000000)`);
    await rebuildRollups(tx);
  });
  await on.within((tx) => installPlan(tx, { text: plan, validFrom: "2026-01-01" }), on.home, "pay");
  hr = await on.signedIn("hr");
}, 120_000); // prettier-ignore
afterAll(async () => {
  await owner.end();
  await on.close();
});

/** `hengji comp run`, ended hard after so many milliseconds, or left to finish; what it printed last is the hash. */
async function run(killAfter: number | null): Promise<string | null> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "comp", "run", "--period", "2026-05", "--tenant", "hengyuan"], { env: { ...process.env, DATABASE_URL: on.ownerUrl }, stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  child.stdout.on("data", (data: Buffer) => (printed += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  if (killAfter !== null) setTimeout(() => child.kill("SIGKILL"), killAfter);
  return (await ended) === 0 ? printed.trim().split("\n").at(-1)! : null;
} // prettier-ignore

const kept = () => on.within((tx) => tx.rows(sql<{ hash: string }>`select encode(result_hash, 'hex') as hash from statements where period = '2026-05' order by position_id`), on.home, "pay"); // prettier-ignore

describe("killed in the middle", () => {
  it(`a run, ${KILLS} times: what is kept is the whole of one run, and the next run comes to the same hash`, async () => {
    const start = performance.now();
    const hash = await run(null);
    const whole = await kept();
    let length = performance.now() - start;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    let [hits, shots] = [0, 0];
    for (; hits < KILLS && shots < SHOTS; shots++) {
      if ((await run(length * (0.4 + (0.6 * hits) / KILLS))) === null) hits++;
      else length *= 0.9;
      expect(await kept()).toEqual(whole);
      expect(await run(null)).toBe(hash);
    }
    console.log(`a run: ${shots} shots, ${hits} hit it before it was done`);
    expect(hits).toBe(KILLS);
  }, 600_000);

  it(`a publication, ${KILLS} times: nothing of it is there, and the next one publishes the very same statements`, async () => {
    const version = async () => (await hr("GET", "/api/pay-periods/2026-05")).json<{ version: number }>().version;
    const publish = async () => hr("POST", "/api/pay-periods/2026-05/publication", { version: await version() });
    const hashes = () => on.within((tx) => tx.rows(sql<{ hash: string }>`select s.hash from published_statements s join pay_periods p on p.key = s.period and p.publication = s.publication and p.state <> 'open' order by s.position_id`), on.home, "pay"); // prettier-ignore
    const start = performance.now();
    expect((await publish()).statusCode).toBe(200);
    let length = performance.now() - start;
    const whole = await hashes();
    expect(whole.length).toBeGreaterThan(2);
    let [hits, shots] = [0, 0];
    for (; hits < KILLS && shots < SHOTS; shots++) {
      await hr("POST", "/api/pay-periods/2026-05/withdrawal", { version: await version() });
      const asked = publish();
      await new Promise((later) => setTimeout(later, (length * (hits + 1)) / (KILLS + 1)));
      await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and xact_start is not null");
      const killed = (await asked).statusCode !== 200;
      if (!killed) length *= 0.8;
      else {
        hits++;
        expect(await hashes()).toEqual([]);
        expect((await publish()).statusCode).toBe(200);
      }
      expect(await hashes()).toEqual(whole);
    }
    console.log(`a publication: ${shots} shots, ${hits} hit it before it was done`);
    expect(hits).toBe(KILLS);
  }, 600_000);
}); // prettier-ignore
