import type { Day } from "#core/base/date.ts";
import { historyAfter, retold, type FieldChange, type Move } from "#core/deals/history.ts";
import type { CreditShare } from "#core/imports/credit.ts";
import type { DealHistoryRecord, StageRecord } from "#core/imports/process-records.ts";
import type { DealRecord } from "#core/imports/records.ts";
import { deals as dealKeeper, type DealCredit, type DealState } from "../../deals/keeper.ts";
import { stageKey, stages as stageKeeper, type StageState } from "../../deals/stage-keeper.ts";
import { stagesOf } from "../../deals/stages.ts";
import { seatsOf, type Seats } from "../../orders/seats.ts";
import type { Importer, Report } from "../importer.ts";
import { idsByCode, idsByCodeOrName } from "../lookup.ts";
import { ownerOn } from "./catalogue.ts";

export const dealStages: Importer<StageRecord, StageState> = {
  keyOf: stageKey,
  keeper: stageKeeper,
  prepare: async () => (record) => record,
};

/**
 * Unknown customers and products keep the deal: their words are stored with it and reported, so that nothing is lost.
 * Another stage, date, amount, owner or category than before leaves its row of history on the day the file names, else today.
 */
export const opportunities: Importer<DealRecord, DealState> = {
  keyOf: (record) => record.code,
  keeper: dealKeeper,
  async prepare(tx, entries, { today }) {
    const records = entries.map((e) => e.record);
    const named = records.flatMap((r) => [r.owner, ...[...r.split, ...r.overlay].map((share) => share.person)]);
    const seats = await seatsOf(tx, named);
    const of = (pick: (record: DealRecord) => string | null) => records.map(pick);
    const customerIds = await idsByCodeOrName(tx, "customers", of((r) => r.customer)); // prettier-ignore
    const productIds = await idsByCodeOrName(tx, "products", of((r) => r.product)); // prettier-ignore
    const leadIds = await idsByCode(tx, "leads", of((r) => r.lead)); // prettier-ignore
    const warnOfStage = await stageWarnings(tx);
    return (record, present, report) => {
      const days = [record.createdOn, record.closedOn, today].filter((day) => day !== null);
      const owner = ownerOn(seats, record.owner, days, report);
      if (owner === undefined) return null;
      const credits = creditsOf(record, owner, present, seats, days, report);
      if (credits === null) return null;
      const { customer, product, lead } = record;
      const [customerId, productId] = [customerIds.get(customer ?? "") ?? null, productIds.get(product ?? "") ?? null];
      if (customer !== null && customerId === null) report.warn("customer", "deal-unknown-customer", customer, { customer });
      if (product !== null && productId === null) report.warn("product", "deal-unknown-product", product, { product });
      if (lead !== null && !leadIds.has(lead)) report.warn("lead", "unknown-lead", lead, { lead });
      const pipeline = record.pipeline ?? present?.pipeline ?? "default";
      warnOfStage(pipeline, record.stage, report);
      const after = {
        ...plain(record, present),
        customerId,
        productId,
        pipeline,
        credits,
        customerText: customerId === null ? customer : null,
        productText: productId === null ? product : null,
        ownerPositionId: owner,
        leadId: leadIds.get(lead ?? "") ?? present?.leadId ?? null,
      };
      const first = present === null ? (record.closedOn ?? record.createdOn) : null;
      return { ...after, ...historyAfter(present, after, record.changedOn ?? first ?? today, null) };
    };
  },
};

/** What a file does not say stays as it is; only the columns that have always been there may empty a field. */
function plain(record: DealRecord, present: DealState | null) {
  const { code, name, stage, outcome, amount, createdOn, expectedOn, closedOn } = record;
  return {
    code,
    name,
    stage,
    outcome,
    amount,
    createdOn,
    expectedOn,
    closedOn,
    source: record.source ?? present?.source ?? "",
    category: record.category ?? present?.category ?? ("pipeline" as const),
    lostKind: outcome === "lost" ? (record.lostKind ?? present?.lostKind ?? null) : null,
    lostReasons: record.lostReasons.length > 0 ? record.lostReasons : (present?.lostReasons ?? []),
    competitor: record.competitor ?? present?.competitor ?? "",
    nextStep: record.nextStep ?? present?.nextStep ?? "",
    nextStepOn: record.nextStepOn ?? present?.nextStepOn ?? null,
  };
}

/** Shares by position; without a split the owner has all of it, and a split made before stays while its owner does. */
function creditsOf(
  { split, overlay }: DealRecord,
  owner: string | null,
  present: DealState | null,
  seats: Seats,
  days: readonly Day[],
  report: Report,
): readonly DealCredit[] | null {
  const shares = (field: string, all: readonly CreditShare[], kind: DealCredit["class"]): (DealCredit | null)[] =>
    all.map(({ person, sharePpm }) => {
      const position = ownerOn(seats, person, days, {
        ...report,
        refuse: (_, code, text, values) => report.refuse(field, code, text, values),
      });
      return position === undefined || position === null ? null : { class: kind, positionId: position, sharePpm: Number(sharePpm) };
    });
  const kept = (kind: DealCredit["class"]) => present?.credits.filter((credit) => credit.class === kind) ?? [];
  const alone: DealCredit[] = owner === null ? [] : [{ class: "primary", positionId: owner, sharePpm: 1_000_000 }];
  const stays = present?.ownerPositionId === owner && kept("primary").length > 0;
  const primary = split.length > 0 ? shares("split", split, "primary") : stays ? kept("primary") : alone;
  const beside = overlay.length > 0 ? shares("overlay", overlay, "overlay") : kept("overlay");
  const all = [...primary, ...beside];
  return all.includes(null) ? null : sortedCredits(all as DealCredit[]);
}

const sortedCredits = (all: readonly DealCredit[]): DealCredit[] =>
  all.toSorted((a, b) => (a.class === b.class ? (a.positionId < b.positionId ? -1 : 1) : a.class === "primary" ? -1 : 1));

/** Where a company has named its stages, another one is added as open, and said once a file. Before that a file names them. */
async function stageWarnings(tx: Parameters<typeof stagesOf>[0]) {
  const known = await stagesOf(tx);
  const named = new Set(known.map((stage) => stage.pipeline));
  const seen = new Set(known.map(stageKey));
  return (pipeline: string, name: string, report: Report): void => {
    const key = stageKey({ pipeline, name });
    if (!named.has(pipeline) || seen.has(key)) return;
    seen.add(key);
    report.warn("stage", "stage-added", name, { stage: name });
  };
}

/** The history of deals that are there: what the file tells replaces what was known up to its last day. */
export const dealHistory: Importer<DealHistoryRecord, DealState> = {
  keyOf: (record) => record.deal,
  keeper: dealKeeper,
  async prepare(tx, entries, { today }) {
    const persons = entries.flatMap(({ record }) =>
      record.changes.flatMap((change) => (change.field === "owner" ? [change.before, change.after] : [])),
    );
    const seats = await seatsOf(tx, persons);
    const warnOfStage = await stageWarnings(tx);
    return ({ deal, moves, changes }, present, report) => {
      if (present === null) return report.refuse("deal", "unknown-deal", deal, { deal });
      const told: FieldChange[] = [];
      for (const { field, before, after, on } of changes) {
        const of = (person: string | null) => (field === "owner" ? ownerOn(seats, person, [on, today], report) : person);
        const [was, is] = [of(before), of(after)];
        if (was === undefined || is === undefined) return null;
        told.push({ field, before: was, after: is, changedOn: on, by: null });
      }
      for (const { stage } of moves) warnOfStage(present.pipeline, stage, report);
      const all = retold<Move>(present.moves, moves.map(({ stage, on }) => ({ stage, enteredOn: on, by: null })), (m) => m.enteredOn); // prettier-ignore
      return {
        ...present,
        // An open deal stands where its history ends; a closed one keeps its end.
        stage: present.outcome === "open" ? (all.at(-1)?.stage ?? present.stage) : present.stage,
        moves: all,
        changes: retold(present.changes, told, (change) => change.changedOn),
      };
    };
  },
};
