import { createHash } from "node:crypto";
import type { z } from "zod";
import type { letterContent } from "#api/target-letters.ts";
import { addDays } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { periodOf, periodsIn } from "#core/calendar/period.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import { targetMetricCodes } from "#core/kpi/dictionary.ts";
import type { Scope } from "../access/door.ts";
import { canonical } from "../audit/record.ts";
import type { Tenant } from "../auth/principal.ts";
import { seatsWithin, type Seat } from "../coaching/store.ts";
import type { Tx } from "../db/tx.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { bookOf, fiscalOf, yearOf, unitOf, type Book } from "../targets/book.ts";
import { planOf } from "../targets/plan-store.ts";
import { singlesOf } from "../targets/single-store.ts";
import { setsOf } from "../targets/store.ts";

export type LetterContent = z.infer<typeof letterContent>;
export type Draft = { readonly seat: Seat & { readonly code: string }; readonly content: LetterContent };
type Who = { readonly tx: Tx; readonly tenant: Tenant; readonly scope: Scope };

/** What a letter of the year would say today for every seat in reach that has a published target. */
export async function draftsOf({ tx, tenant, scope }: Who, year: number): Promise<Draft[]> {
  const books: { book: Book; version: number }[] = [];
  for (const metric of targetMetricCodes) {
    const set = (await setsOf(tx, metric, year)).find((one) => one.state === "published");
    if (set) books.push({ book: await bookOf(tx, tenant, metric, year, set), version: set.version });
  }
  const codes = new Map(books[0]?.book.nodes.map((node) => [node.id, node.code]));
  const comparisons = await singlesIn(tx, tenant, year);
  const drafts: Draft[] = [];
  for (const seat of await seatsWithin(tx, scope, tenant.today)) {
    const targets = books.map(({ book, version }) => targetOf(book, version, seat.positionId)).filter((one) => one !== null);
    const singles = comparisons.get(seat.positionId) ?? [];
    if (targets.length + singles.length === 0) continue;
    const plan = await planOf(tx, seat.positionId, year, tenant.timeZone);
    const person = { name: seat.name, code: codes.get(seat.positionId) ?? "", title: seat.title, unit: seat.unitName };
    const actions = plan.map(({ title, dueOn, path }) => ({ title, dueOn, path }));
    const content = {
      company: tenant.name,
      person,
      year,
      currency: tenant.currency,
      targets,
      ...(singles.length > 0 && { singles }),
      actions,
      conditions: "",
    };
    drafts.push({ seat: { ...seat, code: person.code }, content });
  }
  return drafts;
}

type Single = NonNullable<LetterContent["singles"]>[number];

/** Targets with a comparison by seat: of the year and of the periods inside it. */
async function singlesIn(tx: Tx, tenant: Tenant, year: number): Promise<Map<string, Single[]>> {
  const fiscal = fiscalOf(tenant);
  const whole = periodOf(String(year), fiscal)!;
  const periods = [whole, ...(["half", "quarter", "month"] as const).flatMap((grain) => periodsIn(whole, grain, fiscal))];
  const found = new Map<string, Single[]>();
  for (const row of await singlesOf(tx, periods.map(({ key }) => key))) {
    const metric = row.value === null ? null : await definitionOf(tx, row.metric, addDays(periodOf(row.period, fiscal)!.to, -1));
    if (!metric) continue;
    const show = (exact: bigint | null) => (exact === null ? null : shownIn(metric.unit, exact, tenant.currency));
    const { period, comparison, note, value, upper, stretch } = row;
    const single = { metric: row.metric, label: metric.label, period, comparison, note, value: show(value)!, upper: show(upper), stretch: show(stretch) };
    found.set(row.nodeId, [...(found.get(row.nodeId) ?? []), single]);
  }
  return found;
} // prettier-ignore

function targetOf(book: Book, version: number, positionId: string): LetterContent["targets"][number] | null {
  const { months } = book.entry(positionId);
  const year = yearOf(months);
  if (year === null || year === 0n) return null;
  const quarter = (q: number) => formatAmount(months.slice(q * 3, q * 3 + 3).reduce<bigint>((sum, month) => sum + (month ?? 0n), 0n));
  return {
    metric: book.metric,
    unit: unitOf(book.metric),
    version,
    year: formatAmount(year),
    quarters: [0, 1, 2, 3].map(quarter),
    months: months.map((month, i) => ({ key: book.months[i]!.key, amount: month === null ? null : formatAmount(month) })),
  };
}

/** What a signature stands for: the exact content, whatever order its fields come back in. */
export const hashOf = (content: LetterContent): string => createHash("sha256").update(canonical(content)).digest("hex");

/** The numbers alone: a new version that leaves a person's numbers as they are asks for no new signature. */
export const numbersOf = ({ targets, singles = [] }: Pick<LetterContent, "targets" | "singles">): string =>
  canonical([...targets.map(({ metric, months }) => ({ metric, months })), ...singles.map(({ label: _, ...single }) => single)]);
