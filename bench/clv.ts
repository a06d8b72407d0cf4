import { fitted } from "#core/clv/fit.ts";
import type { History } from "#core/clv/history.ts";
import { seconds, timed, type Line } from "./table.ts";

const CUSTOMERS = 23_570;
const WEEKS = 78;

/** As many customers as the CDNOW master set has, bought by chance of a seed: Poisson while alive, gone with a chance after each purchase. */
function customers(): History[] {
  let seed = 20_260_618;
  const chance = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  return Array.from({ length: CUSTOMERS }, (_, i): History => {
    const age = (WEEKS - 12 * chance()) * 7;
    const pace = -Math.log(1 - chance()) * 40; // mean days between purchases differ from customer to customer
    const [gone, times] = [0.15 + 0.5 * chance(), [] as number[]];
    for (let at = -Math.log(1 - chance()) * pace; at < age && times.length < 60; at -= Math.log(1 - chance()) * pace) {
      times.push(Math.round(at));
      if (chance() < gone) break;
    }
    const days = [...new Set(times)].filter((day) => day > 0);
    return {
      customer: `c${i}`,
      frequency: days.length,
      recencyDays: days.at(-1) ?? 0,
      ageDays: Math.round(age),
      repeatValue: days.length > 0 ? 30 : null,
      amountToDate: 0n,
      bought: { later: 0 },
    };
  });
}

export async function benchClv(): Promise<Line[]> {
  const histories = customers();
  const [fast, slow] = [await timed(async () => fitted("bgnbd", histories)), await timed(async () => fitted("pareto-nbd", histories))];
  const kind = fast.result.kind === "fitted" && slow.result.kind === "fitted" ? "" : " (no fit)";
  return [
    {
      what: `customer value: fit on ${CUSTOMERS.toLocaleString("en")} customers${kind}`,
      ours: seconds(fast.ms),
      floor: seconds(slow.ms),
      ratio: fast.ms / slow.ms,
      note: "BG/NBD beside Pareto/NBD, maximum likelihood from several starts",
    },
  ];
}
