import type pg from "pg";

/** Sizes of the invented company. Lines is what grows; an order has two. */
export type Size = { readonly payees: number; readonly lines: number };

export const BENCH_TODAY = "2026-06-18";
const FROM = "2025-01-01";
const DAYS = 534; // FROM … BENCH_TODAY, both included

/** Ordered ids, readable in a plan: kind in the first digits, number in the last. */
const id = (kind: string, number: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const unitId = (n: string) => id("00000001", n);
const positionId = (n: string) => id("00000002", n);
const personId = (n: string) => id("00000003", n);
const customerId = (n: string) => id("00000004", n);
const productId = (n: string) => id("00000005", n);
const orderId = (n: string) => id("00000006", n);

/** Fills one tenant set by set: an organisation of regions and teams of ten, its targets, customers, orders and credits. */
export async function fillCompany(owner: pg.Client, tenant: bigint, size: Size): Promise<void> {
  await owner.query(`select set_config('app.tenant', '${tenant}', false)`);
  for (const statement of [...organisation(tenant, size), ...facts(tenant, size)]) await owner.query(statement);
  await owner.query("analyze");
}

// Unit 1 is the company, 2 … the regions (a hundred people each), 10001 … the teams (ten people each).
function organisation(tenant: bigint, { payees }: Size): string[] {
  const [teams, regions] = [Math.ceil(payees / 10), Math.ceil(payees / 100)];
  const units = `select 1 as n, null::int as parent, 'company' as kind union all select 1 + r, 1, 'region' from generate_series(1, ${regions}) r
    union all select 10000 + t, 2 + (t - 1) / 10, 'team' from generate_series(1, ${teams}) t`;
  const path = `with recursive unit as (${units}), path as (select n as ancestor, n as descendant, 0 as depth from unit
    union all select u.parent, p.descendant, p.depth + 1 from path p join unit u on u.n = p.ancestor where u.parent is not null)`;
  const people = `generate_series(1, ${payees}) i`;
  return [
    `insert into org_units select ${tenant}, ${unitId("n")}, 'U' || n from (${units}) u`,
    `insert into org_unit_versions (tenant_id, org_unit_id, valid_from, name, kind, parent_id)
      select ${tenant}, ${unitId("n")}, '${FROM}', 'Unit ' || n, kind, case when parent is not null then ${unitId("parent")} end from (${units}) u`,
    `${path} insert into org_closure (tenant_id, ancestor_id, descendant_id, depth, valid_from)
      select ${tenant}, ${unitId("ancestor")}, ${unitId("descendant")}, depth, '${FROM}' from path`,
    `insert into persons (tenant_id, id, code, name, hired_on) select ${tenant}, ${personId("i")}, 'E' || i, 'Person ' || i, '${FROM}' from ${people}`,
    `insert into positions select ${tenant}, ${positionId("i")}, 'P' || i from ${people}`,
    `insert into position_versions (tenant_id, position_id, valid_from, title, org_unit_id, is_head)
      select ${tenant}, ${positionId("i")}, '${FROM}', 'Rep', ${unitId("10000 + (i + 9) / 10")}, i % 10 = 1 from ${people}`,
    `insert into assignments (tenant_id, id, person_id, position_id, valid_from)
      select ${tenant}, ${id("00000007", "i")}, ${personId("i")}, ${positionId("i")}, '${FROM}' from ${people}`,
    ...targets(tenant, payees),
  ];
}

function targets(tenant: bigint, payees: number): string[] {
  const set = id("00000008", "1");
  return [
    `insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (${tenant}, ${set}, 'signed-amount', 2026, 1)`,
    `insert into target_set_publications (tenant_id, set_id) values (${tenant}, ${set})`,
    `insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
      select ${tenant}, ${set}, 'position', ${positionId("i")}, to_char(m, 'YYYY-MM'), m, m + interval '1 month', (200000 + i % 100 * 1000) * 10000::bigint
      from generate_series(1, ${payees}) i, generate_series('2026-01-01'::timestamp, '2026-12-01', '1 month') m`,
  ];
}

// Mixed by multiplication with numbers that share no factor: spread without randomness.
const mixed = (n: string, factor: number, modulus: number) => `(${n}::bigint * ${factor} % ${modulus})`;
const day = (n: string) => `('${FROM}'::date + ${mixed(n, 7919, DAYS)}::int)`;
const lineAmount = (n: string) => `((1000 + ${mixed(n, 104_729, 90_000)}) * 10000 + 2500)`;

function facts(tenant: bigint, { payees, lines }: Size): string[] {
  const orders = Math.ceil(lines / 2);
  const customers = Math.max(100, payees * 4);
  const total = `(${lineAmount("2 * o")} + ${lineAmount("2 * o + 1")})`;
  const owner = `(1 + ${mixed("o", 15_485_863, payees)})`;
  const mate = `(1 + ${mixed("o", 15_485_863, payees)} / 10 * 10 + (${owner} % 10))`;
  const isShared = `(o % 5 = 0 and ${mate} <> ${owner})`;
  return [
    `insert into products (tenant_id, id, code, name) select ${tenant}, ${productId("i")}, 'SKU' || i, 'Product ' || i from generate_series(1, 200) i`,
    `insert into customers (tenant_id, id, code, name, class)
      select ${tenant}, ${customerId("i")}, 'C' || i, 'Customer ' || i, (array['A','B','C'])[1 + i % 3] from generate_series(1, ${customers}) i`,
    `insert into orders (tenant_id, id, code, customer_id, signed_on, delivered_on, amount)
      select ${tenant}, ${orderId("o")}, 'SO' || o, ${customerId(`1 + ${mixed("o", 32_452_843, customers)}`)}, ${day("o")}, ${day("o")} + 9, ${total}
      from generate_series(1, ${orders}) o`,
    `insert into order_lines (tenant_id, order_id, line_no, product_id, amount)
      select ${tenant}, ${orderId("o")}, l, ${productId("1 + (o * 31 + l) % 200")}, case l when 1 then ${lineAmount("2 * o")} else ${lineAmount("2 * o + 1")} end
      from generate_series(1, ${orders}) o, generate_series(1, 2) l`,
    `insert into order_credits (tenant_id, order_id, position_id, person_id, signed_on, delivered_on, share_ppm, amount)
      select ${tenant}, ${orderId("o")}, ${positionId(owner)}, ${personId(owner)}, ${day("o")}, ${day("o")} + 9, case when ${isShared} then 600000 else 1000000 end,
        case when ${isShared} then ${total} - ${total} * 2 / 5 else ${total} end from generate_series(1, ${orders}) o`,
    `insert into order_credits (tenant_id, order_id, position_id, person_id, signed_on, delivered_on, share_ppm, amount)
      select ${tenant}, ${orderId("o")}, ${positionId(mate)}, ${personId(mate)}, ${day("o")}, ${day("o")} + 9, 400000, ${total} * 2 / 5
      from generate_series(1, ${orders}) o where ${isShared}`,
  ];
}
