import { randomUUIDv7 } from "node:crypto";
import type { ImportKind } from "#core/imports/fields.ts";
import type { TextRow } from "#core/imports/mapping.ts";
import { excerptOf, type RowProblem } from "#core/imports/problems.ts";
import type { Entry } from "#core/imports/records.ts";
import { entriesOf } from "#core/imports/rows.ts";
import { packed, type Change } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { tenantOf } from "../auth/principal.ts";
import type { Report, Surroundings } from "./importer.ts";
import { importerOf } from "./kinds/index.ts";

export type Effect = "new" | "changed" | "same" | "refused";
/** What an import would do. Preview shows it, the run carries it out: one computation. */
export type ImportPlan = {
  readonly kind: ImportKind;
  readonly changes: readonly Change<unknown>[];
  readonly problems: readonly RowProblem[];
  readonly effects: ReadonlyMap<number, Effect>;
  readonly counts: Counts;
};
export type Counts = Readonly<Record<Effect, number>> & { readonly total: number; readonly warnings: number };

export async function planImport(tx: Tx, kind: ImportKind, rows: readonly TextRow[], around?: Surroundings): Promise<ImportPlan> {
  const surroundings = around ?? (await surroundingsOf(tx));
  const { entries, problems } = entriesOf(kind, rows, surroundings.today);
  const importer = importerOf(kind);
  const byDate = [...entries].sort((a, b) => compareFrom(a.record, b.record));
  const stored = await importer.keeper.load(tx, [...new Set(entries.map((e) => importer.keyOf(e.record)))]);
  const make = await importer.prepare(tx, entries, surroundings);
  const found: RowProblem[] = [...problems];
  const effects = new Map<number, Effect>();
  const states = new Map<string, unknown>();
  for (const entry of byDate) {
    const key = importer.keyOf(entry.record);
    const present = states.get(key) ?? stored.get(key)?.state ?? null;
    const after = make(entry.record, present, reportInto(found, entry));
    if (after === null) mark(effects, entry, "refused");
    else if (present !== null && packed(present) === packed(after)) mark(effects, entry, "same");
    else {
      mark(effects, entry, stored.has(key) ? "changed" : "new");
      states.delete(key); // the last one changed stands last
      states.set(key, after);
    }
  }
  const final = importer.finish?.(states) ?? states;
  const changes = [...final].map(([key, after]) => ({
    id: stored.get(key)?.id ?? idOf(kind, after),
    key,
    before: stored.get(key)?.state ?? null,
    after,
  }));
  for (const problem of found) if (problem.severity === "refused") effects.set(problem.no, "refused");
  return { kind, changes, problems: sorted(found), effects, counts: countsOf(rows, effects, found) };
}

export async function surroundingsOf(tx: Tx): Promise<Surroundings> {
  const tenant = await tenantOf(tx, new Date());
  return {
    today: tenant.today,
    timeZone: tenant.timeZone,
    currency: tenant.currency,
    fiscalStartMonth: tenant.fiscalStartMonth,
    weekStart: tenant.weekStart,
  };
}

/** Histories are told from the beginning, whatever the order of the file. */
function compareFrom(a: unknown, b: unknown): number {
  const from = (record: unknown) => (record as { from?: string | null }).from ?? "";
  return from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : 0;
}

/** A line of a collection plan is part of its order and carries the order's id; so does a tag its product's. */
function idOf(kind: ImportKind, state: unknown): string {
  if (kind === "collection-plan") return (state as { orderId: string }).orderId;
  return kind === "product-tags" ? (state as { productId: string }).productId : randomUUIDv7();
}

function reportInto(problems: RowProblem[], entry: Entry<unknown>): Report {
  const add = (
    severity: RowProblem["severity"],
    field: string,
    code: RowProblem["code"],
    excerpt: string,
    values: RowProblem["values"] = {},
  ) => {
    for (const no of severity === "refused" ? entry.nos : entry.nos.slice(0, 1))
      problems.push({ no, severity, field, excerpt: excerptOf(excerpt), code, values });
  };
  return {
    refuse: (field, code, excerpt, values) => (add("refused", field, code, excerpt, values), null),
    warn: (field, code, excerpt, values) => add("warning", field, code, excerpt, values),
  };
}

function mark(effects: Map<number, Effect>, entry: Entry<unknown>, effect: Effect): void {
  for (const no of entry.nos) effects.set(no, effect);
}

function sorted(problems: readonly RowProblem[]): RowProblem[] {
  return problems.toSorted((a, b) => a.no - b.no || (a.severity === b.severity ? 0 : a.severity === "refused" ? -1 : 1));
}

function countsOf(rows: readonly TextRow[], effects: ReadonlyMap<number, Effect>, problems: readonly RowProblem[]): Counts {
  const counts = { new: 0, changed: 0, same: 0, refused: 0 };
  for (const effect of effects.values()) counts[effect] += 1;
  return { ...counts, total: rows.length, warnings: problems.filter((p) => p.severity === "warning").length };
}
