import type { Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { abilities, abilityConversions, lifeOf, type Belongs } from "#core/funnel/conversion.ts";
import { isIn, openStages, staysIn, type Stay } from "#core/funnel/deal.ts";
import { stageTimes } from "#core/funnel/stage-time.ts";
import type { Asked } from "../kpi/sheet.ts";
import { groundOf, type Ground } from "./picture.ts";
import { dealLines } from "./store.ts";

export const parts = ["entered", "moved-on", "lost", "pending", "old"] as const;
export type Part = (typeof parts)[number];
export type RowsAsked = {
  readonly part: Part;
  readonly stage?: string | undefined;
  readonly ability?: string | undefined;
  readonly created?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly after: number;
  readonly limit: number;
};

/** The deals behind a figure of the funnel: the same stays the figure counted, the longest first. */
export async function funnelRows(asked: Asked, belongs: Belongs, wanted: RowsAsked) {
  const ground = await groundOf(asked, wanted.pipeline);
  const found = wanted.part === "old" ? oldDeals(ground, asked, belongs, wanted.stage) : cohortDeals(ground, asked, belongs, wanted);
  const sorted = found.sort((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1));
  const shown = sorted.slice(wanted.after, wanted.after + wanted.limit);
  const lines = await dealLines(asked.tx, shown.map((deal) => deal.id), asked.tenant.today); // prettier-ignore
  const next = wanted.after + wanted.limit < sorted.length ? String(wanted.after + wanted.limit) : null;
  return {
    next,
    rows: shown.flatMap(({ id, enteredOn, days }) => {
      const line = lines.get(id);
      if (!line) return [];
      const { code, customer, person, stage, outcome, amount } = line;
      return [{ id, code, customer, person, stage, outcome, enteredOn, days, amount: amount === null ? null : formatAmount(amount) }];
    }),
  };
}

type Found = { id: string; enteredOn: Day; days: number };

function cohortDeals({ stages, deals }: Ground, asked: Asked, belongs: Belongs, wanted: RowsAsked): Found[] {
  const { today } = asked.tenant;
  const inCohort = (stay: Stay) => isIn(stay.enteredOn, asked.period) && belongs(stay.deal, stay.enteredOn);
  const stays = wanted.created
    ? deals.map((deal) => lifeOf(deal, today))
    : staysIn(deals, stages, ...placesWanted(stages, asked, wanted), today);
  const is: Record<Exclude<Part, "old">, (stay: Stay) => boolean> = {
    entered: () => true,
    "moved-on": (stay) => stay.hasMovedOn,
    lost: (stay) => !stay.hasMovedOn && stay.deal.outcome === "lost",
    pending: (stay) => !stay.hasMovedOn && stay.deal.outcome !== "lost",
  };
  const part = wanted.part === "old" ? "entered" : wanted.part;
  return stays.filter((stay) => inCohort(stay) && is[part](stay)).map(({ deal, enteredOn, days }) => ({ id: deal.id, enteredOn, days }));
}

/** First and last place of the stages asked for: one stage, or all of an ability; an unknown one is nowhere. */
function placesWanted(stages: Ground["stages"], { period, tenant }: Asked, { stage, ability }: RowsAsked): [number, number] {
  const open = openStages(stages).map((one) => one.name);
  const names =
    stage !== undefined
      ? [stage]
      : (abilityConversions([], stages, period, tenant.today).find((one) => one.ability === abilities.find((known) => known === ability))
          ?.stages ?? []);
  const places = names.map((name) => open.indexOf(name));
  return places.length === 0 ? [-1, -1] : [Math.min(...places), Math.max(...places)];
}

function oldDeals({ stages, deals }: Ground, { period, tenant }: Asked, belongs: Belongs, stage: string | undefined): Found[] {
  const entered = new Map(deals.map((deal) => [deal.id, deal.moves.at(-1)?.on ?? deal.createdOn]));
  return stageTimes(deals, stages, period, tenant.today, belongs)
    .filter((time) => stage === undefined || time.stage === stage)
    .flatMap((time) => time.old.map(({ id, days }) => ({ id, days, enteredOn: entered.get(id)! })));
}
