import fc from "fast-check";
import { expect, it } from "vitest";
import { compare, exact, sumOf } from "../../formula/exact.ts";
import { planDocument } from "../document/document.ts";
import { readPlan } from "../language/read.ts";
import { handOver } from "./hand-over.ts";
import { factsOf } from "./read.ts";
import { report } from "./report.ts";
import { periodsOf, statementsOf } from "./run.ts";
import { sketch } from "./sketch.ts";
import { settlementSteps } from "./steps.ts";

const one = <T>(...of: readonly T[]) => fc.constantFrom(...of);
/** There once in `freq` times. */
const maybe = <T>(of: fc.Arbitrary<T>, freq = 3) => fc.option(of, { nil: undefined, freq });
const day = fc.integer({ min: 0, max: 150 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const money = (min: number, max: number) => fc.integer({ min, max }).map((cents) => (cents / 100).toFixed(2));
const tiers = (unit: "%" | "", cell: (i: number) => object) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })
    .map((bounds) =>
      bounds
        .toSorted((a, b) => a - b)
        .map((bound, i) => ({ from: i === 0 ? `0${unit}` : unit ? `${bound * 10}%` : bound * 1000, ...cell(i) })),
    );
const rate = (i: number) => ({ rate: `${i * 2 + 1}%` });
const modes = one("marginal", "whole");

const base = one("amount", "margin", "max(margin, 0)", "amount * 50%", "quantity * 3元", "if(product = 'X', amount, 0)");
const attained = one("reached", "attainment", "ytd / (quota * month)", "otherwise(attainment, 1)");
const ofDeals = [
  fc.record({ of: base, rate: one("5%", "if(amount > 5000元, 8%, 4%)") }),
  fc.record({ of: base, mode: modes, tiers: fc.oneof(tiers("", rate), tiers("%", rate)) }),
  fc.record({ amount: one("amount * 5%", "if(ordinal > 1, 50, 0)", "if(known(reverses), -5元, 10元)") }),
  fc.record({ of: base, curve: fc.constant([{ at: 0, rate: "1%" }, { at: 10_000, rate: "7%" }]) }), // prettier-ignore
];
const ofSums = [...ofDeals, fc.record({ of: base, counts: one("amount", "quantity", "margin"), mode: modes, tiers: tiers("", rate) })];
const ofPeriods = [
  fc.record({ of: one("sales", "team", "lower", "quota * active_share"), rate: one("5%", "reached * 3%") }),
  fc.record({ of: one("target_bonus"), by: attained, mode: modes, tiers: tiers("%", (i) => ({ factor: i })) }),
  fc.record({ by: attained, tiers: tiers("%", (i) => ({ amount: i * 10 })) }),
  fc.record({ amount: one("target_bonus * reached", "if(place <= 2, 500, 0)", "pay * 5%") }),
  fc.record({ pool: one("10000", "team * 1%"), key: one("sales", "score", "place") }),
  fc.record({ prizes: fc.constant([500, 300]), by: one("sales", "reached"), ties: one("share", "all") }),
];
const parts = [{ share: "60%", on: "booking" }, { share: "40%", on: "collection", "after-days": 3 }]; // prettier-ignore
const terms = {
  credit: maybe(one("own", "below", "team", "direct", "all")),
  gate: maybe(one("reached >= 50%", "month <= 2", "known(score)"), 4),
  floor: maybe(one("50", "salary"), 5),
  cap: maybe(fc.record({ amount: one("500", "salary"), per: one("month", "quarter", "year"), excess: one("lost", "carried") }), 4),
  rounding: maybe(fc.record({ mode: one("half-up", "half-even", "down"), level: one("line", "total"), residue: one("last", "largest") })),
  pay: maybe(fc.oneof(one("collection", "invoice", "period-end"), fc.constant(parts))),
};
const schedule = [{ "from-days": 0, share: "100%" }, { "from-days": 20, share: "50%" }]; // prettier-ignore
const clawback = maybe(
  fc.record({ base: one("original", "remaining"), attainment: one("reversed", "kept"), schedule: fc.constant(schedule) }),
  2,
);
const component = fc.oneof(
  fc.tuple(
    fc.constant({ each: "transaction" }),
    fc.oneof(...ofDeals),
    fc.record({ ...terms, clawback, where: maybe(one("product <> 'Z'")) }),
  ),
  fc.tuple(fc.record({ accumulate: one("month", "quarter", "year") }), fc.oneof(...ofSums), fc.record({ ...terms, clawback })),
  fc.tuple(
    fc.record({ prorate: maybe(one("by-days"), 4) }),
    fc.oneof(...ofPeriods),
    fc.record({ ...terms, where: maybe(one("title <> 'boss'")) }),
  ),
);
const draw = fc.record({ amount: one("300", "salary"), recoverable: one("yes", "no"), surplus: one("lost", "carried") });
const exit = fc.record({ held: one("kept", "released", "lost"), draw: one("recovered", "forgiven") });
const settlement = fc.record({ draw: maybe(draw), cap: maybe(one("800")), reserve: maybe(fc.constant({ share: "10%", "release-after-months": 2 })), negative: one("carried", "paid"), exit }); // prettier-ignore
const plans = fc.record({ period: one("month", "quarter", "half-month"), components: fc.array(component, { minLength: 1, maxLength: 3 }), settlement, "year-start": one("1", "4") }); // prettier-ignore
const measures = { sales: { sum: "amount" }, team: { sum: "amount", credit: "team" }, ytd: { sum: "amount", over: "year" }, reached: "sales / quota", place: { rank: "sales" }, pay: { "sum-of": "C0", where: "known(quota)" } }; // prettier-ignore

const names = ["A", "B", "M", "N"] as const;
const deal = fc.record({ participant: one(...names), date: day, amount: money(-500_000, 1_500_000), cost: maybe(money(0, 800_000), 9), quantity: maybe(one("-3", "0", "7")), product: maybe(one("X", "Y", "Z")), invoiced: maybe(day), back: maybe(fc.nat(8)) }); // prettier-ignore
const person = fc.record({ quota: one("1000", "5000", "5000", "0"), target_bonus: one("1000"), salary: one("400"), attainment: maybe(one("90%"), 4), score: maybe(one("80", "0", "-1"), 4), title: one("boss", "rep"), hired: maybe(day, 4), left: maybe(day, 4) }); // prettier-ignore
const receipt = fc.record({ of: fc.nat(9), date: day, amount: money(-20_000, 900_000) });
const world = fc.record({ deals: fc.array(deal, { maxLength: 10 }), people: fc.array(person, { minLength: 4, maxLength: 4 }), receipts: fc.array(receipt, { maxLength: 5 }), share: fc.integer({ min: 1, max: 99 }) }); // prettier-ignore
const managers: Readonly<Record<string, string>> = { A: "M", B: "M", M: "N" };

type Written = Readonly<Record<string, string | number | undefined>>;
const rows = (list: readonly Written[]) =>
  list.map((row, i) => ({ no: i + 1, cells: Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))) })); // prettier-ignore

/** Every second refund says no amount; the first deal is shared. */
function tablesOf({ deals, people, receipts, share }: typeof world extends fc.Arbitrary<infer T> ? T : never, turn: number) {
  const list = deals.map(({ back, ...rest }, i) => ({ id: `D${i}`, ...rest, ...(back !== undefined && back < i && { reverses: `D${back}`, ...(back % 2 === 1 && { amount: undefined }) }) })); // prettier-ignore
  const turned = [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))];
  return {
    transactions: rows(turned),
    participants: rows(people.map((row, i) => ({ participant: names[i], manager: managers[names[i]!], ...row }))),
    receipts: rows(receipts.filter(({ of }) => of < list.length).map(({ of, ...row }) => ({ transaction: `D${of}`, ...row }))),
    credits: list.length === 0 ? [] : rows([share, 100 - share].map((part, i) => ({ transaction: "D0", participant: names[i], share: `${part}%` }))),
  };
} // prettier-ignore

it("no plan over any facts ends a run: each payee has a statement or a reason, lines add up, the order of the facts does not matter, and the plan can be told and sketched", () => {
  let made = 0;
  fc.assert(
    fc.property(plans, world, fc.nat(9), (plan, given, turn) => {
      const components = plan.components.map((bits, i) => ({ name: `C${i}`, ...bits[0], ...bits[1], ...bits[2] }));
      const checked = readPlan(JSON.parse(JSON.stringify({ plan: "any", measures, ...plan, components })));
      if (checked.kind === "refused") return;
      const run = (moved: number) => {
        const facts = factsOf(checked.plan, tablesOf(given, moved));
        const statements = statementsOf(checked.plan, facts, periodsOf(checked.plan, facts));
        const rowless = JSON.stringify(report(checked.plan, facts, statements).statements).replaceAll(/"rows?":("[^"]*"|\d+)/g, "");
        return { statements, told: rowless };
      };
      const { statements, told } = run(0);
      expect(run(turn).told).toBe(told);
      handOver(checked.plan, statements);
      planDocument(checked.plan);
      expect(["made", "stopped"]).toContain(sketch(checked.plan, {}, exact(500_000n)).kind);
      for (const statement of statements) {
        if (statement.kind === "stopped") continue;
        made++;
        settlementSteps(statement);
        const sums = statement.components.map(({ lines, amount }) => compare(sumOf(lines.map((line) => line.amount)), amount));
        expect(sums.every((difference) => difference === 0)).toBe(true);
        expect(compare(sumOf(statement.components.map(({ amount }) => amount)), statement.earned)).toBe(0);
      }
    }),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(400);
});
