import type { FactMetricCode } from "../kpi/dictionary.ts";

/** The five abilities of a seller 销售能力. Ratings say how able, the metric beside one says what came of it; neither is the other. */
export const abilities = ["product", "negotiation", "relationship", "market", "learning"] as const;
export type Ability = (typeof abilities)[number];

/** What facts there are near an ability. Learning has none that could be measured here: nothing is put in its place. */
export const abilityMetrics: Readonly<Record<Ability, FactMetricCode | null>> = {
  product: "aov-order",
  negotiation: "win-rate-broad",
  relationship: "referral-rate",
  market: "new-customers",
  learning: null,
};

export type Rating = { readonly ability: Ability; readonly kind: "self" | "manager"; readonly level: number; readonly ratedOn: string };
export type Rated = { readonly ability: Ability; readonly self: number | null; readonly manager: number | null };

/** The latest rating of each kind counts; an ability nobody rated is null, a gap in the picture and not the lowest level. */
export function profileOf(ratings: readonly Rating[]): Rated[] {
  const latest = (ability: Ability, kind: Rating["kind"]) =>
    ratings.filter((one) => one.ability === ability && one.kind === kind).reduce<Rating | null>((last, one) => (last && last.ratedOn > one.ratedOn ? last : one), null)?.level ?? null; // prettier-ignore
  return abilities.map((ability) => ({ ability, self: latest(ability, "self"), manager: latest(ability, "manager") }));
}

/** Self and manager two levels apart: worth a talk before it is worth a training. */
export const apart = ({ self, manager }: Rated): boolean => self !== null && manager !== null && Math.abs(self - manager) >= 2;

export type TeamAbility = {
  readonly ability: Ability;
  readonly rated: number;
  /** Mean of the managers' levels in hundredths; null when nobody is rated. */
  readonly mean: number | null;
  /** How many stand at 4 or 5: one alone is a risk, none a gap. */
  readonly strong: number;
};

/** A team by ability, the weakest first; who is not rated counts nowhere. */
export function teamAbilities(members: readonly (readonly Rated[])[]): TeamAbility[] {
  const rows = abilities.map((ability): TeamAbility => {
    const levels = members.flatMap((profile) => profile.find((one) => one.ability === ability)?.manager ?? []);
    const sum = levels.reduce((total, level) => total + level, 0);
    return {
      ability,
      rated: levels.length,
      mean: levels.length === 0 ? null : Math.round((sum * 100) / levels.length),
      strong: levels.filter((level) => level >= 4).length,
    };
  });
  return rows.toSorted((a, b) => (a.mean ?? 1_000) - (b.mean ?? 1_000));
}

/** Share of the greatest part in the whole, in millionths; null when there is no positive whole. */
export function concentration(amounts: readonly bigint[]): bigint | null {
  const whole = amounts.reduce((sum, one) => sum + one, 0n);
  const most = amounts.reduce((top, one) => (one > top ? one : top), 0n);
  return whole <= 0n ? null : (most * 1_000_000n) / whole;
}
