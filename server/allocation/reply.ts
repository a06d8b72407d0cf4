import type { z } from "zod";
import type { allocationResult, attainability } from "#api/allocation.ts";
import { formatAmount, PPM, type Amount } from "#core/base/money.ts";
import type { Attainability, Often } from "#core/allocation/attainable.ts";
import type { Line } from "#core/allocation/assign.ts";
import { explainLine } from "#core/allocation/explain.ts";
import type { Spread } from "#core/allocation/fairness.ts";
import type { Label } from "#core/explain/explanation.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import { yearOf, type Book } from "../targets/book.ts";
import type { TreeNode } from "../targets/tree.ts";
import type { Computed, Weighed } from "./compute.ts";
import { lastDayOf } from "./facts.ts";
import { fairnessOf, judgeOf } from "./judge.ts";

type Result = z.input<typeof allocationResult>;
export type Draft = { readonly setId: string | null; readonly stamp: number };

/** Everything a page shows of one allocation. Statistics become millionths; what cannot be said is null. */
export function resultReply(book: Book, { result, weighed, facts }: Computed, total: Amount, currency: string, draft: Draft): Result {
  const judge = judgeOf(book, facts);
  const yearOfSeat = new Map(result.lines.map((line) => [line.id, line.amount]));
  const { all, peers, ratchet, seatOf } = fairnessOf([...weighed.values()], (id) => yearOfSeat.get(id) ?? null);
  const nodes = new Map(facts.inside.map((node) => [node.id, node]));
  const sums = unitSums(facts.inside, weighed);
  const isCount = dictionary[book.metric].unit === "count";
  const lines = result.lines.map((line) => {
    const node = nodes.get(line.id)!;
    const one = weighed.get(line.id);
    const past = one ? { lastYear: one.seat.lastYear, expected: one.expected } : sums.get(line.id)!;
    const judged = one && line.amount > 0n ? judge(one, line.amount) : null;
    return {
      id: line.id,
      kind: node.kind,
      name: node.name,
      detail: node.detail,
      parentId: node.id === facts.root.id ? null : node.parentId,
      depth: node.depth - facts.root.depth,
      year: formatAmount(line.amount),
      months: line.months.map(formatAmount),
      before: textOf(yearOf(book.entry(line.id).months)),
      lastYear: formatAmount(past.lastYear),
      expected: textOf(past.expected),
      stretch: past.expected !== null && past.expected > 0n ? String((line.amount * PPM) / past.expected) : null,
      held: line.held,
      capacity: one ? String(one.capacity.year) : null,
      attainability: judged && attainabilityReply(judged),
      explanation: explainLine(line, isCount ? "count" : { currency }, one ? notesOf(one, line) : []),
    };
  });
  const count = (flag: string) => lines.filter((line) => line.attainability?.flag === flag).length;
  return {
    metric: book.metric,
    unit: isCount ? "count" : "amount",
    year: Number(book.year.key),
    root: { id: facts.root.id, name: facts.root.name },
    total: formatAmount(total),
    months: book.months.map((month) => month.key),
    asOf: book.asOf,
    factsUntil: lastDayOf(facts.span),
    lines,
    fairness: {
      spread: spreadReply(all),
      peers: [...peers]
        .filter(([, spread]) => spread.n >= 2)
        .map(([group, spread]) => ({
          name: [nodes.get(seatOf(group).unitId)?.name, seatOf(group).node.detail].filter(Boolean).join(" · "),
          spread: spreadReply(spread),
        })),
      ratchet: { n: ratchet.n, rho: millionths(ratchet.rho), low: millionths(ratchet.low), high: millionths(ratchet.high) },
      flags: { high: count("too-high"), low: count("too-low"), fits: count("fits"), unknown: count("unknown") },
    },
    notes: notesOfAll(book, { result, weighed, facts }),
    draft: { setId: draft.setId, stamp: draft.stamp },
  };
}

const textOf = (amount: Amount | null): string | null => (amount === null ? null : formatAmount(amount));
const millionths = (value: number | null): string | null => (value === null ? null : String(Math.round(value * 1_000_000)));

const oftenReply = ({ hits, n, share, low, high }: Often) => ({
  hits,
  n,
  share: share === null ? null : String(share),
  low: low === null ? null : String(low),
  high: high === null ? null : String(high),
});

export const attainabilityReply = ({ own, peers, flag }: Attainability): z.input<typeof attainability> => ({
  own: oftenReply(own),
  peers: oftenReply(peers),
  flag: flag.kind,
  reason: flag.reason,
});

const spreadReply = ({ n, median, low, high, variation, gini }: Spread) => ({
  n,
  median: millionths(median),
  low: millionths(low),
  high: millionths(high),
  variation: millionths(variation),
  gini: millionths(gini),
});

/** A unit's past is that of the seats now below it; where one of them has none, the unit's expectation says so by being absent. */
function unitSums(inside: readonly TreeNode[], weighed: ReadonlyMap<string, Weighed>) {
  const children = Map.groupBy(inside, (node) => node.parentId ?? "");
  const seatsBelow = (id: string): Weighed[] =>
    (children.get(id) ?? []).flatMap((child) => (weighed.has(child.id) ? [weighed.get(child.id)!] : seatsBelow(child.id)));
  return new Map(
    inside
      .filter((node) => node.kind === "unit")
      .map((node) => {
        const seats = seatsBelow(node.id);
        const known = seats.filter((one) => one.capacity.days > 0);
        return [
          node.id,
          {
            lastYear: seats.reduce((sum, one) => sum + one.seat.lastYear, 0n),
            expected:
              known.length === 0 || known.some((one) => one.expected === null) ? null : known.reduce((sum, one) => sum + one.expected!, 0n),
          },
        ];
      }),
  );
}

/** What stands behind one seat's number besides the weights. */
function notesOf({ seat, expectation, expected, capacity, hasUnboundLimit }: Weighed, { held }: Line): Label[] {
  const notes: Label[] = [];
  if (expectation.kind === "own") {
    const values = { level: formatAmount(expectation.level), trend: String(expectation.trend), months: expectation.months };
    notes.push({ key: "allocation.note.own", values });
  } else if (expectation.kind === "peers")
    notes.push({
      key: "allocation.note.peers",
      values: { amount: formatAmount(expectation.amount), peers: expectation.peers, months: expectation.months },
    });
  else notes.push({ key: expectation.why === "not-positive" ? "allocation.note.notPositive" : "allocation.note.noPast" });
  if (capacity.why !== "full") notes.push({ key: `allocation.capacity.${capacity.why}`, values: { share: String(capacity.year) } });
  if (seat.holders.length > 1) notes.push({ key: "allocation.note.holders", values: { count: seat.holders.length } });
  if (hasUnboundLimit) notes.push({ key: "allocation.note.unbound" });
  if (held === "even") notes.push({ key: "allocation.note.even" });
  if (expected !== null) notes.push({ key: "allocation.note.expected", values: { expected: formatAmount(expected) } });
  return notes;
}

function notesOfAll(book: Book, { result, weighed, facts }: Computed): Label[] {
  const all = [...weighed.values()];
  const newcomers = all.filter((one) => one.expectation.kind === "peers").length;
  const unknown = all.filter((one) => one.expectation.kind === "none" && one.capacity.days > 0).length;
  const vacant = all.filter((one) => one.capacity.days === 0).length;
  const years = new Set(book.months.map((month) => Number(month.from.slice(0, 4))));
  const unpublished = [...years].filter((year) => !facts.holidays.years.has(year));
  const season = facts.seasonOf(facts.root.id);
  return [
    ...result.empty.map((basis): Label => ({ key: `allocation.note.emptyBasis.${basis}` })),
    ...(newcomers > 0 ? [{ key: "allocation.note.newcomers", values: { count: newcomers } }] : []),
    ...(unknown > 0 ? [{ key: "allocation.note.unknown", values: { count: unknown } }] : []),
    ...(vacant > 0 ? [{ key: "allocation.note.vacant", values: { count: vacant } }] : []),
    {
      key: season.isAligned
        ? "allocation.note.aligned"
        : season.kind === "history"
          ? "allocation.note.season"
          : "allocation.note.workingDays",
    },
    ...unpublished.map((year): Label => ({ key: "allocation.note.calendar", values: { year } })),
  ];
}
