import type { Contract } from "#api/index.ts";
import { addMonths, type Span } from "#core/base/date.ts";
import { parseAmount } from "#core/base/money.ts";
import { elapsed, previous } from "#core/calendar/compare.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { bestOf, likePeers, perHead, placeAmong, tenureOf, type Candidate } from "#core/diagnosis/comparison.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import { growth } from "#core/kpi/formulas.ts";
import { exactOf, known, shownIn, valueOf, type KnownFact } from "#core/kpi/quantity.ts";
import { subtree } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { fromTerms } from "../improvement/reply.ts";
import { fairGrowth } from "../kpi/growth.ts";
import { factOperand, fiscalOf, sheetOf } from "../kpi/sheet.ts";
import { metricValues } from "../kpi/store.ts";
import { subjectOf, type Caller, type Subject } from "../kpi/subject.ts";
import { benchmarksOf, sellersOn, deleteBenchmark, insertBenchmark, unitsLike } from "./comparison-store.ts";

type Compare = Contract["GET /api/diagnosis/comparison"];
type Here = { readonly caller: Caller; readonly subject: Subject; readonly period: Period; readonly now: Span; readonly metric: KnownFact };

/** One metric against the own past, like peers and benchmarks. Cost: rollup rows of the peers over one period, and of the subject over 24 months. */
export async function compared(ctx: Context<Compare>): Promise<Reply<Compare>> {
  const { query, tenant } = ctx;
  const period = periodOf(query.period, fiscalOf(tenant));
  if (!period) return refuse("period-unknown", { period: query.period });
  const subject = await subjectOf(ctx, query);
  if (!subject) return refuse("not-found");
  const here: Here = { caller: ctx, subject, period, now: elapsed(period, tenant.today), metric: known(query.metric) };
  const own = await ownOperand(here);
  return {
    subject,
    period: period.key,
    metric: query.metric,
    own: own.explanation,
    history: await historyOf(here, query.align === "working-days"),
    best: await bestPeriod(here),
    peers: await peersOf(here),
    benchmarks: await listedBenchmarks(here, own.exact),
  };
}

const node = ({ subject }: Here) => ({ kind: subject.kind, ids: [subject.id] });

async function valuesOver({ caller, metric, ...here }: Here, spans: readonly (Span & { key: string })[]) {
  return metricValues(caller.tx, { metric, nodes: node({ caller, metric, ...here }), spans });
}

async function ownOperand(here: Here) {
  const values = await valuesOver(here, [{ ...here.now, key: "now" }]);
  return factOperand({ tenant: here.caller.tenant, subject: here.subject }, here.metric, values.of(here.subject.id, "now"), here.now);
}

async function historyOf(here: Here, byWorkingDays: boolean): Promise<Explanation[]> {
  const asked = { tx: here.caller.tx, tenant: here.caller.tenant, subject: here.subject, period: here.period };
  const sheet = await sheetOf(asked, here.metric);
  const yoy = byWorkingDays ? await fairGrowth(asked, "yoy", here.metric, { byWorkingDays, isLikeForLike: false }) : sheet.yoy.explanation;
  return [sheet.mom.explanation, yoy, await rolling(here)];
}

/** Twelve months against the twelve before: no season left in it. */
async function rolling(here: Here): Promise<Explanation> {
  const { to } = here.now;
  const [now, before] = [{ from: addMonths(to, -12), to }, { from: addMonths(to, -24), to: addMonths(to, -12) }]; // prettier-ignore
  const values = await valuesOver(here, [{ ...now, key: "now" }, { ...before, key: "before" }]); // prettier-ignore
  const tenant = { tenant: here.caller.tenant, subject: here.subject };
  const operand = (key: "now" | "before", span: Span) => factOperand(tenant, here.metric, values.of(here.subject.id, key), span);
  return { ...growth("yoy", operand("now", now), operand("before", before)).explanation, label: { key: "diagnosis.comparison.rolling" } };
}

async function bestPeriod(here: Here): Promise<{ period: string; value: Value } | null> {
  const fiscal = fiscalOf(here.caller.tenant);
  const earlier: Period[] = [];
  for (let at = previous(here.period, fiscal); earlier.length < 8; at = previous(at, fiscal)) earlier.push(at);
  const values = await valuesOver(here, earlier);
  const found = earlier.map((one) => ({ period: one.key, exact: exactOf(here.metric, values.of(here.subject.id, one.key)) }));
  const best = bestOf(found, here.metric.direction === "down" ? "down" : "up");
  return best && { period: best.period, value: shownIn(here.metric.unit, best.exact, here.caller.tenant.currency) };
}

type Group = { readonly filter: Label; readonly ids: readonly string[]; readonly heads: ReadonlyMap<string, number> | null };

async function peersOf(here: Here) {
  const { metric, subject, caller } = here;
  const group = subject.kind === "position" ? await likeSeats(here) : await likeUnits(here);
  const ids = [...group.ids, subject.id];
  const values = await metricValues(caller.tx, { metric, nodes: { kind: subject.kind, ids }, spans: [{ ...here.now, key: "now" }] });
  const isPerHead = metric.kind === "sum" && group.heads !== null;
  const of = (id: string) => {
    const exact = exactOf(metric, values.of(id, "now"));
    return isPerHead ? perHead(exact, group.heads!.get(id)!) : exact;
  };
  const place = placeAmong(of(subject.id), group.ids.map(of), metric.direction === "down" ? "down" : "up");
  const shown = (exact: bigint): Value => shownIn(metric.unit, exact, caller.tenant.currency);
  const own = of(subject.id);
  return {
    filter: place.kind === "place" ? group.filter : { key: `diagnosis.peers.none${group.heads ? "-units" : ""}`, values: { n: place.n } },
    isPerHead: place.kind === "place" && isPerHead,
    own: own === null ? valueOf(metric, values.of(subject.id, "now"), caller.tenant.currency) : shown(own),
    place:
      place.kind === "place" ? { n: place.n, rank: place.rank, median: shown(place.median), topQuartile: shown(place.topQuartile) } : null,
  };
}

/** Sellers of the same post and tenure; the medians of five say nothing of one. */
async function likeSeats({ caller, subject }: Here): Promise<Group> {
  const { today } = caller.tenant;
  const all = (await sellersOn(caller.tx, today)).map((one): Candidate => ({
    ...one,
    tenure: one.months === null ? null : tenureOf(one.months),
  }));
  const own = all.find((one) => one.id === subject.id) ?? { id: subject.id, title: "", tenure: null };
  const found = likePeers(
    own,
    all.filter((one) => one.id !== subject.id),
  );
  const kind = found?.filter === "post-tenure" ? own.tenure : found?.filter === "post" ? "same-post" : (found?.filter ?? "none");
  return { filter: { key: `diagnosis.peers.${kind}`, values: { n: found?.ids.length ?? 0 } }, ids: found?.ids ?? [], heads: null };
}

/** Units of the same kind, sums per selling head. */
async function likeUnits({ caller, subject }: Here): Promise<Group> {
  const { tx, tenant } = caller;
  const others = await unitsLike(tx, subject.id, tenant.today);
  const sellers = await sellersOn(tx, tenant.today);
  const heads = new Map<string, number>();
  for (const id of [...others, subject.id]) {
    const below = new Set(await subtree(tx, [id], tenant.today));
    heads.set(id, sellers.filter((one) => below.has(one.unitId)).length);
  }
  const ids = others.filter((id) => heads.get(id)! > 0);
  return { filter: { key: "diagnosis.peers.units", values: { n: ids.length } }, ids, heads };
}

async function listedBenchmarks({ caller, metric }: Here, own: bigint | null) {
  const shown = (exact: bigint | null): Value =>
    exact === null ? { kind: "none", why: "missing" } : shownIn(metric.unit, exact, caller.tenant.currency);
  return (await benchmarksOf(caller.tx, metric.code)).map(({ value, ...rest }) => ({
    ...rest,
    value: shown(value),
    difference: shown(own === null ? null : own - value),
  }));
}

type Enter = Contract["POST /api/benchmarks"];

export async function enterBenchmark({ tx, body, user, audit }: Context<Enter>): Promise<Reply<Enter>> {
  const { id, value, ...rest } = body;
  const isNew = await insertBenchmark(tx, { id, ...rest, value: fromTerms(body.metric, parseAmount(value)!), by: user.userId });
  if (isNew)
    await audit({
      action: "benchmark.create",
      subjectKind: "benchmark",
      subjectId: id,
      subjectLabel: body.name,
      after: { ...rest, value },
    });
  return { id };
}

type Remove = Contract["DELETE /api/benchmarks/:id"];

export async function removeBenchmark({ tx, params, audit }: Context<Remove>): Promise<Reply<Remove>> {
  const name = await deleteBenchmark(tx, params.id);
  if (name === undefined) return refuse("not-found");
  await audit({ action: "benchmark.delete", subjectKind: "benchmark", subjectId: params.id, subjectLabel: name });
  return {};
}
