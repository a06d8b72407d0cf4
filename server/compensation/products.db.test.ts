import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import { stage, type Stage } from "#test/support/company.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { installPlan } from "./commands.ts";
import { runPeriod } from "./run.ts";

/** Equipment pays 1 %, supplies 3 %, service nothing but 20 yuan a piece. */
const plan = (base: string, each: string) => `
plan: 分产品提成
period: month
base: ${base}
components:
  - name: 产品提成
    each: transaction
    of: 金额
    ${each}
    rate:
      - { when: 产品类别 = "设备", rate: 1% }
      - { when: 产品类别 = "耗材", rate: 3% }
      - { rate: 0% }
`;
const pieces = `
  - { name: 台数奖, each: transaction, where: 产品 = "FW", amount: 数量 * 20元 }
`;
const products = { EQ: randomUUIDv7(), SU: randomUUIDv7(), FW: randomUUIDv7() };
type Line = readonly [product: keyof typeof products | null, amount: bigint, quantity?: bigint];
type Order = {
  code: string;
  day: string;
  amount: bigint;
  lines: readonly Line[];
  credits: readonly (readonly [person: string, amount: bigint, ppm: number])[];
};
let on: Stage;
const who = (code: string) => on.home.people[code]!.positionId;

async function write(tx: Tx, { code, day, amount, lines, credits }: Order): Promise<void> {
  const id = randomUUIDv7();
  await tx.run(sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${id}, ${code}, ${day}::date, ${amount})`);
  for (const [i, [product, part, quantity = 1n]] of lines.entries()) {
    await tx.run(sql`insert into order_lines (tenant_id, order_id, line_no, product_id, amount, quantity) values (current_tenant(), ${id}, ${i + 1}, ${product && products[product]}::uuid, ${part}, ${quantity * 10_000n})`);
  }
  for (const [person, part, ppm] of credits) {
    await tx.run(sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${who(person)}, ${ppm}, ${part})`);
  }
} // prettier-ignore

beforeAll(async () => {
  on = await stage();
  await on.within(async (tx) => {
    const list = [["EQ", "色谱仪", "设备"], ["SU", "色谱柱", "耗材"], ["FW", "上门服务", "服务"]] as const; // prettier-ignore
    for (const [code, name, category] of list)
      await tx.run(sql`insert into products (tenant_id, id, code, name, category) values (current_tenant(), ${products[code]}, ${code}, ${name}, ${category})`); // prettier-ignore
    // A cent lies beside the lines: what the order charges on top.
    await write(tx, {
      code: "SO-1", day: "2026-05-10", amount: 100_000_100n,
      lines: [["EQ", 70_000_000n], ["SU", 28_000_000n], ["FW", 2_000_000n, 4n]],
      credits: [["E013", 60_000_060n, 600_000], ["E014", 40_000_040n, 400_000]],
    }); // prettier-ignore
    await write(tx, { code: "SO-2", day: "2026-05-11", amount: 5_000_000n, lines: [], credits: [["E013", 5_000_000n, 1_000_000]] });
    await rebuildRollups(tx);
  });
  await on.within((tx) => installPlan(tx, { text: plan("signed", "") + pieces, validFrom: "2026-01-01" }), on.home, "pay");
}, 120_000);
afterAll(() => on.close());

const statement = async (login: string, person: string, what: "" | "/lines") => {
  const client = await on.signedIn(login);
  return (await client("GET", `/api/statements/${who(person)}${what}?period=2026-05`)).json();
};

describe("an order with several products", () => {
  it("is paid line by line, and the parts of a credit add up to it", async () => {
    const { rows } = await statement("rep", "E013", "/lines");
    const told = rows.map((row: { component: string; code: string; product?: string; amount: string; earned: string }) => [row.component, row.code, row.product, row.amount, row.earned]); // prettier-ignore
    expect(told).toEqual([
      ["产品提成", "SO-1", "色谱仪", "4200.0042", "42.0000"],
      ["产品提成", "SO-1", "色谱柱", "1680.0017", "50.4000"],
      ["产品提成", "SO-1", "上门服务", "120.0001", "0.0000"],
      ["产品提成", "SO-2", undefined, "500.0000", "0.0000"],
      ["台数奖", "SO-1", "上门服务", "120.0001", "48.0000"],
    ]);
  });

  it("pays each their share of the pieces", async () => {
    expect((await statement("rep", "E013", "")).payout).toBe("140.4000");
    expect((await statement("E014", "E014", "")).payout).toBe("93.6000");
  });
});

describe("sums by product", () => {
  it("a run that lets the database add up pays what SQL reckons from the lines by itself, discounts, returns and shares included", async () => {
    let seed = 20_261_127;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const kinds = ["EQ", "SU", "FW", null] as const;
    await on.within(async (tx) => {
      await tx.run(sql`delete from orders where tenant_id = current_tenant()`);
      for (let n = 0; n < 60; n++) {
        const lines = Array.from({ length: random(4) }, (): Line => [kinds[random(4)]!, BigInt(random(9_000_000) - 1_000_000)]);
        const amount = lines.reduce((sum, [, part]) => sum + part, BigInt(random(20_000) - 10_000));
        const first = (amount * 3n) / 7n;
        await write(tx, { code: `R-${n}`, day: `2026-05-${String(1 + random(28)).padStart(2, "0")}`, amount, lines, credits: [["E013", first, 428_571], ["E014", amount - first, 571_429]] }); // prettier-ignore
      }
      await rebuildRollups(tx);
    });
    await on.within(
      (tx) => installPlan(tx, { text: plan("signed", "rounding: { level: total }"), validFrom: "2026-02-01" }),
      on.home,
      "pay",
    );
    await on.within(async (tx) => runPeriod(tx, envOf(await tenantOf(tx, new Date())), periodOf("2026-05", envOf(await tenantOf(tx, new Date())).fiscal)!, null), on.home, "pay"); // prettier-ignore
    const paid = await on.within((tx) => tx.rows(sql<{ position: string; payout: bigint }>`select position_id as position, payout from statements where tenant_id = current_tenant() and period = '2026-05'`), on.home, "pay"); // prettier-ignore
    const reckoned = await on.within((tx) => tx.rows(sql<{ position: string; payout: bigint }>`
      with shared as (
        select c.position_id, p.category, c.amount as credit, l.amount, sum(l.amount) over w as upto, sum(l.amount) over (partition by c.position_id, c.order_id) as total
        from order_credits c join order_lines l using (tenant_id, order_id) left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
        where c.tenant_id = current_tenant() window w as (partition by c.position_id, c.order_id order by l.line_no)),
      parts as (select position_id, category, round((credit * upto)::numeric(60, 30) / total) - round((credit * (upto - amount))::numeric(60, 30) / total) as part from shared where total <> 0)
      select position_id as position, (round(sum(part * case category when '设备' then 0.01 when '耗材' then 0.03 else 0 end) / 100) * 100)::bigint as payout from parts group by position_id`)); // prettier-ignore
    const sorted = (list: typeof paid) => list.filter(({ payout }) => payout !== 0n).map(({ position, payout }) => `${position} ${formatAmount(payout)}`).toSorted(); // prettier-ignore
    expect(sorted(paid)).toEqual(sorted(reckoned));
    expect(sorted(paid).length).toBe(2);
    expect((await statement("rep", "E013", "")).payout).toBe(formatAmount(paid.find(({ position }) => position === who("E013"))!.payout));
  });
});

describe("money received for an order with several products", () => {
  beforeAll(async () => {
    await on.within(async (tx) => {
      await tx.run(sql`delete from orders where tenant_id = current_tenant()`);
      await write(tx, { code: "SO-3", day: "2026-05-02", amount: 3_000_000n, lines: [["EQ", 1_000_000n], ["SU", 2_000_000n]], credits: [["E013", 3_000_000n, 1_000_000]] }); // prettier-ignore
      const receipt = randomUUIDv7();
      await tx.run(sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) select current_tenant(), ${receipt}, 'RC-3', id, '2026-05-20', 1000000 from orders where code = 'SO-3'`); // prettier-ignore
      await tx.run(sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${receipt}, ${who("E013")}, 1000000)`); // prettier-ignore
      await rebuildRollups(tx);
    });
  });
  const under = (text: string, validFrom: string) => on.within((tx) => installPlan(tx, { text, validFrom }), on.home, "pay");

  it("is the base of a plan line by line: a third of 100 yuan for equipment, two thirds for supplies", async () => {
    await under(plan("collected", ""), "2026-03-01");
    const { rows } = await statement("rep", "E013", "/lines");
    expect(rows.map((row: { code: string; product?: string; amount: string }) => [row.code, row.product, row.amount])).toEqual([
      ["RC-3", "色谱仪", "33.3333"],
      ["RC-3", "色谱柱", "66.6667"],
    ]);
  });

  it("releases of each line's earning what has been paid of it; the rest waits", async () => {
    await under(plan("signed", "pay: collection"), "2026-04-01");
    const { made, payout } = await statement("rep", "E013", "");
    // 100 at 1 % and 200 at 3 %: 7 earned, a third of each is received.
    expect([made.earned, made.held, payout]).toEqual(["7.0000", "4.6700", "2.3300"]);
  });
});
