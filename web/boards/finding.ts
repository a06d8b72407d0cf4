import { formatAmount, parseAmount } from "#core/base/money.ts";
import { together } from "#core/boards/together.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat, type Value } from "../lib/use-format.ts";
import { toNumber, type Answer, type Of, type Tile } from "./types.ts";
import { useWords } from "./words.ts";

/** What a tile says, as the sentence above it. */
export function useFinding(): (answer: Answer, tile: Tile) => string {
  const t = useT();
  const words = useWords();
  const format = useFormat();
  return (answer, tile) => {
    const metric = words.metric(answer.metric);
    switch (answer.form) {
      case "number":
        return metric;
      case "pace":
        return pace(answer, metric);
      case "series":
        return series(answer, metric);
      case "parts":
        return parts(answer, metric, tile);
      case "bridge":
        return bridge(answer, metric, tile);
      case "grid":
        return grid(answer, metric);
      case "points":
        return points(answer, metric);
      case "funnel":
        return funnel(answer);
      case "findings":
        return words.tile(tile);
      case "none":
        return tile.title || metric;
    }
  };

  function pace({ attainment, expected, parts: below }: Of<"pace">, metric: string): string {
    if (attainment.value.kind === "none" || expected === null) return metric;
    const last = below[0];
    const isBehind = last && last.gap.kind === "rate" && Number(last.gap.ppm) < 0;
    const own = t("boards.finding.pace", { metric, value: format.value(attainment.value), expected: format.rate(expected) });
    if (!last) return own;
    return isBehind
      ? t("boards.finding.behind", { name: last.name, value: format.value(last.attainment), expected: format.rate(expected) })
      : t("boards.finding.onPace");
  }

  function series({ steps, isRunning, grain }: Of<"series">, metric: string): string {
    const seen = steps.filter((step) => step.now !== null && step.now.kind !== "none");
    const last = seen.at(-1);
    if (!last) return t("boards.finding.nothing", { metric });
    const value = format.value(last.now!);
    if (isRunning) {
      const missing = gapTo(last.target, last.now!);
      if (!last.target || last.target.kind === "none") return t("boards.finding.soFar", { metric, value });
      return missing
        ? t("boards.finding.short", { metric, value, gap: format.value(missing) })
        : t("boards.finding.reached", { metric, value });
    }
    const top = seen.reduce((most, step) => (toNumber(step.now) > toNumber(most.now) ? step : most));
    return t("boards.finding.best", { metric, step: words.step(top.key, grain), value: format.value(top.now!) });
  }

  function parts({ parts: all }: Of<"parts">, metric: string, { chart }: Tile): string {
    const top = all
      .filter((part) => part.key !== "")
      .reduce<(typeof all)[number] | null>((most, part) => (most && toNumber(most.value) >= toNumber(part.value) ? most : part), null);
    if (!top || toNumber(top.value) === 0) return t("boards.finding.nothing", { metric });
    const name = words.part(top);
    if (chart === "share" && top.share !== null) return t("boards.finding.topShare", { name, metric, share: format.rate(top.share) });
    return t(chart === "map" ? "boards.finding.map" : "boards.finding.top", { name, metric, value: format.value(top.value) });
  }

  function bridge({ start, end, steps }: Of<"bridge">, metric: string, { compare }: Tile): string {
    const before = t(compare === "last-year" ? "boards.lastYear" : "boards.previous");
    const difference = toNumber(end) - toNumber(start);
    if (difference === 0) return t("boards.finding.same", { metric, before });
    const value = format.value(apart(start, end));
    const same = steps.filter((step) => Math.sign(toNumber(step.value)) === Math.sign(difference));
    const most = same.reduce<(typeof same)[number] | null>(
      (a, b) => (a && Math.abs(toNumber(a.value)) >= Math.abs(toNumber(b.value)) ? a : b),
      null,
    );
    const main = most && most.key !== "" ? most : null; // what lies in the rest has no name to be blamed
    const word = difference > 0 ? "rise" : "fall";
    return main
      ? t(`boards.finding.${word}`, { metric, before, value, name: words.part(main) })
      : t(`boards.finding.${word}Only`, { metric, before, value });
  }

  function grid({ lines, columns, split, grain }: Of<"grid">, metric: string): string {
    const cells = lines.flatMap((line) => line.values.map((value, i) => ({ line, value, column: columns[i]! })));
    const top = cells.reduce<(typeof cells)[number] | null>(
      (most, cell) => (most && toNumber(most.value) >= toNumber(cell.value) ? most : cell),
      null,
    );
    if (!top?.value || toNumber(top.value) === 0) return t("boards.finding.nothing", { metric });
    const name = split === null ? t(`boards.weekday.${top.line.name}`) : words.part(top.line);
    return t("boards.finding.hot", { metric, name, column: words.step(top.column, grain), value: format.value(top.value) });
  }

  function points({ points: all, second }: Of<"points">, x: string): string {
    const found = together(all.map((point) => ({ x: toNumber(point.x), y: toNumber(point.y) })));
    return t(`boards.finding.${found.kind}`, { x, y: words.metric(second), count: found.count });
  }

  function funnel({ stages }: Of<"funnel">): string {
    const lost = stages.flatMap((stage, i) =>
      stage.fromPrevious === null ? [] : [{ from: stages[i - 1]!, to: stage, lost: stages[i - 1]!.count - stage.count }],
    );
    const most = lost.reduce<(typeof lost)[number] | null>((a, b) => (a && a.lost >= b.lost ? a : b), null);
    if (!most || most.lost === 0) return t("boards.finding.noLeak");
    return t("boards.finding.leak", { from: most.from.name, to: most.to.name, share: format.rate(most.to.fromPrevious!) });
  }
}

/** How far two numbers of one kind lie apart, without sign. */
function apart(a: Value, b: Value): Value {
  if (a.kind === "amount" && b.kind === "amount") {
    const difference = parseAmount(b.value)! - parseAmount(a.value)!;
    return { ...b, value: formatAmount(difference < 0n ? -difference : difference) };
  }
  return { kind: "number", value: String(Math.round(Math.abs(toNumber(b) - toNumber(a)) * 100) / 100) };
}

/** What is missing to a target; nothing when it is reached. */
const gapTo = (target: Value | null, now: Value): Value | null => (target && toNumber(target) > toNumber(now) ? apart(target, now) : null);
