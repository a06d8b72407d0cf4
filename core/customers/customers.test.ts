import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { PPM } from "../base/money.ts";
import {
  attributed,
  attribution,
  attributionModels,
  cac,
  cacByChannel,
  costSum,
  lagged,
  paybackMonths,
  type Cost,
  type Newcomer,
} from "./acquisition.ts";
import { nonContractChurn, repurchase, retention, type Term } from "./retention.ts";
import { historicalValue, simpleValue, standingByRhythm, standingOf } from "./value.ts";

const yuan = (amount: number) => BigInt(amount) * 10_000n;
const touched = (...channels: string[]): Newcomer => ({
  id: channels.join(),
  on: "2026-03-01",
  touches: channels.map((channel) => ({ channel, on: "2026-02-01" })),
});

describe("attribution of one new customer", () => {
  const path = touched("展会", "官网", "官网", "电话");
  it.each([
    ["first", { 展会: 1_000_000n }],
    ["last", { 电话: 1_000_000n }],
    ["linear", { 展会: 250_000n, 官网: 500_000n, 电话: 250_000n }],
    ["position", { 展会: 400_000n, 官网: 200_000n, 电话: 400_000n }],
  ] as const)("%s", (model, shares) => expect(Object.fromEntries(attribution(model, path))).toEqual(shares));

  it("one touch has it all, two share it, none is unknown and stays so", () => {
    expect([...attribution("position", touched("官网"))]).toEqual([["官网", PPM]]);
    expect([...attribution("position", touched("官网", "电话"))]).toEqual([["官网", 500_000n], ["电话", 500_000n]]); // prettier-ignore
    expect([...attribution("last", touched())]).toEqual([["", PPM]]);
  });

  it("under every model the parts are the customers, and the costs all costs, exactly", () => {
    const channel = fc.constantFrom("官网", "展会", "电话", "");
    const cost = fc.record({
      class: fc.constant("advertising" as const),
      channel,
      on: fc.constant("2026-01-01"),
      amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(channel, { maxLength: 7 })),
        fc.array(cost),
        fc.constantFrom(...attributionModels),
        (paths, costs, model) => {
          const newcomers = paths.map((path) => touched(...path));
          expect([...attributed(model, newcomers).values()].reduce((a, b) => a + b, 0n)).toBe(BigInt(paths.length) * PPM);
          const channels = cacByChannel(model, costs, newcomers);
          expect(channels.reduce((sum, one) => sum + one.cost, 0n)).toBe(costSum(costs));
          expect(channels.reduce((sum, one) => sum + one.newCustomers, 0n)).toBe(BigInt(paths.length) * PPM);
        },
      ),
    );
  });
});

describe("cost of acquisition", () => {
  const cost = (amount: number, channel = ""): Cost => ({ class: "advertising", channel, on: "2026-01-10", amount: yuan(amount) });
  it("costs run ahead by the cycle; nobody new is no CAC, not zero", () => {
    expect(lagged({ from: "2026-04-01", to: "2026-07-01" }, 60)).toEqual({ from: "2026-01-31", to: "2026-05-02" });
    expect(cac(yuan(1000), 4n * PPM).perCustomer).toBe(yuan(250));
    expect(cac(yuan(1000), 0n).perCustomer).toBeNull();
  });
  it("a channel without customers has costs and no CAC; one without costs is free", () => {
    const rows = cacByChannel("last", [cost(900, "展会")], [touched("官网")]);
    expect(rows.map(({ channel, perCustomer }) => [channel, perCustomer])).toEqual([["展会", null], ["官网", 0n]]); // prettier-ignore
  });
  it("payback is on margin: at 40 %, a CAC of 1,000 on 500 a month takes five months", () => {
    expect(paybackMonths(yuan(1000), yuan(500), 400_000n)).toBe(5_000n);
    expect(paybackMonths(yuan(1000), yuan(500), 0n)).toBeNull();
    expect(paybackMonths(null, yuan(500), 400_000n)).toBeNull();
  });
});

describe("contracts", () => {
  const term = (customer: string, from: string, to: string | null, yearly: number): Term => ({ customer, from, to, yearly: yuan(yearly) });
  const year = { from: "2026-01-01", to: "2027-01-01" };
  it("grows, shrinks, leaves; a newcomer is on neither side", () => {
    const terms = [
      term("grows", "2025-01-01", "2026-06-01", 100), term("grows", "2026-06-01", null, 150),
      term("shrinks", "2025-01-01", "2026-03-01", 100), term("shrinks", "2026-03-01", null, 70),
      term("leaves", "2025-01-01", "2026-09-01", 100), term("stays", "2025-05-01", null, 100), term("new", "2026-02-01", null, 900),
    ]; // prettier-ignore
    expect(retention(terms, year)).toMatchObject({ customersAtStart: 4, customersLost: 1, gross: 675_000n, net: 800_000n, kept: 750_000n });
  });
  it("nobody at the start: undefined, not 100 %", () => expect(retention([], year)).toMatchObject({ gross: null, net: null, kept: null }));
  it("gross never exceeds net nor one, and both parts stay with the same customers", () => {
    const any = fc.record({
      customer: fc.constantFrom("a", "b", "c"),
      from: fc.constantFrom("2025-01-01", "2026-05-01"),
      to: fc.constantFrom(null, "2026-08-01"),
      yearly: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    });
    fc.assert(
      fc.property(fc.array(any), (terms) => {
        const { gross, net } = retention(terms, year);
        expect(gross === null || (gross >= 0n && gross <= PPM && gross <= net!)).toBe(true);
      }),
    );
  });
});

describe("without contracts", () => {
  const span = { from: "2026-04-01", to: "2026-07-01" };
  const every = (customer: string, first: string, gap: number, times: number) => ({
    customer,
    days: Array.from({ length: times }, (_, i) => addDays(first, i * gap)),
  });
  it("gone after three own intervals: a monthly buyer silent for a quarter is, a yearly one is not", () => {
    const monthly = every("monthly", "2025-10-01", 30, 6); // last on 2026-02-28
    const yearly = every("yearly", "2023-03-01", 365, 4); // last on 2026-02-28
    const { active, gone } = nonContractChurn([monthly, yearly, every("new", "2026-05-01", 10, 3)], span);
    expect([active, gone.map((one) => one.customer)]).toEqual([2, ["monthly"]]);
  });
  it("who bought once is measured by everybody's interval, and nobody's rhythm is nobody's churn", () => {
    expect(nonContractChurn([every("once", "2026-01-01", 1, 1)], span)).toEqual({ active: 0, gone: [], common: null });
  });
  it("repurchase counts within the days of the definition, and says who may still come", () => {
    const rhythms = [
      every("soon", "2026-04-10", 30, 2),
      every("late", "2026-04-10", 200, 2),
      every("never", "2026-04-10", 1, 1),
      every("young", "2026-06-20", 1, 1),
    ];
    expect(repurchase(rhythms, span, "2026-12-31")).toEqual({ cohort: 4, again: 1, pending: 0, matureOn: "2026-12-27" });
    expect(repurchase(rhythms, span, "2026-10-20")).toMatchObject({ again: 1, pending: 1 });
  });
});

describe("value", () => {
  it("receipts by margin, exact", () => expect(historicalValue(yuan(333), 333_333n)).toBe(1_109_999n));
  it("simple value: 1,200 a year at 40 % and 25 % churn is four years", () => {
    const of = { orders: 24n, amount: yuan(2400), customers: 2n, margin: 400_000n, churn: 250_000n };
    expect(simpleValue(of)).toEqual({ value: yuan(1920), years: 4_000_000n, isCapped: false });
    expect(simpleValue({ ...of, churn: 0n })).toMatchObject({ years: 5_000_000n, isCapped: true });
    expect(simpleValue({ ...of, margin: null })).toBeNull();
  });
  it("words for a probability, or for a rhythm", () => {
    expect([0.95, 0.8, 0.6, 0.3, 0.05].map(standingOf)).toEqual(["active", "active", "cooling", "at-risk", "gone"]);
    expect([standingByRhythm(10, 30), standingByRhythm(80, 30), standingByRhythm(200, 30), standingByRhythm(9, null)]).toEqual([
      "active",
      "cooling",
      "gone",
      null,
    ]);
  });
});
