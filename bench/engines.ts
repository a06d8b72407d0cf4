import { Engine } from "json-rules-engine";
import { parse } from "yaml";
import { factsOf } from "#core/compensation/engine/read.ts";
import { periodsOf, statementsOf } from "#core/compensation/engine/run.ts";
import { moneyText } from "#core/compensation/engine/report.ts";
import type { Row, Tables } from "#core/compensation/engine/tables.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { sumOf } from "#core/formula/exact.ts";
import type { Bench } from "./bench.ts";
import type { Size } from "./company.ts";
import { dayText, invent, monthSums, type Credits } from "./credits.ts";
import { bySheet } from "./sheet.ts";
import { seconds, timed, type Line } from "./table.ts";

/** The plan every engine computes: four tiers on what a year accumulates, in percent of the quota. Rates in hundredths. */
const TIERS = [[0, 1], [50, 2], [100, 3], [150, 4]] as const; // prettier-ignore
const QUOTA = 60_000_000;
const TEXT = `
plan: 签约提成
period: month
components:
  - { name: 提成, accumulate: year, of: 金额, tiers: [${TIERS.map(([from, rate]) => `{ from: ${from}%, rate: ${rate}% }`).join(", ")}] }
`;

/**
 * One plan, one set of credits, three ways: this language with a line for each credit, a loop over typed arrays that can do this one plan
 * and nothing else, and json-rules-engine, which is asked for each credit. All three must come to the same sum, to the cent.
 */
export async function benchEngines({ size }: Bench): Promise<Line[]> {
  return [...(await onHundredThousand()), await atSize(size)];
}

/** As many orders as the company has lines: what a run computes once the database has added them up, and a loop over every credit. */
async function atSize({ lines, payees }: Size): Promise<Line> {
  const credits = invent(lines, payees);
  const plan = planOf();
  const ours = await median(async () => earnedOf(plan, { participants: participantsOf(payees), transactions: sumsOf(credits) }), 3);
  const loop = await median(async () => byHand(credits), 3);
  const count = credits.cents.length.toLocaleString("en");
  return line(`computing alone, ${payees.toLocaleString("en")} payees, ${count} credits: plan language from sums, a loop written for it`, ours, loop, "six months of statements; the sums are made in the clock");
} // prettier-ignore

const planOf = (): Plan => {
  const read = readPlan(parse(TEXT));
  if (read.kind === "refused") throw new Error(JSON.stringify(read.problems));
  return read.plan;
};

async function onHundredThousand(): Promise<Line[]> {
  const credits = invent(100_000, 50);
  const tables = tablesOf(credits);
  const plan = planOf();
  const ours = await timed(async () => earnedOf(plan, tables));
  const summed = await median(async () => earnedOf(plan, { ...tables, transactions: sumsOf(credits) }));
  const loop = await median(async () => byHand(credits));
  const rules = await timed(async () => byRules(credits));
  return [
    line("one plan on 100 k orders with a line each: plan language, a loop written for it", ours, loop, "typed arrays; floor: the loop"),
    line("– from the sum of each month, as a run takes it from the database, the loop", summed, loop, "the sums are made in the clock"),
    line("– json-rules-engine, the plan language with a line each", rules, ours, "how many times longer the other engine takes"),
    line("– json-rules-engine, the plan language from sums", rules, summed, "how many times longer the other engine takes"),
    ...calcLines(credits, ours, summed),
  ];
} // prettier-ignore

/** LibreOffice Calc, where it is installed: the time of opening, calculating and writing, less that of a sheet of one line. */
function calcLines({ payees, cents }: Credits, ours: { ms: number; result: string }, summed: { ms: number; result: string }): Line[] {
  const steps = TIERS.map(([from, rate], i) => ({ from: String((QUOTA * from) / 100), more: String((rate - (TIERS[i - 1]?.[1] ?? 0)) / 100) }));
  const sheet = bySheet(Array.from(payees, (payee, i) => ({ payee, amount: said(cents[i]!) })), steps);
  if (!sheet) return [];
  const calc = { ms: sheet.ms - sheet.empty, result: Number(sheet.result).toFixed(2) };
  const note = `Calc opens, calculates and writes ${payees.length.toLocaleString("en")} lines in ${seconds(sheet.ms)}, one line in ${seconds(sheet.empty)}`;
  return [
    line("– LibreOffice Calc, the plan language with a line each", calc, ours, note),
    line("– LibreOffice Calc, the plan language from sums", calc, summed, note),
  ];
} // prettier-ignore

/** What takes a few hundredths of a second is done nine times: one time says more of the machine than of the work. */
async function median(work: () => Promise<string>, rounds = 9): Promise<{ ms: number; result: string }> {
  const times: { ms: number; result: string }[] = [];
  for (let i = 0; i < rounds; i++) times.push(await timed(work));
  return times.sort((a, b) => a.ms - b.ms)[rounds >> 1]!;
}

function earnedOf(plan: Plan, tables: Tables): string {
  const facts = factsOf(plan, tables);
  const made = statementsOf(plan, facts, periodsOf(plan, facts));
  return moneyText(2)(sumOf(made.flatMap((one) => (one.kind === "statement" ? one.earned : []))));
}

const line = (what: string, ours: { ms: number; result: string }, floor: { ms: number; result: string }, note: string): Line => {
  if (ours.result !== floor.result) throw new Error(`${what}: ${ours.result} is not ${floor.result}`);
  return { what, ours: seconds(ours.ms), floor: seconds(floor.ms), ratio: ours.ms / floor.ms, note };
}; // prettier-ignore

const rows = (list: readonly Readonly<Record<string, string>>[]): Row[] => list.map((cells, i) => ({ no: i + 1, cells }));

/** A plan that only adds up sees no difference between a month's orders and their sum. */
const sumsOf = (credits: Credits): Row[] =>
  rows(
    [...monthSums(credits)].flatMap((sum, at) =>
      sum === 0
        ? []
        : [
            {
              id: `${at}`,
              participant: `P${Math.floor(at / 12)}`,
              date: `2026-${String((at % 12) + 1).padStart(2, "0")}-01`,
              amount: said(sum),
            },
          ],
    ),
  );

function tablesOf({ payees, days, cents, orders }: Credits): Tables {
  const transactions = Array.from(payees, (payee, i) => ({ id: `SO${orders[i]} · P${payee}`, participant: `P${payee}`, date: dayText(days[i]!), amount: (cents[i]! / 100).toFixed(2) }));
  return { transactions: rows(transactions), participants: participantsOf(payees.at(-1)! + 1) };
} // prettier-ignore

const participantsOf = (payees: number): Row[] =>
  rows(Array.from({ length: payees }, (_, payee) => ({ participant: `P${payee}`, quota: String(QUOTA) })));

const BOUNDS = TIERS.map(([from]) => QUOTA * from); // cents: the quota is in yuan, the bound in percent of it
const RATES = TIERS.map(([, rate]) => rate);
const halfUp = (hundredths: number): number => Math.floor((hundredths + 50) / 100);
const said = (cents: number): string => (cents / 100).toFixed(2);

/** Rounded month by month on the running sum, as the plan language rounds: a payee's months add up to the year's own rounding. */
function byHand({ payees, cents }: Credits): string {
  const [earned, tiers] = [new Float64Array(cents.length), new Uint8Array(cents.length)]; // a line of detail for each
  let total = 0;
  for (let i = 0; i < cents.length;) {
    const payee = payees[i]!;
    let [before, tier, sum] = [0, 0, 0];
    for (; i < cents.length && payees[i] === payee; i++) {
      const after = before + cents[i]!;
      let made = 0;
      for (let from = before; from < after;) {
        while (tier < 3 && from >= BOUNDS[tier + 1]!) tier++;
        const to = tier < 3 ? Math.min(after, BOUNDS[tier + 1]!) : after;
        made += (to - from) * RATES[tier]!;
        from = to;
      }
      earned[i] = made;
      tiers[i] = tier;
      sum += made;
      before = after;
    }
    total += halfUp(sum);
  }
  return said(total);
}

async function byRules({ payees, cents }: Credits): Promise<string> {
  const engine = new Engine();
  BOUNDS.forEach((from, i) => {
    const to = BOUNDS[i + 1] ?? Number.MAX_SAFE_INTEGER;
    const all = [{ fact: "after", operator: "greaterThan", value: from }, { fact: "before", operator: "lessThan", value: to }];
    engine.addRule({ conditions: { all }, event: { type: "tier", params: { from, to, rate: RATES[i]! } } });
  });
  const [before, sums] = [new Map<number, number>(), new Map<number, number>()];
  for (const [i, payee] of payees.entries()) {
    const facts = { before: before.get(payee) ?? 0, after: (before.get(payee) ?? 0) + cents[i]! };
    const { events } = await engine.run(facts);
    const made = events.reduce((sum, { params }) => sum + (Math.min(facts.after, Number(params!.to)) - Math.max(facts.before, Number(params!.from))) * Number(params!.rate), 0);
    before.set(payee, facts.after);
    sums.set(payee, (sums.get(payee) ?? 0) + made);
  }
  return said([...sums.values()].reduce((total, sum) => total + halfUp(sum), 0));
} // prettier-ignore
