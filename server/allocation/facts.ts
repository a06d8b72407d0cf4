import { addDays, addMonths, dayOf, type Day, type Span } from "#core/base/date.ts";
import { PPM, type Amount } from "#core/base/money.ts";
import { books, type Account, type Book as AccountBook } from "#core/allocation/accounts.ts";
import type { PastMonth } from "#core/allocation/history.ts";
import { piecesOf, season, type Piece, type Season } from "#core/allocation/season.ts";
import type { Holidays } from "#core/calendar/working-days.ts";
import type { Tx } from "../db/tx.ts";
import { holidaysIn } from "../calendar/store.ts";
import { metricValues } from "../kpi/store.ts";
import { publishedTargets } from "../targets/published.ts";
import { inTargetUnits, type Book } from "../targets/book.ts";
import { below, type TreeNode } from "../targets/tree.ts";
import { accountsOf, holdingsIn, personMonths, pipelineOf, stintsIn, type Holding } from "./store.ts";

/** One seat with what its holder and its accounts say about it. */
export type Seat = {
  readonly node: TreeNode;
  readonly unitId: string;
  /** Who holds it in the year planned, in order; empty when it is vacant. */
  readonly holders: readonly Holding[];
  /** The last 24 closed months of the holder, oldest first. */
  readonly past: readonly PastMonth[];
  readonly lastYear: Amount;
  /** Last year's published target of the seat, null without one. */
  readonly lastTarget: Amount | null;
  readonly pipeline: Amount;
  readonly book: AccountBook;
};

export type Facts = {
  readonly root: TreeNode;
  readonly inside: readonly TreeNode[];
  readonly seats: readonly Seat[];
  /** Closed months the past is made of: 24, half-open. */
  readonly span: Span;
  readonly pastMonths: readonly Span[];
  readonly holidays: Holidays;
  /** Season of each unit, its own or that of the nearest one above with a past. */
  readonly seasonOf: (unitId: string) => Season;
  /** What a unit brought in the same months, with whoever was in it then. */
  readonly unitPast: (unitId: string) => readonly Amount[];
};

const MONTHS = 24;
const NO_BOOK: AccountBook = { count: 0, accounts: 0n, potential: 0n, territory: 0n };

/** Everything an allocation below a unit is judged by, in a fixed number of statements whatever the size of the company. */
export async function factsFor(tx: Tx, book: Book, root: TreeNode, today: Day, align: boolean): Promise<Facts> {
  const inside = [root, ...below(book.nodes, root.id)];
  const positions = inside.filter((node) => node.kind === "position").map((node) => node.id);
  const until = closedUntil(today, book.year.from);
  const span = { from: addMonths(until, -MONTHS), to: until };
  const pastMonths = Array.from({ length: MONTHS }, (_, i) => ({ from: addMonths(span.from, i), to: addMonths(span.from, i + 1) }));
  const holidays = await holidaysIn(tx, { from: span.from, to: book.year.to });
  const lastYear = { from: addMonths(until, -12), to: until };

  const holdings = Map.groupBy(await holdingsIn(tx, positions, book.year), (one) => one.positionId);
  const past = await pastOf(tx, book, positions, [...holdings.values()].flat(), span, pastMonths);
  const deals = new Map((await pipelineOf(tx, positions, today)).map((one) => [one.positionId, one]));
  const accounts = books(
    (await accountsOf(tx, positions, lastYear)).map((one): Account => ({
      ...one,
      bought: isCount(book) ? one.orders * 10_000n : one.bought,
    })),
  );
  const targets = await publishedTargets(tx, book.metric, { kind: "position", ids: positions }, lastYear);
  const seats = inside
    .filter((node) => node.kind === "position")
    .map((node): Seat => {
      const holders = holdings.get(node.id) ?? [];
      const months = past(holders[0]?.personId);
      const deal = deals.get(node.id);
      return {
        node,
        unitId: node.parentId!,
        holders,
        past: months,
        lastYear: months.slice(-12).reduce((sum, month) => sum + month.amount, 0n),
        lastTarget: targets.get(node.id) ?? null,
        pipeline: (isCount(book) ? deal?.count : deal?.amount) ?? 0n,
        book: accounts.get(node.id) ?? NO_BOOK,
      };
    });
  const { seasonOf, pastOf: unitPast } = await seasonsOf(tx, book, root, inside, pastMonths, holidays, align);
  return { root, inside, seats, span, pastMonths, holidays, seasonOf, unitPast };
}

const isCount = (book: Book): boolean => book.metric === "deal-count" || book.metric === "new-customers";

/** The first day that is not closed: facts of a running month say nothing about a month. */
function closedUntil(today: Day, yearFrom: Day): Day {
  const month = dayOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1);
  return month < yearFrom ? month : yearFrom;
}

async function pastOf(
  tx: Tx,
  book: Book,
  seats: readonly string[],
  holdings: readonly Holding[],
  span: Span,
  months: readonly Span[],
): Promise<(personId: string | undefined) => PastMonth[]> {
  const people = [...new Set(holdings.map((one) => one.personId))];
  const amounts = new Map(
    (await personMonths(tx, book.metric, people, seats, span)).map((row) => [
      `${row.personId} ${row.month}`,
      inTargetUnits(book.metric, row.value),
    ]),
  );
  const stints = Map.groupBy(await stintsIn(tx, people, seats, span), (one) => one.personId);
  return (personId) =>
    months.map((month) => ({
      amount: amounts.get(`${personId} ${month.from.slice(0, 7)}`) ?? 0n,
      isWhole: covers(stints.get(personId ?? "") ?? [], month),
    }));
}

/** Whether stints that follow each other without a day between them hold all of a month. */
function covers(stints: readonly Span[], month: Span): boolean {
  let at = month.from;
  for (const { from, to } of stints.toSorted((a, b) => (a.from < b.from ? -1 : 1))) if (from <= at && to > at) at = to;
  return at >= month.to;
}

/** Seasons of the units at and below the root; of a seat alone its own. */
async function seasonsOf(
  tx: Tx,
  book: Book,
  root: TreeNode,
  inside: readonly TreeNode[],
  months: readonly Span[],
  holidays: Holidays,
  align: boolean,
) {
  const nodes = root.kind === "position" ? [root] : inside.filter((node) => node.kind === "unit");
  const pieces = months.flatMap((month, at) => piecesOf(month).map((piece) => ({ ...piece, at, month: Number(month.from.slice(5, 7)) })));
  const spans = pieces.map(({ from, to }, i) => ({ key: String(i), from, to }));
  const values = await metricValues(tx, { metric: book.metric, nodes: { kind: root.kind, ids: nodes.map((node) => node.id) }, spans });
  const amounts = new Map(
    nodes.map((node) => [node.id, pieces.map((_, i) => inTargetUnits(book.metric, values.of(node.id, String(i)).numerator))]),
  );
  const seasonFrom = (past: readonly bigint[]): Season =>
    season(
      book.months,
      pieces.map((piece, i): Piece => ({ ...piece, amount: past[i]! })),
      holidays,
      align,
    );
  const own = new Map(nodes.map((node) => [node.id, seasonFrom(amounts.get(node.id)!)]));
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]));
  return {
    seasonOf(unitId: string): Season {
      for (let at: string | null = unitId; at !== null && own.has(at); at = parents.get(at) ?? null)
        if (own.get(at)!.kind === "history") return own.get(at)!;
      return own.get(unitId) ?? own.get(root.id)!;
    },
    pastOf(unitId: string): Amount[] {
      const past = amounts.get(unitId);
      return months.map((_, at) => (past ? pieces.reduce((sum, piece, i) => (piece.at === at ? sum + past[i]! : sum), 0n) : 0n));
    },
  };
}

/** Season shares of the past twelve months, by calendar month of the plan's: to bring part of a year to a whole one. */
export function seasonOfPast(season: Season, planned: readonly Span[], past: readonly Span[]): bigint[] {
  const byMonth = new Map(planned.map((month, i) => [month.from.slice(5, 7), season.months[i]!]));
  return past.map((month) => byMonth.get(month.from.slice(5, 7)) ?? PPM / 12n);
}

export const lastDayOf = (span: Span): Day => addDays(span.to, -1);
