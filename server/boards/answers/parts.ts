import { split as sharesOf } from "#core/base/money.ts";
import { PPM } from "#core/base/money.ts";
import { bridge, rest, settled } from "#core/boards/bridge.ts";
import { isDimension, type Split } from "#core/boards/tile.ts";
import { added, exactOf, type Quantity } from "#core/kpi/quantity.ts";
import { targetOperand, mayHaveTargets } from "../../kpi/sheet.ts";
import { publishedTargets } from "../../targets/published.ts";
import { adds } from "#core/boards/traits.ts";
import { nodesBelow } from "../nodes.ts";
import { notCut, shown } from "../values.ts";
import { windowsFor } from "../view.ts";
import { frameOf, named, none, type Answer, type Ask } from "./shape.ts";

type Node = { readonly kind: "unit" | "position"; readonly id: string };
export type Part = {
  readonly key: string;
  readonly name: string;
  readonly node: Node | null;
  readonly now: Quantity;
  readonly before: Quantity | null;
};
export type Cut = { readonly parts: readonly Part[]; readonly whole: Quantity; readonly wholeBefore: Quantity | null };

/** A metric by its parts, now and before, with the wholes. Parts of a sum are settled to their whole. */
export async function cutOf({ tile, metric, subject, view, values }: Ask, split: Split): Promise<Cut | typeof notCut> {
  const { now, pair } = windowsFor(tile, view);
  const spans = [named("now", pair?.now ?? now), ...(pair ? [named("before", pair.before)] : [])].filter((span) => span.from < span.to);
  const whole = await values.of(metric, { kind: subject.kind, ids: [subject.id] }, spans);
  if (whole === notCut) return notCut;
  const wholes = { whole: whole.of(subject.id, "now"), wholeBefore: pair ? whole.of(subject.id, "before") : null };
  if (!isDimension(split)) {
    const nodes = await nodesBelow(view, subject, split);
    const parts: Part[] = [];
    for (const kind of ["unit", "position"] as const) {
      const some = nodes.filter((node) => node.kind === kind);
      const of = await values.of(metric, { kind, ids: some.map(({ id }) => id) }, spans);
      if (of === notCut) return notCut;
      parts.push(
        ...some.map(({ id, name }) => ({
          key: id,
          name,
          node: { kind, id },
          now: of.of(id, "now"),
          before: pair ? of.of(id, "before") : null,
        })),
      );
    }
    return { parts, ...wholes };
  }
  if (spans.length === 0) return { parts: [], ...wholes };
  const found = await values.by(metric, subject, split, spans);
  if (found === notCut) return notCut;
  const parts = [...found].map(([key, of]) => ({ key, name: key, node: null, now: of("now"), before: pair ? of("before") : null }));
  return { parts: view.cuts[split] === undefined ? settledParts(parts, wholes, metric) : parts, ...wholes };
}

function settledParts(parts: readonly Part[], { whole, wholeBefore }: Omit<Cut, "parts">, metric: Ask["metric"]): Part[] {
  if (!adds(metric)) return [...parts];
  const now = settled(
    parts.map((part) => part.now),
    whole.numerator,
  );
  const before =
    wholeBefore &&
    settled(
      parts.map((part) => part.before!),
      wholeBefore.numerator,
    );
  return parts.map((part, i) => ({ ...part, now: now[i]!, before: before?.[i] ?? null }));
}

const descending = (a: bigint | null, b: bigint | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? 1 : -1);

/** Bars, shares, maps and tables: the greatest first, what is beyond the wished number folded into one. */
export async function partsAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, view } = ask;
  const split = tile.split ?? "below";
  const cut = await cutOf(ask, split);
  if (cut === notCut) return none(tile, "not-cut");
  const { currency } = view.caller.tenant;
  const isSum = adds(metric);
  const value = (quantity: Quantity) => shown(metric, exactOf(metric, quantity), currency);
  const sorted = cut.parts.toSorted((a, b) => descending(exactOf(metric, a.now), exactOf(metric, b.now)));
  const live = sorted.filter((part) => part.now.rows > 0 || (part.before?.rows ?? 0) > 0 || part.node !== null);
  const [kept, folded] = [live.slice(0, tile.top), live.slice(tile.top)];
  const goals = await goalsOf(ask, kept);
  const parts = isSum && folded.length > 0 ? [...kept, foldedPart(folded)] : kept;
  const shares = isSum ? shareTexts(parts.map((part) => part.now.numerator)) : null;
  if (tile.chart === "share" && parts.some((part) => part.now.numerator < 0n)) return none(tile, "negative");
  return {
    ...frameOf(ask, cut.whole.rows),
    form: "parts",
    split,
    total: value(cut.whole),
    totalBefore: cut.wholeBefore && value(cut.wholeBefore),
    folded: folded.length,
    parts: parts.map((part, i) => ({
      key: part.key,
      name: part.name,
      node: part.node,
      value: value(part.now),
      before: part.before && value(part.before),
      goal: goals.get(part.key) ?? null,
      share: shares?.[i] ?? null,
    })),
  };
}

function foldedPart(folded: readonly Part[]): Part {
  const all = folded.map((part) => part.now).reduce(added);
  const befores = folded.flatMap((part) => (part.before ? [part.before] : []));
  return { key: rest, name: "", node: null, now: all, before: befores.length > 0 ? befores.reduce(added) : null };
}

function shareTexts(numerators: readonly bigint[]): (string | null)[] | null {
  if (numerators.some((one) => one < 0n) || numerators.every((one) => one === 0n)) return null;
  return sharesOf(PPM, numerators).map(String);
}

/** Published targets of the whole period, where parts are units or people and nothing is narrowed. */
async function goalsOf({ tile, metric, view, values }: Ask, parts: readonly Part[]) {
  const goals = new Map<string, ReturnType<typeof shown>>();
  if (!mayHaveTargets(metric.code) || Object.keys(view.cuts).length > 0 || tile.period !== "board") return goals;
  for (const kind of ["unit", "position"] as const) {
    const ids = parts.flatMap((part) => (part.node?.kind === kind ? [part.node.id] : []));
    if (ids.length === 0) continue;
    values.counted();
    const found = await publishedTargets(view.caller.tx, metric.code, { kind, ids }, view.period);
    for (const [id, amount] of found) goals.set(id, targetOperand(metric.code, amount, view.caller.tenant.currency).explanation.value);
  }
  return goals;
}

/** The bridge from what was to what is: it adds up exactly, whatever the parts hold. */
export async function bridgeAnswer(ask: Ask): Promise<Answer> {
  const { tile, metric, view } = ask;
  const split = tile.split ?? "below";
  const cut = await cutOf(ask, split);
  if (cut === notCut) return none(tile, "not-cut");
  if (!cut.wholeBefore) return none(tile, "nothing-before");
  const changes = cut.parts.map((part) => ({ key: part.key, before: part.before?.numerator ?? 0n, now: part.now.numerator }));
  const { start, steps, end } = bridge(cut.wholeBefore.numerator, cut.whole.numerator, changes, tile.top);
  const value = (numerator: bigint) => shown(metric, numerator, view.caller.tenant.currency);
  const partOf = new Map(cut.parts.map((part) => [part.key, part]));
  return {
    ...frameOf(ask, cut.whole.rows + cut.wholeBefore.rows),
    form: "bridge",
    split,
    start: value(start),
    end: value(end),
    steps: steps.map(({ key, difference }) => {
      const part = partOf.get(key);
      const before = part?.before ? value(part.before.numerator) : null;
      return { key, name: part?.name ?? "", node: part?.node ?? null, value: value(difference), before, goal: null, share: null };
    }),
  };
}
