import { describe, expect, it } from "vitest";
import { fields } from "#core/imports/fields.ts";
import { guessMapping, textRows } from "#core/imports/mapping.ts";
import { entriesOf } from "#core/imports/rows.ts";
import { invoiced } from "./collection.ts";
import { DEMO_TODAY } from "./company.ts";
import { checkCharacter } from "./credit-code.ts";
import { demoCompany, demoFacts } from "./index.ts";
import { HEADQUARTERS, regionOf, regions, teams } from "./organisation.ts";
import { csv, kinds } from "./sheet.ts";

const company = demoCompany();
const facts = demoFacts();
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
const bytes = (sheets: typeof company.kinds) => kinds.map((kind) => csv(sheets[kind])).join("\n");

describe("the demo company", () => {
  it("is the same to the byte for the same seed, and another one for another", () => {
    expect(bytes(demoCompany().kinds) === bytes(company.kinds)).toBe(true);
    expect(bytes(demoCompany("another").kinds) === bytes(company.kinds)).toBe(false);
  });

  it.each(kinds)("uploads its %s without one problem: every header is known, every row is good", (kind) => {
    const { header, rows } = company.kinds[kind];
    const mapping = guessMapping(kind, header);
    expect(Object.keys(mapping)).toHaveLength(header.length);
    expect(entriesOf(kind, textRows(rows, mapping), DEMO_TODAY).problems).toEqual([]);
    expect(fields[kind].filter((f) => f.isRequired && !(f.name in mapping))).toEqual([]);
  });

  it("has about sixty people who sell, six hundred customers, nine thousand orders", () => {
    const selling = facts.staff.stints.filter((s) => s.seat.isSelling && s.to === null);
    expect(selling.length).toBeGreaterThanOrEqual(55);
    expect(selling.length).toBeLessThanOrEqual(65);
    expect(facts.customers.length).toBe(600);
    expect(Math.abs(facts.orders.length - 9000)).toBeLessThan(600);
    expect(Math.abs(facts.deals.length - 3000)).toBeLessThan(400);
    expect(company.logins.map((l) => l.role)).toEqual(["rep", "manager", "director", "hr", "finance", "executive", "admin"]);
  });

  it("gives each person one name, also the ones with rare characters", () => {
    const names = facts.staff.persons.map((p) => p.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.some((name) => /^(欧阳|司徒|上官|诸葛|尉迟|令狐|皇甫|慕容)/.test(name))).toBe(true);
  });
});

describe("its sums", () => {
  it("credits of an order come to 100 %, and lines add up to the order", () => {
    for (const order of facts.orders) {
      expect(order.credits.reduce((total, credit) => total + credit.percent, 0)).toBe(100);
      expect(sum(order.lines.map((line) => line.amount))).toBe(order.amount);
    }
  });

  it("a plan asks for what was invoiced, and nobody pays more than that", () => {
    const planned = Map.groupBy(facts.plan, (line) => line.order.code);
    const paid = Map.groupBy(facts.receipts, (receipt) => receipt.order.code);
    for (const order of facts.orders.filter((o) => !o.isCancelled)) {
      expect(sum(planned.get(order.code)!.map((line) => line.amount))).toBe(invoiced(order));
      expect(sum((paid.get(order.code) ?? []).map((receipt) => receipt.amount)) <= invoiced(order)).toBe(true);
    }
  });

  it("targets of teams add up to regions and to the company, month by month", () => {
    for (const top of facts.targets.filter((t) => t.node === HEADQUARTERS)) {
      const same = facts.targets.filter((t) => t.metric === top.metric && t.year === top.year);
      const months = (nodes: readonly string[]) =>
        top.months.map((_, i) => sum(same.filter((t) => nodes.includes(t.node)).map((t) => t.months[i]!)));
      expect(months(regions)).toEqual(top.months);
      for (const region of regions) {
        const below = teams.map((t) => t.unit).filter((unit) => regionOf(unit, `${top.year}-01-01`) === region);
        expect(months(below)).toEqual(same.find((t) => t.node === region)!.months);
      }
    }
  });

  it("credit codes carry their check character", () => {
    expect(checkCharacter("91350100M000100Y4")).toBe("3"); // the example of GB 32100-2015
    for (const { creditCode } of facts.customers) expect(checkCharacter(creditCode.slice(0, 17))).toBe(creditCode.at(-1));
    expect(new Set(facts.customers.map((c) => c.creditCode)).size).toBe(600);
  });

  it("whoever has left signs nothing afterwards, and nothing happens after the last day", () => {
    for (const { signedOn, credits } of facts.orders) {
      expect(signedOn <= DEMO_TODAY).toBe(true);
      for (const { person } of credits) expect(person.leftOn === null || signedOn < person.leftOn).toBe(true);
    }
    expect(facts.receipts.every((receipt) => receipt.receivedOn <= DEMO_TODAY)).toBe(true);
  });
});
