import { checkScheme } from "#core/appraisal/scheme.ts";
import { addDays, type Day } from "#core/base/date.ts";
import type { Period } from "#core/calendar/period.ts";
import type { DocumentProblem } from "#core/formula/document.ts";
import { definitionOf } from "../kpi/definitions.ts";
import type { Tx } from "../db/tx.ts";
import { allSeats } from "./roster.ts";
import { scoring, type Env } from "./live.ts";
import { insertScheme, publishCards } from "./store.ts";
import { readText, type LinedProblem } from "./text.ts";

export type TextChecked = { readonly problems: readonly LinedProblem[]; readonly warnings: readonly LinedProblem[] };

/** Everything that is wrong with a scheme text, by line. */
export function checkSchemeText(text: string): TextChecked {
  const read = readText(text);
  if (read.problems.length > 0) return { problems: read.problems, warnings: [] };
  const checked = checkScheme(read.value);
  return checked.kind === "refused"
    ? { problems: read.lined(checked.problems), warnings: [] }
    : { problems: [], warnings: read.lined(checked.warnings) };
}

/** The same, and every metric is one the company has: a misspelt one would be missing for ever, and the score would wait for it. */
export async function checkSchemeHere(tx: Tx, text: string): Promise<TextChecked> {
  const checked = checkSchemeText(text);
  const read = readText(text);
  const scheme = checked.problems.length === 0 ? checkScheme(read.value) : null;
  if (scheme?.kind !== "scheme") return checked;
  const unknown: DocumentProblem[] = [];
  for (const [i, { metric }] of scheme.scheme.kpis.entries())
    if (!(await definitionOf(tx, metric))) unknown.push({ code: "metric-unknown", path: `kpis[${i}].metric`, values: { value: metric } });
  return { problems: read.lined(unknown), warnings: checked.warnings };
}

/** A new version of the scheme. The text is kept inside the document, so that it can be read again as it was written. */
export async function addScheme(tx: Tx, given: { text: string; validFrom: Day; by: string | null }) {
  const { problems } = await checkSchemeHere(tx, given.text);
  if (problems.length > 0) return { kind: "refused", problems } as const;
  const document = readText(given.text).value;
  const checked = checkScheme(document);
  if (checked.kind === "refused") throw new Error("checked just above");
  const { name } = checked.scheme;
  return { kind: "added", name, ...(await insertScheme(tx, { name, document, validFrom: given.validFrom, by: given.by })) } as const;
}

/** All scorecards of a period that is over become fixed. Who is not calculable yet waits and can be published later. */
export async function publishScorecards(tx: Tx, env: Env, asked: Period, by: string) {
  const subjects = await allSeats(tx, lastDay(asked, env));
  const made = await scoring(tx, env, subjects, asked);
  if (!made) return { kind: "no-scheme" } as const;
  if (made.period.to > env.today) return { kind: "period-not-over", to: made.period.to } as const;
  const live = made.scored.filter((one) => !one.isPublished);
  const ready = live.filter((one) => one.card.score !== null);
  const personOf = new Map(subjects.map((seat) => [seat.positionId, seat.personId]));
  const cards = ready.map((one) => ({
    positionId: one.subject.positionId,
    personId: personOf.get(one.subject.positionId) ?? null,
    card: one.card,
  }));
  const published = await publishCards(tx, made.scheme.id, made.period, cards, by);
  return { kind: "published", period: made.period, published, waiting: live.length - ready.length } as const;
}

/** Who stood where: today, or on the last day of a period that is over. */
export function lastDay(period: Period, env: Env): Day {
  const last = addDays(period.to, -1);
  return env.today < last ? env.today : last;
}
