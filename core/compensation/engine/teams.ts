import type { Day, Span } from "../../base/date.ts";
import type { Credit as CreditKind } from "../language/plan.ts";
import { inBusinessOrder, type Credit, type Facts } from "./facts.ts";
import type { People } from "./people.ts";
import type { PayPeriod } from "./periods.ts";
import { Stopped } from "./stop.ts";

type TeamCredit = { readonly credit: Credit; readonly level: number };

/** Who stands above whom, and whose transactions count for whom. */
export class Teams {
  private readonly people: People;
  private readonly own: Facts["credits"];
  private everybody: readonly Credit[] | null = null;
  private below: ReadonlyMap<string, readonly TeamCredit[]> | null = null;

  constructor(people: People, { credits }: Facts) {
    this.people = people;
    this.own = credits;
  }

  /**
   * Somebody who is not there earns nothing, and no formula is asked: who comes in February has no quota of January. There is who has
   * business of the own in the period, or is in office and listed or has business of this kind.
   */
  isThere(person: string, period: PayPeriod, kind: CreditKind = "own"): boolean {
    if (this.people.isListed(person, period) || this.credits(person, "own", period).length > 0) return true;
    return kind !== "own" && this.people.isEmployed(person, period) && this.credits(person, kind, period).length > 0;
  }

  /** Credits of a kind in a span, in business order; the hierarchy is that of each transaction's day. */
  credits(person: string, kind: CreditKind, span: Span): Credit[] {
    const inside = ({ transaction: { date } }: Credit) => date >= span.from && date < span.to;
    if (kind === "all") return within(this.all, span);
    const own = kind === "own" || kind === "team" ? within(this.own.get(person) ?? [], span) : [];
    if (kind === "own") return own;
    const below = this.creditsBelow(person)
      .filter(({ level, credit }) => inside(credit) && (kind !== "direct" || level === 1))
      .map(({ credit }) => credit);
    return kind === "team" ? [...own, ...below].toSorted(inBusinessOrder) : below;
  }

  /** Sorted when a plan asks beyond a participant's own. */
  private get all(): readonly Credit[] {
    return (this.everybody ??= [...this.own.values()].flat().toSorted(inBusinessOrder));
  }

  private creditsBelow(person: string): readonly TeamCredit[] {
    this.below ??= this.byManager();
    return this.below.get(person) ?? [];
  }

  private byManager(): Map<string, TeamCredit[]> {
    const found = new Map<string, TeamCredit[]>();
    for (const credit of this.all) {
      this.chain(credit.participant, credit.transaction.date).forEach((manager, i) => {
        const known = found.get(manager);
        if (known) known.push({ credit, level: i + 1 });
        else found.set(manager, [{ credit, level: i + 1 }]);
      });
    }
    return found;
  }

  others(person: string, kind: CreditKind, day: Day): readonly string[] {
    const all = this.people.ids;
    if (kind === "all") return all;
    if (kind === "own") return [person];
    const below = all.filter((other) => {
      if (other === person) return false;
      const chain = this.chain(other, day);
      return kind === "direct" ? chain[0] === person : chain.includes(person);
    });
    return kind === "team" ? [person, ...below] : below;
  }

  /** Managers of a person upwards, as of a day. */
  private chain(person: string, day: Day): string[] {
    const chain: string[] = [];
    for (let at = this.manager(person, day); at !== null; at = this.manager(at, day)) {
      if (at === person || chain.includes(at)) throw new Stopped("hierarchy-circle", { name: at });
      chain.push(at);
    }
    return chain;
  }

  private manager(person: string, day: Day): string | null {
    const found = this.people.cell(person, "manager", day);
    return typeof found === "string" && found !== "" ? found : null;
  }
}

/** The part of a list in business order that lies in a span. */
function within(list: readonly Credit[], { from, to }: Span): Credit[] {
  return list.slice(firstFrom(list, from), firstFrom(list, to));
}

function firstFrom(list: readonly Credit[], day: Day): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.transaction.date < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
