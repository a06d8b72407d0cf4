import { sql } from "kysely";
import { addMonths, type Day } from "#core/base/date.ts";
import { columnOf, type Outcome, type Table } from "#core/win-probability/table.ts";
import { train, type Because, type Trained } from "#core/win-probability/win-probability.ts";
import type { Tx } from "../db/tx.ts";
import { features, pastStates, presentStates, type State } from "./states.ts";

/** What is kept of a model: what it rests on, not the deals it scored. */
export type Model = Omit<Trained, "scores"> & {
  readonly ended: number;
  readonly deals: number;
  readonly days: { readonly first: Day; readonly last: Day };
};

/** Deals are looked at as they stood on the first of each month of two years; the last months are left to them to come to an end. */
const MONTHS = 24;
const MONTHS_TO_END = 4;

const daysBefore = (today: Day): Day[] =>
  Array.from({ length: MONTHS }, (_, i) => addMonths(`${today.slice(0, 8)}01`, i + 1 - MONTHS - MONTHS_TO_END));

/**
 * Learns from the company's own deals and scores the open ones. A deal counts on every first of a month on which it was open, as it stood that day,
 * so that it is seen as the open deals are seen now; the check is made on deals created later than those it learns from.
 */
export async function learnFromDeals(tx: Tx, today: Day): Promise<{ readonly model: Omit<Model, "ended">; readonly scores: readonly { readonly id: string; readonly probability: number; readonly because: readonly Because[] }[] }> {
  const days = daysBefore(today);
  const [past, present] = [await pastStates(tx, days), await presentStates(tx, today)];
  const all = [...past, ...present];
  const table: Table = { names: [...features, "created"], rows: all.map((state) => [...features.map((name) => state[name]), state.created]) };
  const ids = new Map([...new Set(all.map(({ id }) => id))].map((id, i) => [id, i]));
  const trained = train({
    columns: table.names.map((_, i) => columnOf(table, i)),
    outcomes: all.map(({ outcome }): Outcome => (outcome === "won" ? 1 : outcome === "lost" ? 0 : null)),
    time: "created", without: ["created"], group: all.map(({ id }) => ids.get(id)!),
  });
  const { scores, ...model } = trained;
  return {
    model: { ...model, leftOut: model.leftOut.filter(({ name }) => name !== "created"), deals: new Set(past.map(({ id }) => id)).size, days: { first: days[0]!, last: days.at(-1)! } },
    scores: scores.map(({ row, probability, because }) => ({ id: all[row]!.id, probability, because: because.map((one) => inWords(one, all[row]!)) })),
  };
} // prettier-ignore

/** A number says how large it is; a word is one already. */
const inWords = (because: Because, state: State): Because => ({
  ...because,
  said: because.said || (state[because.name as keyof State] ?? ""),
});

/**
 * Made once a day, and again when a tenth more or fewer deals have come to an end since, as after an import; asked otherwise it does nothing. Where
 * there is no model, no deal has a score. Cost: one count; when it is made, the deals of two years.
 */
export async function keepToday(tx: Tx, today: Day): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('win-probability'), current_tenant()::int)`);
  const ended = (await tx.row(
    sql<{ n: number }>`select count(*)::int as n from deals where tenant_id = current_tenant() and outcome <> 'open'`,
  ))!.n;
  const known = await modelOf(tx);
  if (known?.madeOn === today && Math.abs(known.document.ended - ended) <= 0.1 * known.document.ended) return;
  const { model: made, scores } = await learnFromDeals(tx, today);
  const model: Model = { ...made, ended };
  await tx.run(sql`insert into win_models (tenant_id, made_on, document) values (current_tenant(), ${today}::date, ${JSON.stringify(model)}::jsonb)
    on conflict (tenant_id) do update set made_on = excluded.made_on, document = excluded.document`);
  await tx.run(sql`delete from win_scores where tenant_id = current_tenant()`);
  if (model.verdict !== "model") return;
  const rows = scores.map(({ id, probability, because }) => ({ id, ppm: Math.round(probability * 1e6), because }));
  await tx.run(sql`insert into win_scores (tenant_id, deal_id, ppm, because)
    select current_tenant(), id, ppm, because from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, ppm int, because jsonb)`);
}

/** The model in force, with the day it was made. */
export const modelOf = (tx: Tx): Promise<{ madeOn: Day; document: Model } | undefined> =>
  tx.row(sql<{ madeOn: Day; document: Model }>`select made_on as "madeOn", document from win_models where tenant_id = current_tenant()`);
