import type pg from "pg";
import { csv, type Sheet } from "#data/demo/sheet.ts";
import type { Pool } from "pg";
import { inTransaction } from "#server/db/tx.ts";
import { commitTable } from "#server/imports/commit.ts";
import { copyIn } from "./copy.ts";
import { perSecond, timed, type Line } from "./table.ts";

/** A file of order lines as an order system exports it, two lines an order, credited to people of the company. */
function orderFile(lines: number, payees: number): Sheet {
  const header = ["订单号", "签单日期", "客户编码", "行号", "产品编码", "数量", "成交金额", "业绩归属"];
  const rows = Array.from({ length: lines }, (_, i) => {
    const order = Math.floor(i / 2);
    const amount = `${1000 + ((i * 7919) % 90_000)}.25`;
    return [
      `IMP${order}`,
      `2026-0${1 + (order % 5)}-1${order % 10}`,
      `C${1 + (order % 400)}`,
      String(1 + (i % 2)),
      `SKU${1 + (i % 200)}`,
      "1",
      amount,
      `E${1 + (order % payees)}`,
    ];
  });
  return { header, rows };
}

/** Order lines through the import (read, look up, split, write, roll up) against COPY of the same rows into a bare table. */
export async function benchImport(owner: pg.Client, pool: Pool, tenantId: bigint, payees: number): Promise<Line> {
  const count = 100_000;
  const file = orderFile(count, payees);
  const bytes = Buffer.from(csv(file));
  await owner.query(`create temp table bare (${file.header.map((_, i) => `c${i} text`).join(", ")})`);
  const floor = await timed(() => copyIn(owner, "copy bare from stdin with (format csv, header)", bytes));
  const ours = await timed(() => inTransaction(pool, { tenantId }, (tx) => commitTable(tx, "orders", file)));
  const { counts } = ours.result;
  if (counts.new !== count) throw new Error(`import wrote ${counts.new} of ${count} lines: ${JSON.stringify(ours.result.problems[0])}`);
  return {
    what: "import of 100 k order lines",
    ours: perSecond(count, ours.ms),
    floor: perSecond(count, floor.ms),
    ratio: ours.ms / floor.ms,
    note: "rows/s, all or nothing, rollups kept; floor: raw COPY into a bare table",
  };
}
