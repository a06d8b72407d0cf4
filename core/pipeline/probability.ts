/** Closed deals that ever stood in a stage, how many of them were won, and the probability the stage was given by hand. */
export type StageHistory = { readonly stage: string; readonly closed: number; readonly won: number; readonly setPpm: number | null };

/** From so many closed deals on a stage's own history counts. */
const HISTORY_MIN = 10;

/**
 * Win probability from each stage, in millionths: of the company's own closed deals that ever stood in it, the share won; with fewer
 * than ten such deals the probability the stage was given; else none, and its deals are not weighted. Never a product of stage-to-stage
 * rates (kpi-dictionary §4).
 */
export function stageProbabilities(stages: readonly StageHistory[]): Map<string, number> {
  return new Map(
    stages.flatMap(({ stage, closed, won, setPpm }): [string, number][] => {
      if (closed >= HISTORY_MIN) return [[stage, Math.round((won / closed) * 1e6)]];
      return setPpm === null ? [] : [[stage, setPpm]];
    }),
  );
}
