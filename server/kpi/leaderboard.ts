import { formatAmount } from "#core/base/money.ts";
import { elapsed } from "#core/calendar/compare.ts";
import type { Period } from "#core/calendar/period.ts";
import type { Value } from "#core/explain/explanation.ts";
import type { FactMetricCode } from "#core/kpi/dictionary.ts";
import { attainment, type Operand } from "#core/kpi/formulas.ts";
import { nextBand, ranked, type Ranked } from "#core/kpi/rank.ts";
import { subtree } from "../access/door.ts";
import { allSeats, type Seat } from "../appraisal/roster.ts";
import { publishedTargets } from "../targets/published.ts";
import { unitsOn } from "../home/store.ts";
import { periodReply } from "./overview.ts";
import { factOperand, targetOperand, type Asked } from "./sheet.ts";
import { metricValues } from "./store.ts";
import { ownNode, seatSubject, type Caller, type Subject } from "./subject.ts";

export type Wish = {
  readonly period: Period;
  readonly metric: Extract<FactMetricCode, "signed-amount" | "collected-amount" | "deal-count" | "new-customers"> | "attainment";
  readonly by: "person" | "team";
  readonly among: "mine" | "company";
  readonly cursor?: string | undefined;
  readonly limit: number;
};
type Entry = Subject & { readonly unitId: string; readonly value: Operand; readonly target: Operand; readonly attainment: Operand };

/**
 * Places among those compared, and of these only what the caller may see: his own place always, what he may read
 * anyway, and beyond that what the company's rank visibility opens. A hidden place still counts as one.
 */
export async function leaderboard(caller: Caller, wish: Wish) {
  const { scope, tenant } = caller;
  const seats = (await allSeats(caller.tx, tenant.today)).filter((seat) => !seat.isHead && seat.personId !== null);
  const compared = await amongOf(caller, seats, wish.among);
  const entries = await entriesOf(caller, wish, compared);
  const places = ranked(entries, (entry) => (wish.metric === "attainment" ? entry.attainment.exact : entry.value.exact));
  const team = new Set(seats.filter((seat) => scope.positionIds.includes(seat.positionId)).map((seat) => seat.unitId));
  const isOpen = scope.all || tenant.rankVisibility === "all";
  const maySee = ({ of }: Ranked<Entry>) =>
    isOpen ||
    scope.unitIds.includes(of.unitId) ||
    scope.positionIds.includes(of.id) ||
    (wish.by === "person" && tenant.rankVisibility === "team" && team.has(of.unitId));
  const seen = places.filter(maySee);
  const start = wish.cursor ? seen.findIndex(({ of }) => of.id === wish.cursor) + 1 : 0;
  const shown = seen.slice(start, start + wish.limit);
  const own = places.find(({ of }) => scope.positionIds.includes(of.id));
  return {
    rows: shown.map((place) => placeOf(place, caller)),
    next: start + shown.length < seen.length ? (shown.at(-1)?.of.id ?? null) : null,
    period: periodReply(wish.period, tenant),
    metric: wish.metric,
    by: wish.by,
    among: wish.among,
    visibility: tenant.rankVisibility,
    ranked: places.filter(({ rank }) => rank !== null).length,
    seesAll: scope.all,
    hasTeams: isOpen || scope.unitIds.length > 1,
    own: own ? { ...placeOf(own, caller), target: own.of.target.explanation.value, next: bandOf(own.of) } : null,
  };
}

/** Those under the unit one leads, or the colleagues of one's own unit; the company has everybody. */
async function amongOf(caller: Caller, seats: readonly Seat[], among: Wish["among"]): Promise<Seat[]> {
  if (among === "company" || caller.scope.all) return [...seats];
  const node = await ownNode(caller);
  const unitId = node?.kind === "unit" ? node.id : seats.find((seat) => seat.positionId === node?.id)?.unitId;
  if (!unitId) return [];
  const units = new Set(await subtree(caller.tx, [unitId], caller.tenant.today));
  return seats.filter((seat) => units.has(seat.unitId));
}

async function entriesOf(caller: Caller, { period, metric, by }: Wish, seats: readonly Seat[]): Promise<Entry[]> {
  const { tx, tenant } = caller;
  const base: FactMetricCode = metric === "attainment" ? "signed-amount" : metric;
  const subjects = by === "person" ? seats.map((seat) => ({ ...seatSubject(seat), unitId: seat.unitId })) : await teamsOf(caller, seats);
  const nodes = { kind: by === "person" ? ("position" as const) : ("unit" as const), ids: subjects.map(({ id }) => id) };
  const span = elapsed(period, tenant.today);
  const values = await metricValues(tx, { metric: base, nodes, spans: [{ ...span, key: "now" }] });
  const targets = await publishedTargets(tx, base, nodes, period);
  return subjects.map((subject) => {
    const asked: Asked = { tx, tenant, subject, period };
    const value = factOperand(asked, base, values.of(subject.id, "now"), span);
    const target = targetOperand(base, targets.get(subject.id) ?? null, tenant.currency);
    return { ...subject, value, target, attainment: attainment(value, target) };
  });
}

/** The units these people sit in. */
async function teamsOf({ tx, tenant }: Caller, seats: readonly Seat[]): Promise<(Subject & { unitId: string })[]> {
  const units = await unitsOn(tx, tenant.today, { ids: [...new Set(seats.map((seat) => seat.unitId))] });
  return units.map(({ id, name, headName }) => ({ kind: "unit", id, unitId: id, name, detail: headName ?? "" }));
}

function placeOf({ of, rank }: Ranked<Entry>, { scope }: Caller) {
  const isOwn = scope.positionIds.includes(of.id);
  const value: Value = of.value.explanation.value;
  return {
    rank,
    kind: of.kind,
    id: of.id,
    name: of.name,
    detail: of.detail,
    value,
    attainment: of.attainment.explanation.value,
    isOwn,
    canOpen: isOwn || scope.all || scope.unitIds.includes(of.unitId),
  };
}

/** Counted metrics are in millionths; the way to the next band is told in amounts only. */
function bandOf({ value, target }: Entry) {
  if (value.exact === null || value.explanation.value.kind !== "amount") return null;
  const next = nextBand(value.exact, target.exact);
  return next && { at: String(next.at), remaining: formatAmount(next.remaining) };
}
