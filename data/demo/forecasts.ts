import { addDays, type Day } from "#core/base/date.ts";
import { MAJOR, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY, type LineCode } from "./company.ts";
import type { Random } from "./random.ts";

export type DemoCall = { readonly madeOn: Day; readonly commit: Amount; readonly best: Amount; readonly note: string };

/** How a line forecasts: how far its people promise too much, how much they scatter, how fast both shrink towards the end of a month. */
type Manner = { readonly optimism: number; readonly scatter: number; readonly notes: readonly string[] };
const MANNERS: Readonly<Record<LineCode, Manner>> = {
  tech: { optimism: 0.02, scatter: 0.1, notes: ["两单合同已走完法务", "续约确认，新签看采购排期", ""] },
  consumer: { optimism: -0.06, scatter: 0.08, notes: ["按门店订货节奏估", "端午备货已计入", ""] },
  finance: { optimism: 0.08, scatter: 0.14, notes: ["等总行批复", "方案已过会，差用印", ""] },
  midtech: { optimism: 0.28, scatter: 0.22, notes: ["客户口头答应了", "这个月应该都能签", ""] },
};

/** Days of a month on which a call is due: early, half-way, and in the last week. */
const DUE = [1, 14, 22] as const;

/**
 * The calls of one seat for one month around what will be signed. Every seat has a habit of its own around that of its line, and every
 * later call is nearer to the truth. Nothing after the demo's day.
 */
export function monthCalls(line: LineCode, month: Day, signed: Amount, rnd: Random): DemoCall[] {
  const { optimism, scatter, notes } = MANNERS[line];
  const habit = optimism + rnd.normal() * 0.05;
  return DUE.map((day, i) => {
    const distance = 1 - i * 0.35;
    const factor = Math.max(0.3, 1 + distance * (habit + scatter * rnd.normal()));
    const commit = roundly((signed * BigInt(Math.round(factor * 1_000))) / 1_000n);
    const best = commit + roundly((commit * BigInt(rnd.int(8, 35))) / 100n);
    return { madeOn: addDays(month, day), commit, best, note: rnd.pick(notes) };
  }).filter(({ madeOn }) => madeOn <= DEMO_TODAY);
}

/** People say whole thousands. */
function roundly(amount: Amount): Amount {
  const step = 1_000n * MAJOR;
  return ((amount + step / 2n) / step) * step;
}
