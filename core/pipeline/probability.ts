/** Closed deals that were ever in a stage, and how many of them were won. */
export type StageHistory = { readonly stage: string; readonly closed: number; readonly won: number };

/** Deals the company's mean weighs as: a stage with few closed deals stays near it. */
const WEIGHT_OF_MEAN = 10;

/**
 * Win probability from each stage, in millionths, from the company's own closed deals: of those that were ever in the stage, the share
 * won, drawn to the mean of all by ten deals (an empirical Bayes estimate). Not a product of stage-to-stage rates. Empty without
 * any closed deal: then nothing is weighted.
 */
export function stageProbabilities(stages: readonly StageHistory[], all: { closed: number; won: number }): Map<string, number> {
  if (all.closed === 0) return new Map();
  const mean = all.won / all.closed;
  return new Map(
    stages.map(({ stage, closed, won }) => [stage, Math.round(((won + WEIGHT_OF_MEAN * mean) / (closed + WEIGHT_OF_MEAN)) * 1e6)]),
  );
}
