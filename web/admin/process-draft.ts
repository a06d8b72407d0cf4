import type { Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";

type Stage = Reply<"GET /api/sales-process">["stages"][number];
/** A stage while it is edited; its chance as it is typed, in per cent. */
export type Draft = Pick<Stage, "name" | "kind" | "criteria" | "open" | "deals"> & { id: string; was: string | null; percent: string };
type Effect = { kind: "renamed" | "moved" | "added" | "removed" | "probability" | "criteria"; values: Record<string, string | number> };

const percentOf = (ppm: number | null): string => (ppm === null ? "" : String(ppm / 10_000));
/** Millionths of what was typed; null for nothing. */
const ppmOf = (percent: string): number | null => (percent.trim() === "" ? null : Math.round(Number(percent) * 10_000));

export const fresh = (kind: Draft["kind"] = "open"): Draft => ({
  id: newId(),
  was: null,
  name: "",
  kind,
  criteria: "",
  percent: "",
  open: 0,
  deals: 0,
});

/** `isKept`: the stages stand in the database; else they are proposed and all new. An end that files never named waits for its name. */
export function drafts(stages: readonly Stage[], isKept: boolean): Draft[] {
  const kept = stages.map(({ probabilityPpm, ...stage }): Draft => ({
    ...stage,
    id: newId(),
    was: isKept ? stage.name : null,
    percent: percentOf(probabilityPpm),
  }));
  const missing = (["won", "lost"] as const).filter((kind) => !kept.some((one) => one.kind === kind));
  return [...kept, ...missing.map((kind) => fresh(kind))];
}

export const wire = (stages: readonly Draft[]) =>
  stages.map(({ was, name, kind, criteria, percent }) => ({
    was,
    name: name.trim(),
    kind,
    criteria: criteria.trim(),
    probabilityPpm: ppmOf(percent),
  }));

/** What saving would do, one line each, so that nobody finds out afterwards. */
export function effects(before: readonly Stage[], after: readonly Draft[]): Effect[] {
  const pairs = after.flatMap((draft) => before.filter((one) => one.name === draft.was).map((stage) => ({ stage, draft })));
  const order = before.filter((stage) => pairs.some((pair) => pair.stage === stage));
  const isMoved = order.some((stage, i) => pairs[i]!.stage !== stage);
  return [
    ...pairs
      .filter(({ stage, draft }) => draft.name.trim() !== stage.name)
      .map(({ stage, draft }): Effect => ({ kind: "renamed", values: { was: stage.name, name: draft.name.trim(), count: stage.deals } })),
    ...(isMoved ? [{ kind: "moved", values: {} } as const] : []),
    ...after.filter(({ was }) => was === null).map(({ name }): Effect => ({ kind: "added", values: { name } })),
    ...(pairs.length === 0 ? [] : before)
      .filter((stage) => !pairs.some((pair) => pair.stage === stage))
      .map(({ name }): Effect => ({ kind: "removed", values: { name } })),
    ...pairs
      .filter(({ stage, draft }) => ppmOf(draft.percent) !== stage.probabilityPpm)
      .map(({ draft: { name } }): Effect => ({ kind: "probability", values: { name } })),
    ...pairs
      .filter(({ stage, draft }) => draft.criteria.trim() !== stage.criteria)
      .map(({ draft: { name } }): Effect => ({ kind: "criteria", values: { name } })),
  ];
}
