import { nameInFormula, type Written } from "#core/kpi/custom.ts";
import { dictionary, metricCodes } from "#core/kpi/dictionary.ts";
import { measureFacts, type Measure } from "#core/kpi/measures.ts";
import { choosable, filterFields, filtersOf } from "#core/kpi/slice.ts";
import { listingOf } from "../listing.ts";
import type { Tx } from "../../db/tx.ts";
import { refuse } from "../../http/refusal.ts";
import { libraryOf, readsOf } from "./known.ts";
import { choices, newest, usesOf, versionsOf, type VersionRow } from "./store.ts";

export const versionReply = ({ no, validFrom, publishedAt, publishedBy, version, written }: VersionRow) => ({
  no,
  state: publishedAt === null ? ("draft" as const) : ("published" as const),
  validFrom,
  publishedAt,
  publishedBy,
  version,
  written,
});

/** One metric with its history and its place among the others. Drafts are shown to those who may write. */
export async function metricPage(tx: Tx, code: string, mayWrite: boolean) {
  const all = await versionsOf(tx, code);
  const versions = all.filter((row) => mayWrite || row.publishedAt !== null);
  const definition = (await listingOf(tx)).find((one) => one.code === code) ?? null;
  if (!definition && versions.length === 0) return refuse("not-found");
  return {
    definition,
    versions: versions.map(versionReply),
    reads: await readsBehind(tx, code, versions[0]?.written),
    usedBy: await usersOf(tx, code),
    mayWrite,
  };
}

const measureLine = (measure: Measure) => ({ kind: "measure" as const, code: measure, name: { key: `metrics.name.${measure}` } });

async function readsBehind(tx: Tx, code: string, written: Written | undefined) {
  if (!written) {
    const own = metricCodes.find((one) => one === code);
    const metric = own && dictionary[own];
    if (!metric) return [];
    if (metric.kind === "ratio") return [metric.numerator, metric.denominator].map(measureLine);
    return "measure" in metric ? [measureLine(metric.measure)] : [];
  }
  const { shape } = written;
  if (shape.kind === "sum") return [measureLine(shape.of.measure)];
  if (shape.kind === "ratio") return [shape.above.measure, shape.below.measure].map(measureLine);
  const names = new Map((await newest(tx)).map((row) => [row.code, row.written.name]));
  return readsOf(written, await libraryOf(tx)).map((one) => ({ kind: "metric" as const, code: one, name: nameOf(one, names) }));
}

const nameOf = (code: string, names: ReadonlyMap<string, string>) => {
  const name = names.get(code);
  return name === undefined ? { key: `metrics.name.${code}` } : { key: "metrics.custom.name", values: { name } };
};

async function usersOf(tx: Tx, code: string) {
  const library = await libraryOf(tx);
  const rows = await newest(tx);
  const metrics = rows.filter((row) => readsOf(row.written, library).includes(code));
  const uses = await usesOf(tx, code);
  return [
    ...metrics.map((row) => ({ kind: "metric" as const, name: { key: "metrics.custom.name", values: { name: row.written.name } } })),
    ...uses.map(({ kind, name }) => ({ kind, name: { key: `metrics.custom.use.${kind}`, values: { name } } })),
  ];
}

export async function draftsOf(tx: Tx): Promise<{ code: string; name: string }[]> {
  const rows = (await newest(tx)).filter((row) => row.publishedAt === null);
  return rows.map(({ code, written }) => ({ code, name: written.name }));
}

/** What the editor offers. */
export async function buildingBlocks(tx: Tx) {
  const found = Map.groupBy(await choices(tx), (one) => one.field);
  const names = new Map((await newest(tx)).map((row) => [row.code, row.written.name]));
  return {
    measures: choosable.map((code) => {
      const { unit, dateField, attribution } = measureFacts(code);
      return { code, name: { key: `metrics.name.${code}` }, unit, dateField, attribution, filters: [...filtersOf(code)] };
    }),
    choices: filterFields.map((field) => ({ field, values: (found.get(field) ?? []).map((one) => one.value) })),
    names: [...(await libraryOf(tx))].map(([code, { unit }]) => ({ name: nameInFormula(code), code, label: nameOf(code, names), unit })),
  };
}
