import type { Contract } from "#api/index.ts";
import { addMonths, addDays } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { abilities, abilityMetrics, apart, concentration, profileOf, teamAbilities, type Ability } from "#core/diagnosis/abilities.ts";
import { placeAmong, tenureOf } from "#core/diagnosis/comparison.ts";
import { exactOf, known, shownIn } from "#core/kpi/quantity.ts";
import { reachesPosition, scopeOf, subtree, type Scope } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { factOperand } from "../kpi/sheet.ts";
import { metricValues } from "../kpi/store.ts";
import { subjectOf, type Caller } from "../kpi/subject.ts";
import { holderOf, insertRating, ratingsOf, type RatingRow } from "./ability-store.ts";
import { sellersOn } from "./comparison-store.ts";

type Profile = Contract["GET /api/ability-profile"];

/** Who may: oneself, and whoever leads the seat. Ratings of others never leave that line. */
export async function abilityProfile(ctx: Context<Profile>): Promise<Reply<Profile>> {
  const position = ctx.query.position ?? ctx.scope.positionIds[0];
  const subject = position === undefined ? null : await subjectOf(ctx, { position });
  const holder = subject && (await holderOf(ctx.tx, subject.id, ctx.today));
  if (!subject || !holder) return refuse("not-found");
  const ratings = await ratingsOf(ctx.tx, [holder.personId]);
  const facts = await factsBeside(ctx, subject.id);
  const writable = await scopeOf(ctx.tx, ctx.user, "ability-profiles", "write", ctx.today);
  return {
    subject,
    personId: holder.personId,
    abilities: profileOf(ratings).map((one) => ({ ...one, isApart: apart(one), ...facts[one.ability] })),
    ratings: ratings.map(shownRating),
    mayRateAs: await raterKind(ctx, writable, { id: subject.id, personId: holder.personId }),
  };
}

/** Oneself as self; whom one leads, and nobody on the own seat, as manager. */
async function raterKind(
  { tx, user, tenant }: Caller,
  scope: Scope | null,
  seat: { id: string; personId: string },
): Promise<"self" | "manager" | null> {
  if (!scope) return null;
  if (user.personId === seat.personId) return scope.positionIds.includes(seat.id) ? "self" : null;
  return (await reachesPosition(tx, { ...scope, positionIds: [] }, seat.id, tenant.today)) ? "manager" : null;
}

const shownRating = ({ personId: _, ...rating }: RatingRow) => rating;

/** Twelve months of the metric near each ability, with the median of the company's sellers when there are five. */
async function factsBeside({ tx, tenant }: Caller, positionId: string) {
  const to = addDays(tenant.today, 1);
  const span = { from: addMonths(to, -12), to };
  const others = (await sellersOn(tx, tenant.today)).map((one) => one.id).filter((id) => id !== positionId);
  const facts: Partial<Record<Ability, Awaited<ReturnType<typeof factBeside>>>> = {};
  for (const ability of abilities) facts[ability] = await factBeside(ability); // one connection: one question after the other
  return facts as Required<typeof facts>;

  async function factBeside(ability: Ability) {
    const code = abilityMetrics[ability];
    if (code === null) return { fact: null, peersMedian: null };
    const metric = known(code);
    const values = await metricValues(tx, {
      metric,
      nodes: { kind: "position", ids: [positionId, ...others] },
      spans: [{ ...span, key: "now" }],
    });
    const own = factOperand({ tenant, subject: { kind: "position", id: positionId } }, metric, values.of(positionId, "now"), span);
    const place = placeAmong(
      own.exact,
      others.map((id) => exactOf(metric, values.of(id, "now"))),
      "up",
    );
    return { fact: own.explanation, peersMedian: place.kind === "place" ? shownIn(metric.unit, place.median, tenant.currency) : null };
  }
}

type Team = Contract["GET /api/team-profile"];

export async function teamProfile(ctx: Context<Team>): Promise<Reply<Team>> {
  const subject = await subjectOf(ctx, ctx.query);
  if (!subject || subject.kind !== "unit") return refuse("not-found");
  const { tx, tenant } = ctx;
  const seats = await sellersOn(tx, tenant.today, await subtree(tx, [subject.id], tenant.today));
  const ratings = Map.groupBy(
    await ratingsOf(
      tx,
      seats.map((seat) => seat.personId),
    ),
    (one) => one.personId,
  );
  const to = addDays(tenant.today, 1);
  const amounts = await metricValues(tx, {
    metric: known("signed-amount"),
    nodes: { kind: "position", ids: seats.map((seat) => seat.id) },
    spans: [{ from: addMonths(to, -12), to, key: "year" }],
  });
  const members = seats.map(({ id, personId, name, title, months }) => ({
    positionId: id,
    name,
    title,
    tenure: months === null ? null : tenureOf(months),
    abilities: profileOf(ratings.get(personId) ?? []).map((one) => ({ ...one, isApart: apart(one) })),
    amount: amounts.of(id, "year").numerator,
  }));
  return {
    subject,
    members: members.map((one) => ({ ...one, amount: formatAmount(one.amount) })),
    abilities: teamAbilities(members.map((one) => one.abilities)),
    titles: counts(members.map((one) => one.title)),
    tenures: counts(members.map((one) => one.tenure ?? "unknown")),
    concentration: concentration(members.map((one) => one.amount))?.toString() ?? null,
  };
}

const counts = (keys: readonly string[]) =>
  [...Map.groupBy(keys, (key) => key)].map(([key, list]) => ({ key, count: list.length })).toSorted((a, b) => b.count - a.count);

type Rate = Contract["POST /api/ability-ratings"];

/** Nobody rates himself as a manager: the kind follows from who it is. */
export async function rateAbility(ctx: Context<Rate>): Promise<Reply<Rate>> {
  const { tx, body, user, today, scope, audit } = ctx;
  const holder = await holderOf(tx, body.positionId, today);
  const kind = holder && (await raterKind(ctx, scope, { id: body.positionId, personId: holder.personId }));
  if (!holder || !kind || user.personId === null) return refuse("not-found");
  const { id, ability, level, evidence } = body;
  const isNew = await insertRating(tx, {
    id,
    personId: holder.personId,
    ability,
    kind,
    level,
    evidence,
    ratedOn: today,
    raterPersonId: user.personId,
  });
  if (isNew)
    await audit({
      action: "ability.rate",
      subjectKind: "ability-rating",
      subjectId: id,
      subjectLabel: holder.name,
      after: { ability, kind },
    });
  const made = (await ratingsOf(tx, [holder.personId])).find((one) => one.id === id);
  return made ? shownRating(made) : refuse("not-found");
}
