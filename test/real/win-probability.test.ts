import { describe, expect, it } from "vitest";
import { classesOf, columnOf, type Table } from "#core/win-probability/table.ts";
import { train } from "#core/win-probability/win-probability.ts";
import { isAbsent, records } from "./support.ts";

/** Maven CRM: 8,800 opportunities in which nothing known beforehand tells a win from a loss. The honest answer is to say so. */
describe.skipIf(isAbsent("maven-crm"))("Maven CRM", () => {
  const tableOf = (rows: ReturnType<typeof records>): Table => {
    const names = Object.keys(rows[0]!);
    return { names, rows: rows.map((row) => names.map((name) => row[name] || null)) };
  };
  const made = (rows: ReturnType<typeof records>) => {
    const table = tableOf(rows);
    const at = table.names.indexOf("deal_stage");
    const classes = classesOf(table.rows.map((row) => row[at] ?? null));
    if (classes.kind !== "classes") throw new Error(classes.kind);
    return train({ columns: table.names.flatMap((_, i) => (i === at ? [] : [columnOf(table, i)])), outcomes: classes.outcomes });
  };
  const accounts = new Map(
    (isAbsent("maven-crm") ? [] : records("maven-crm/accounts.csv")).map(({ account, ...rest }) => [account!, rest]),
  );

  it("has no evidence: on the later three tenths the AUC is a half, and everybody open has the base rate", () => {
    const { verdict, won, closed, open, quality, leftOut, used, scores } = made(records("maven-crm/sales_pipeline.csv"));
    expect([verdict, won, closed, open]).toEqual(["chance", 4238, 6711, 2089]);
    expect(Math.abs(quality!.auc - 0.5)).toBeLessThan(0.03);
    expect(used).toEqual(["sales_agent", "product", "account", "engage_date"]);
    expect(leftOut.map(({ name, why }) => `${name} ${why}`)).toEqual(["opportunity_id identifier", "close_date filled-after", "close_value filled-after"]); // prettier-ignore
    expect(new Set(scores.map(({ probability }) => probability))).toEqual(new Set([4238 / 6711]));
  });

  it("nor with everything that is known of the accounts beside it", () => {
    const rows = records("maven-crm/sales_pipeline.csv").map((row) => ({
      ...row,
      ...(accounts.get(row.account!) ?? accounts.get("Acme Corporation")!),
    }));
    const { verdict, quality } = made(rows);
    expect(verdict).toBe("chance");
    expect(Math.abs(quality!.auc - 0.5)).toBeLessThan(0.03);
  });

  it("with the columns of the end let in it would have looked perfect: the guard is what keeps it honest", () => {
    const closedOnly = records("maven-crm/sales_pipeline.csv").filter(({ deal_stage: stage }) => stage === "Won" || stage === "Lost");
    const { leftOut } = made(closedOnly);
    expect(leftOut.map(({ name, why }) => `${name} ${why}`)).toEqual(["opportunity_id identifier", "close_date named-after-the-end", "close_value tells-the-outcome"]); // prettier-ignore
  });
});
