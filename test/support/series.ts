import { generator } from "./generator.ts";

/** A series as business has them, with the values that came afterwards. */
export type SimulatedSeries = { readonly y: number[]; readonly after: number[] };

/**
 * A positive series from a seed: noise, a level that wanders, often a trend (damped or changing), often a season (fixed or evolving),
 * sometimes correlated errors, outliers or a shift of level; 48–126 months or 24–64 quarters, `ahead` values held back.
 */
export function simulatedSeries(seed: number, m: 12 | 4, ahead: number): SimulatedSeries {
  const { uniform: u, normal: g } = generator(seed);
  const n = m === 12 ? 48 + Math.floor(u() * 79) : 24 + Math.floor(u() * 41);
  const isTimes = u() < 0.5;
  const noise = 0.03 * Math.exp(0.7 * g());
  const wander = u() < 0.8 ? 0.02 * Math.exp(0.6 * g()) : 0;
  let slope = u() < 0.65 ? 0.004 * g() * Math.sqrt(12 / m) + 0.002 : 0;
  const slopeNoise = u() < 0.35 ? Math.abs(slope) * 0.15 + 0.0006 : 0;
  const damping = u() < 0.5 ? 0.95 + 0.05 * u() : 1;
  const amplitude = u() < 0.6 ? 0.1 * Math.exp(0.7 * g()) : 0;
  const season = Array.from({ length: m }, () => amplitude * g());
  const evolution = u() < 0.4 ? 0.08 * amplitude : 0;
  const memory = u() < 0.4 ? 0.6 * u() : 0;
  const hasOutliers = u() < 0.25;
  const shiftAt = u() < 0.25 ? Math.floor(u() * n) : -1;
  const base = 1_000 + 4_000 * u();
  const centre = season.reduce((a, b) => a + b, 0) / m;
  let [level, error] = [0, 0];
  const all = Array.from({ length: n + ahead }, (_, t) => {
    slope = slope * damping + slopeNoise * g();
    level = Math.max(-0.7, Math.min(1.5, level + slope + wander * g() + (t === shiftAt ? 0.25 * g() : 0)));
    error = memory * error + noise * g();
    season[t % m]! += evolution * g();
    const rest = error + season[t % m]! - centre + (hasOutliers && u() < 0.03 ? 0.3 * g() : 0);
    return isTimes ? base * Math.exp(level + rest) : Math.max(0.02 * base, base * (1 + level + rest));
  });
  return { y: all.slice(0, n), after: all.slice(n) };
}
