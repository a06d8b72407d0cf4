import type { Day, Span } from "../base/date.ts";

/** The days [from, to) on which a person held a seat. */
export type Stint = { readonly personId: string; readonly positionId: string; readonly from: Day; readonly to: Day | null };
/** A seat in pay as it stands on a day. `leftFrom`: somebody settled apart, and the seat he gave up. */
export type Seated = { readonly positionId: string; readonly code: string; readonly personId: string | null; readonly leftFrom?: string };

/** `ids`: the seats whose business is read. `of`: on whose statements a credit stands. `handed`: seats whose holder changed within a span. */
export type Owner = {
  readonly ids: readonly string[];
  of(credit: { readonly positionId: string; readonly day: Day }): readonly string[];
  handed(span: Span): readonly string[];
};

/**
 * Whose business is: that of the person who held the seat on its day. It stands on the seat the person holds on the last day, wherever it came
 * in; the successor begins with nothing. What comes in on a seat nobody held stands on the seat itself, unless statements hang on earlier ones:
 * then it is nobody's, because it would move with a person.
 */
export function ownersOf(seats: readonly Seated[], stints: readonly Stint[], asOf: Day, isLasting: boolean): Owner {
  const loaded = new Map(seats.map((seat) => [seat.positionId, seat]));
  const byPosition = Map.groupBy(stints, (one) => one.positionId);
  const holds = new Map<string, string>();
  for (const { personId, positionId, from, to } of stints) if (covers({ from, to }, asOf)) holds.set(personId, positionId);
  const codesOf = (some: readonly Seated[]) => new Map(some.flatMap(({ personId, code }) => (personId ? [[personId, code] as const] : [])));
  const [codes, apart] = [codesOf(seats), codesOf(seats.filter((seat) => seat.leftFrom))];
  const of = ({ positionId, day }: { positionId: string; day: Day }): string[] => {
    const stint = byPosition.get(positionId)?.find((one) => covers(one, day));
    const seat = loaded.get(positionId);
    if (!stint) return seat && !isLasting ? [seat.code] : [];
    if (covers(stint, asOf) || seat?.personId === stint.personId) return seat ? [seat.code] : [];
    const now = holds.get(stint.personId);
    const code = now === undefined ? codes.get(stint.personId) : (loaded.get(now)?.code ?? apart.get(stint.personId));
    return code === undefined ? [] : [code];
  };
  const handed = (span: Span) => [...byPosition].filter(([, ones]) => ones.some((one) => isCut(one, span))).map(([id]) => id);
  return { ids: [...new Set([...loaded.keys(), ...byPosition.keys()])], of, handed };
}

type Days = { readonly from: Day; readonly to: Day | null };
const covers = ({ from, to }: Days, day: Day): boolean => from <= day && (to === null || day < to);
const isCut = ({ from, to }: Days, span: Span): boolean =>
  (from > span.from && from < span.to) || (to !== null && to > span.from && to < span.to);
