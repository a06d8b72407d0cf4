import { elapsed } from "#core/calendar/compare.ts";
import type { Period } from "#core/calendar/period.ts";
import { problemsOf, type Written } from "#core/kpi/custom.ts";
import type { Contract } from "#api/index.ts";
import type { Context } from "../../http/implement.ts";
import { refuse, type Refusal } from "../../http/refusal.ts";
import { definitionOf } from "../definitions.ts";
import { factOperand, type Asked } from "../sheet.ts";
import { metricValues } from "../store.ts";
import { below, subjectOf } from "../subject.ts";
import { knownOf, libraryOf } from "./known.ts";
import { versionReply } from "./page.ts";
import { dropDraft, lockCode, publishDraft, versionsOf, writeDraft, type VersionRow } from "./store.ts";

/** The problems of a definition and, when there are none, its value on real facts, whole and one level down. */
export async function preview(ctx: Context<Contract["POST /api/metric-previews"]>, period: Period) {
  const { tx, tenant, body } = ctx;
  const written = body.written as Written;
  const problems = problemsOf(written, body.code, await libraryOf(tx));
  const metric = problems.length > 0 ? null : await knownOf(tx, body.code, 0, written, (code) => definitionOf(tx, code));
  const subject = await subjectOf(ctx, body);
  if (!subject) return refuse("not-found");
  if (!metric) return { problems, subject, explanation: null, below: [] };
  const nodes = [subject, ...(await below(ctx, subject))];
  const span = { ...elapsed(period, tenant.today), key: "now" };
  const shown = [];
  for (const node of nodes) {
    const asked: Asked = { tx, tenant, subject: node, period };
    const values = await metricValues(tx, { metric, nodes: { kind: node.kind, ids: [node.id] }, spans: [span] });
    const { explanation } = factOperand(asked, metric, values.of(node.id, "now"), span);
    shown.push({ kind: node.kind, id: node.id, name: node.name, value: withoutRows(explanation) });
  }
  return { problems, subject, explanation: shown[0]!.value, below: shown.slice(1) };
}

/** Rows of a metric that is not yet there cannot be fetched. */
const withoutRows = <E extends { rows?: unknown; parts?: readonly E[] }>(explanation: E): E => {
  const { rows: _, ...rest } = explanation;
  return { ...rest, ...(explanation.parts && { parts: explanation.parts.map(withoutRows) }) } as E;
};

type Draft = { readonly draft: VersionRow | undefined; readonly next: number };

async function locked(ctx: Context<Contract["PUT /api/metric-definitions/:code/draft"]> | Context<PublicationRoute>): Promise<Draft> {
  await lockCode(ctx.tx, ctx.params.code, ctx.user.userId);
  const versions = await versionsOf(ctx.tx, ctx.params.code);
  return { draft: versions.find((row) => row.publishedAt === null), next: (versions[0]?.no ?? 0) + 1 };
}
type PublicationRoute = Contract["POST /api/metric-definitions/:code/publication"];

/** PUT /api/metric-definitions/:code/draft */
export async function saveDraft(ctx: Context<Contract["PUT /api/metric-definitions/:code/draft"]>) {
  const { code } = ctx.params;
  const { draft, next } = await locked(ctx);
  if ((draft?.version ?? 0) !== ctx.body.version) return refuse("version-moved", {}, draft && versionReply(draft));
  const written = ctx.body.written as Written;
  await writeDraft(ctx.tx, { code, no: draft?.no ?? next, written, by: ctx.user.userId });
  await ctx.audit({ ...subjectOfAudit(code, written), action: "metric.draft", before: draft?.written, after: written });
  return versionReply((await versionsOf(ctx.tx, code))[0]!);
}

/** DELETE /api/metric-definitions/:code/draft */
export async function throwAway(
  ctx: Context<Contract["DELETE /api/metric-definitions/:code/draft"]>,
): Promise<Record<never, never> | Refusal> {
  const { code } = ctx.params;
  const draft = (await versionsOf(ctx.tx, code)).find((row) => row.publishedAt === null);
  if (!draft) return refuse("not-found");
  await dropDraft(ctx.tx, code);
  await ctx.audit({ ...subjectOfAudit(code, draft.written), action: "metric.drop", before: draft.written });
  return {};
}

/** POST /api/metric-definitions/:code/publication: what is unsound is not published, and no two versions begin on one day. */
export async function publishMetric(ctx: Context<PublicationRoute>) {
  const { code } = ctx.params;
  const { validFrom } = ctx.body;
  const versions = await versionsOf(ctx.tx, code);
  if (!versions.some((row) => row.publishedAt === null)) return refuse("not-found");
  const { draft } = await locked(ctx);
  if (!draft || draft.version !== ctx.body.version) return refuse("version-moved", {}, draft && versionReply(draft));
  const problems = problemsOf(draft.written, code, await libraryOf(ctx.tx));
  if (problems.length > 0) return refuse("metric-unsound", { count: problems.length });
  if (versions.some((row) => row.validFrom === validFrom)) return refuse("metric-day-taken", { day: validFrom });
  await publishDraft(ctx.tx, code, draft.no, validFrom, ctx.user.userId);
  await ctx.audit({ ...subjectOfAudit(code, draft.written), action: "metric.publish", after: { no: draft.no, validFrom } });
  return versionReply((await versionsOf(ctx.tx, code)).find((row) => row.no === draft.no)!);
}

const subjectOfAudit = (code: string, written: Written) => ({ subjectKind: "metric", subjectId: code, subjectLabel: written.name });
