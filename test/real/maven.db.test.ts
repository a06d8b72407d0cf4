import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { field, isAbsent, records, type Field } from "./support.ts";

/** Won / lost / value won by manager, as published with the data. */
const byManager = {
  "Melvin Marxen": [882, 536, 2_251_930],
  "Summer Sewald": [828, 459, 1_964_750],
  "Rocco Neubert": [691, 422, 1_960_545],
  "Celia Rouche": [610, 352, 1_603_897],
  "Cara Losch": [480, 265, 1_130_049],
  "Dustin Brinkmann": [747, 439, 1_094_363],
};

describe.skipIf(isAbsent("maven-crm"))("Maven CRM, through the command line", () => {
  let f: Field;
  let said: string;
  beforeAll(async () => {
    f = await field("maven", "2017-12-31");
    const teams = records("maven-crm/sales_teams.csv");
    const unit = (code: string, parent: string) => ({ Unit: code, Name: code, Parent: parent, From: "2016-01-01" });
    const offices = [...new Set(teams.map((row) => row.regional_office!))];
    await f.hengji(
      "import",
      "organisation",
      f.file("units.csv", [unit("MavenTech", ""), ...offices.map((office) => unit(office, "MavenTech"))]),
    );
    const managers = [...new Map(teams.map((row) => [row.manager!, row.regional_office!])).entries()];
    const person = (name: string, office: string, manager: string, role: string) => ({
      "Employee ID": name,
      Name: name,
      Unit: office,
      Manager: manager,
      Role: role,
      From: "2016-01-01",
    });
    await f.hengji(
      "import",
      "people",
      f.file("staff.csv", [
        ...managers.map(([name, office]) => person(name, office, "", "manager")),
        ...teams.map((row) => person(row.sales_agent!, row.regional_office!, row.manager!, "rep")),
      ]),
    );
    await f.hengji(
      "import",
      "customers",
      f.given("maven-crm/accounts.csv"),
      "--map",
      "code=account",
      "--map",
      "name=account",
      "--map",
      "industry=sector",
      "--map",
      "region=office_location",
    );
    await f.hengji(
      "import",
      "products",
      f.given("maven-crm/products.csv"),
      "--map",
      "code=product",
      "--map",
      "name=product",
      "--map",
      "category=series",
      "--map",
      "list_price=sales_price",
    );
    said = await f.hengji("import", "opportunities", f.given("maven-crm/sales_pipeline.csv"), "--map", "code=opportunity_id", "--map", "owner=sales_agent", "--map", "customer=account",
      "--map", "stage=deal_stage", "--map", "created_on=engage_date", "--map", "closed_on=close_date", "--map", "amount=close_value"); // prettier-ignore
  }, 120_000);
  afterAll(() => f?.close());

  const row = <T>(query: ReturnType<typeof sql<T>>) => f.within((tx) => tx.row(query));

  it("8,800 deals come in, 4,238 won worth 10,005,534", async () => {
    expect(said).toContain("8800 rows; new 8800, changed 0, same 0, refused 0");
    const found = await row(sql<Record<string, number>>`
      select count(*)::int as deals, count(*) filter (where outcome = 'won')::int as won, count(*) filter (where outcome = 'lost')::int as lost,
        count(*) filter (where outcome = 'open')::int as open, (sum(amount) filter (where outcome = 'won') / 10000)::int as value
      from deals where tenant_id = current_tenant()`);
    expect(found).toEqual({ deals: 8800, won: 4238, lost: 2473, open: 1589 + 500, value: 10_005_534 });
  });

  it("by manager, through the line of each agent's position", async () => {
    const rows = await f.within((tx) =>
      tx.rows(sql<{ manager: string; won: number; lost: number; value: number }>`
      select p.name as manager, count(*) filter (where d.outcome = 'won')::int as won, count(*) filter (where d.outcome = 'lost')::int as lost,
        (sum(d.amount) filter (where d.outcome = 'won') / 10000)::int as value
      from deals d join position_versions v on v.tenant_id = d.tenant_id and v.position_id = d.owner_position_id
      join assignments a on a.tenant_id = d.tenant_id and a.position_id = v.reports_to join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where d.tenant_id = current_tenant() group by p.name`),
    );
    expect(Object.fromEntries(rows.map((r) => [r.manager, [r.won, r.lost, r.value]]))).toEqual(byManager);
  });

  it("the dirty rows are reported and kept: GTXPro 1,480, without account 1,425, without start 500", async () => {
    const rows = await f.within((tx) =>
      tx.rows(sql<{ code: string; count: number }>`
      select code, count(*)::int as count from import_problems where tenant_id = current_tenant() group by code`),
    );
    expect(Object.fromEntries(rows.map((r) => [r.code, r.count]))).toEqual({
      "deal-unknown-product": 1480,
      "deal-without-customer": 1425,
      "deal-without-start": 500,
    });
    const kept = await row(sql<Record<string, number>>`
      select count(*) filter (where product_text = 'GTXPro' and product_id is null)::int as gtxpro, count(*) filter (where customer_id is null)::int as unnamed from deals where tenant_id = current_tenant()`);
    expect(kept).toEqual({ gtxpro: 1480, unnamed: 1425 });
  });
});
