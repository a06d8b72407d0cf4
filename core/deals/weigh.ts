import { divide, PPM, type Amount } from "../base/money.ts";

export type StageSum = { readonly count: number; readonly amount: Amount; readonly probabilityPpm: number | null };

/**
 * Amount × chance of a win, half up to a ten-thousandth. A stage without a probability weighs nothing: unknown is not a
 * half chance. Sums are weighed stage by stage, so that the parts shown add up to the total shown.
 */
export const weighted = ({ amount, probabilityPpm }: StageSum): Amount => divide(amount * BigInt(probabilityPpm ?? 0), PPM, "half-up");

export function totalOf(stages: readonly StageSum[]): { count: number; amount: Amount; weighted: Amount } {
  return {
    count: stages.reduce((sum, stage) => sum + stage.count, 0),
    amount: stages.reduce((sum, stage) => sum + stage.amount, 0n),
    weighted: stages.reduce((sum, stage) => sum + weighted(stage), 0n),
  };
}
