import { periodAt } from "#core/calendar/period.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import { isCrossed, nextState } from "#core/notifications/alert.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { explainMetric } from "../kpi/explain.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { subjectOf } from "../kpi/subject.ts";
import { wordsIn } from "../words.ts";
import { post } from "./outbox.ts";
import { dueAt, readerOf, type Reader } from "./reader.ts";
import { keepState, notify, rulesOf, wasFiring, type Document, type RuleRow } from "./store.ts";

type Seen = { readonly period: string; readonly name: string; readonly explanation: Explanation };

/** The value a rule looks at, in the reader's own reach; null when it is out of it or there is no such metric any more. */
export async function lookAt(
  { tx, tenant, user, scope }: Reader,
  rule: Pick<RuleRow, "metric" | "nodeKind" | "nodeId" | "grain">,
): Promise<Seen | null> {
  const subject = await subjectOf({ tx, tenant, user, scope }, { [rule.nodeKind]: rule.nodeId });
  if (!subject) return null;
  const period = periodAt(tenant.today, rule.grain, fiscalOf(tenant));
  const explanation = await explainMetric({ tx, tenant, subject, period }, rule.metric, "signed-amount");
  return explanation && { period: period.key, name: subject.name, explanation };
}

/** Looks at every running rule of a company; tells whose threshold was crossed since the last look. Cost: one metric a rule. */
export async function watch(tx: Tx, tenant: Tenant, now: Date): Promise<number> {
  const readers = new Map<string, Reader | null>();
  let told = 0;
  for (const rule of await rulesOf(tx, null)) {
    if (!readers.has(rule.userId)) readers.set(rule.userId, await readerOf(tx, tenant, rule.userId));
    const reader = readers.get(rule.userId)!;
    if (reader) told += await watchOne(reader, rule, now);
  }
  return told;
}

async function watchOne(reader: Reader, rule: RuleRow, now: Date): Promise<number> {
  const seen = await lookAt(reader, rule);
  if (!seen) return 0;
  const { tx, tenant } = reader;
  const was = await wasFiring(tx, rule.id, seen.period);
  const step = nextState(was, isCrossed(seen.explanation.value, rule.comparison, rule.threshold));
  await keepState(tx, rule.id, seen.period, step.isFiring, tenant.today);
  if (!step.isNews) return 0;
  const document = told(rule, seen, tenant);
  await notify(tx, { userId: rule.userId, kind: "alert", onDay: tenant.today, document });
  if (rule.byMail && reader.settings.mail !== "")
    await post(tx, rule.userId, { ...mailOf(reader, document), way: "mail" }, await dueAt(reader, now));
  return 1;
}

function told(rule: RuleRow, seen: Seen, tenant: Tenant): Document {
  const { value, label } = seen.explanation;
  const line = (key: string, one: Value): Document["lines"][number] => ({ label: { key }, value: one, detail: "" });
  return {
    title: { key: `inbox.alert.${rule.comparison}`, values: { name: seen.name, period: seen.period, metric: label.key } },
    lines: [line("inbox.alert.now", value), line("inbox.alert.threshold", thresholdOf(rule.threshold, value, tenant))],
    link: `/kpi?period=${seen.period}&${rule.nodeKind}=${rule.nodeId}`,
  };
}

function thresholdOf(text: string, like: Value, tenant: Tenant): Value {
  if (like.kind === "rate") return { kind: "rate", ppm: text };
  return like.kind === "amount" ? { kind: "amount", value: text, currency: tenant.currency } : { kind: "number", value: text };
}

/** The message as text, in the reader's language. A title may name a metric by its text key. */
export function mailOf({ language, settings }: Pick<Reader, "language" | "settings">, document: Document) {
  const words = wordsIn(language);
  const title = words.text(spoken(document.title, words.text));
  const body = document.lines
    .map(({ label, value, detail }) => [words.text(label), value && words.value(value), detail].filter(Boolean).join("  "))
    .join("\n");
  return { address: settings.mail, robotId: null, title, body, fileName: null, file: null };
}

const spoken = ({ key, values = {} }: Label, text: (label: Label) => string): Label => ({
  key,
  values: { ...values, ...(typeof values["metric"] === "string" && { metric: text({ key: values["metric"] }) }) },
});
