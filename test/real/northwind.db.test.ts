import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAmount } from "#core/base/money.ts";
import { metricValues } from "#server/kpi/store.ts";
import { field, idsOf, isAbsent, records, type Field, type Records } from "./support.ts";

/** Order lines with the header of their order beside them and a number each: one look-up in a spreadsheet. */
function lines(): Records {
  const orders = new Map(records("northwind/Orders.csv").map((row) => [row.OrderID, row]));
  const counts = new Map<string, number>();
  return records("northwind/OrderDetails.csv").map((row) => {
    const order = orders.get(row.OrderID)!;
    const line = (counts.get(row.OrderID!) ?? 0) + 1;
    counts.set(row.OrderID!, line);
    return {
      "Order ID": row.OrderID!,
      "Order date": order.OrderDate!,
      "Shipped date": order.ShippedDate!,
      Customer: order.CustomerID!,
      Line: String(line),
      Product: row.ProductID!,
      Quantity: row.Quantity!,
      "Unit price": row.UnitPrice!,
      Discount: row.Discount!,
      Freight: order.Freight!,
      "Employee ID": order.EmployeeID!,
    };
  });
}

/** Orders / net of discount by employee, as published with the data. */
const byEmployee: Readonly<Record<string, readonly [number, string]>> = {
  "1": [123, "192107.60"], "2": [96, "166537.76"], "3": [127, "202812.84"], "4": [156, "232890.85"], "5": [42, "68792.28"],
  "6": [67, "73913.13"], "7": [72, "124568.24"], "8": [104, "126862.28"], "9": [43, "77308.07"],
}; // prettier-ignore

describe.skipIf(isAbsent("northwind"))("Northwind, through the command line", () => {
  let f: Field;
  let said: string;
  beforeAll(async () => {
    f = await field("northwind", "1998-06-01");
    await f.hengji("import", "organisation", f.file("units.csv", [{ Unit: "NW", Name: "Northwind", Kind: "company", From: "1990-01-01" }]));
    // Addresses in this file run over two lines inside their quotes.
    await f.hengji("import", "people", f.given("northwind/Employees.csv"), "--map", "code=EmployeeID", "--map", "name=LastName", "--map", "manager=ReportsTo", "--map", "phone=HomePhone",
      "--const", "unit=NW", "--const", "from=1992-01-01"); // prettier-ignore
    await f.hengji(
      "import",
      "customers",
      f.given("northwind/Customers.csv"),
      "--map",
      "code=CustomerID",
      "--map",
      "name=CompanyName",
      "--map",
      "region=Country",
    );
    await f.hengji("import", "products", f.given("northwind/Products.csv"), "--map", "code=ProductID", "--map", "name=ProductName");
    said = await f.hengji("import", "orders", f.file("lines.csv", lines()));
  }, 120_000);
  afterAll(() => f?.close());

  it("nine employees, one line each although their addresses hold line breaks", async () => {
    const { count } = (await f.within((tx) =>
      tx.row(sql<{ count: number }>`select count(*)::int as count from persons where tenant_id = current_tenant()`),
    ))!;
    expect(count).toBe(9);
  });

  it("830 orders of 2,155 lines, net 1,265,793.0395", async () => {
    expect(said).toContain("2155 rows; new 2155, changed 0, same 0, refused 0");
    const sums = await f.within((tx) =>
      tx.row(sql<{ orders: number; net: bigint; freight: bigint }>`
      select count(*)::int as orders, sum(amount)::bigint as net, sum(freight)::bigint as freight from orders where tenant_id = current_tenant()`),
    );
    expect([sums!.orders, formatAmount(sums!.net), formatAmount(sums!.freight)]).toEqual([830, "1265793.0395", "64942.6900"]);
  });

  it("orders and net by employee, by our metrics", async () => {
    const positions = await idsOf(f, "position");
    const question = {
      nodes: { kind: "position", ids: [...positions.values()] },
      spans: [{ key: "all", from: "1996-01-01", to: "1999-01-01" }],
    } as const;
    const [net, deals] = await f.within((tx) =>
      Promise.all([metricValues(tx, { metric: "signed-amount", ...question }), metricValues(tx, { metric: "deal-count", ...question })]),
    );
    const ours = Object.fromEntries(
      [...positions].map(([code, id]) => [
        code,
        [Number(deals.of(id, "all").numerator / 1_000_000n), rounded(net.of(id, "all").numerator)],
      ]),
    );
    expect(ours).toEqual(byEmployee);
  });

  it("the order file can be taken back by its number, and is in the next moment ready to come again", async () => {
    const id = /done (\S+)/.exec(said)![1]!;
    expect(await f.hengji("import", "undo", id)).toBe(`undone ${id}\n`);
    const left = () =>
      f.within((tx) =>
        tx.row(sql<{ orders: number; cells: number }>`
      select (select count(*)::int from orders where tenant_id = current_tenant()) as orders, (select count(*)::int from metric_rollups where tenant_id = current_tenant()) as cells`),
      );
    expect(await left()).toEqual({ orders: 0, cells: 0 });
    await expect(f.hengji("import", "undo", id)).rejects.toThrow("This import cannot do that now");
    expect(await f.hengji("import", "orders", f.file("lines.csv", lines()), "--dry-run")).toContain("new 2155");
  }, 60_000);
});

const rounded = (e4: bigint): string => formatAmount(((e4 + 50n) / 100n) * 100n).slice(0, -2);
