import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useT } from "../../lib/i18n.ts";
import { useFormat } from "../../lib/use-format.ts";
import { Chart } from "../../ui/index.ts";
import type { Trial } from "./TrialResult.tsx";

const HALF = 4;

/** How the change is spread over people: as many bars to the left as to the right, the middle one is nobody's change. */
export function Spread({ rows }: { rows: Trial["rows"] }) {
  const t = useT();
  const format = useFormat();
  const changes = rows.flatMap(({ difference }) => (difference === null ? [] : [parseAmount(difference)!]));
  const moved = changes.filter((one) => one !== 0n);
  if (moved.length === 0) return null;
  const [most, least] = [moved.reduce((a, b) => (a > b ? a : b)), moved.reduce((a, b) => (a < b ? a : b))];
  const step = niceStep(most > -least ? most : -least);
  const bars = Array.from({ length: 2 * HALF + 1 }, () => 0);
  for (const one of changes) bars[HALF + bucketOf(one, step)]! += 1;
  const edge = (n: number) => format.money(formatAmount(BigInt(n) * step), 0);
  const categories = bars.map((_, i) => (i === HALF ? t("plan.trial.same") : i < HALF ? `${edge(i - HALF)} ~ ${edge(i - HALF + 1)}` : `${edge(i - HALF - 1)} ~ ${edge(i - HALF)}`)); // prettier-ignore
  const title = t("plan.trial.spread", { gain: moved.filter((one) => one > 0n).length, lose: moved.filter((one) => one < 0n).length, most: format.exact(formatAmount(most > 0n ? most : 0n)), least: format.exact(formatAmount(least < 0n ? -least : 0n)) }); // prettier-ignore
  return (
    <Chart title={title} categories={categories} unit="number" height={220} series={[{ name: t("plan.trial.heads"), values: bars.map(String), role: "actual", shape: "bar" }]} />
  ); // prettier-ignore
}

/** 1, 2 or 5 times a power of ten, so that four steps hold the biggest change. */
function niceStep(biggest: bigint): bigint {
  const wanted = (biggest + BigInt(HALF) - 1n) / BigInt(HALF);
  let power = 10_000n;
  while (power * 10n <= wanted) power *= 10n;
  return ([1n, 2n, 5n, 10n] as const).map((one) => one * power).find((one) => one >= wanted)!;
}

/** −4 … 4; zero is its own, and a bar holds what is above its lower end. */
function bucketOf(change: bigint, step: bigint): number {
  if (change === 0n) return 0;
  const size = change < 0n ? -change : change;
  const n = Math.min(HALF, Number((size + step - 1n) / step));
  return change < 0n ? -n : n;
}
