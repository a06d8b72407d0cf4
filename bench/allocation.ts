import { MAJOR } from "#core/base/money.ts";
import { assign, type Node } from "#core/allocation/assign.ts";
import { bases, type Basis, type Weights } from "#core/allocation/mix.ts";
import { duel, seconds, type Line } from "./table.ts";

const PEOPLE = 5000;
const METRICS = 5;
const TEAM = 10;
const ROUNDS = 5;

const none = Object.fromEntries(bases.map((basis) => [basis, 0])) as Record<Basis, number>;
const weights: Weights = { ...none, history: 50, pipeline: 20, accounts: 20, headcount: 10 };

/** 5,000 people in teams of ten, teams in regions of twenty; every tenth has a cap, every tenth a floor, every fiftieth a lock. */
function company(metric: number): Node {
  const plain = { floor: 0n, cap: null, lock: null, overPpm: 0n };
  const seat = (i: number): Node => {
    const history = BigInt(800_000 + ((i * 7919 + metric * 104_729) % 900_000)) * MAJOR;
    const values = {
      history,
      pipeline: history / 3n,
      potential: 0n,
      accounts: history / 2n,
      territory: 0n,
      headcount: 1n,
      "working-days": 250n,
    };
    const months = Array.from({ length: 12 }, (_, m) => BigInt(70_000 + ((m * 31_337 + i) % 40_000)));
    return {
      ...plain,
      id: `p${i}`,
      children: [],
      standing: { id: `p${i}`, values },
      months,
      ...(i % 10 === 3 && { cap: 1_000_000n * MAJOR }),
      ...(i % 10 === 7 && { floor: 1_100_000n * MAJOR }),
      ...(i % 50 === 0 && { lock: 900_000n * MAJOR }),
    };
  };
  const groups = (prefix: string, all: readonly Node[], size: number): Node[] =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, g) => ({
      ...plain,
      id: `${prefix}${g}`,
      children: all.slice(g * size, (g + 1) * size),
    }));
  const teams = groups(
    "t",
    Array.from({ length: PEOPLE }, (_, i) => seat(i)),
    TEAM,
  );
  return { ...plain, id: "co", overPpm: 20_000n, children: groups("r", teams, 20) };
}

const order = { whole: 6_250_000_000n * MAJOR, weights, step: 1000n * MAJOR, monthStep: MAJOR };

function ours(companies: readonly Node[]): void {
  for (const root of companies) {
    const result = assign(root, order);
    if (result.kind !== "assigned")
      throw new Error(`an allocation that should fit: ${JSON.stringify(result, (_, v) => (typeof v === "bigint" ? String(v) : v))}`);
  }
}

/** The least anybody could do: each person's and month's share of the total in proportion, without constraints, exactness or reasons. */
function plainLoop(weightsOf: readonly (readonly number[])[][]): number {
  let kept = 0;
  for (const people of weightsOf) {
    const total = people.reduce((sum, months) => sum + months.reduce((a, b) => a + b, 0), 0);
    for (const months of people) for (const weight of months) kept += Math.round((6.25e9 * weight) / total);
  }
  return kept;
}

/** 5,000 people × 12 months × 5 metrics with four bases, floors, caps, locks and over-assignment, reasons included. */
export async function benchAllocation(): Promise<Line[]> {
  const companies = Array.from({ length: METRICS }, (_, metric) => company(metric));
  const floats = Array.from({ length: METRICS }, (_, metric) =>
    Array.from({ length: PEOPLE }, (_, i) => Array.from({ length: 12 }, (_, m) => 70_000 + ((m * 31_337 + i + metric) % 40_000))),
  );
  const p95 = await duel(
    ROUNDS,
    async () => ours(companies),
    async () => plainLoop(floats),
  );
  return [
    {
      what: "allocation: 5,000 people × 12 months × 5 metrics",
      ours: seconds(p95.ours),
      floor: seconds(p95.floor),
      ratio: p95.ours / p95.floor,
      note: `p95 of ${ROUNDS}; floor: a plain proportional loop on floats, neither exact nor bounded nor explained`,
    },
  ];
}
