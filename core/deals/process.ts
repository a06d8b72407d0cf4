import type { StageKind } from "./pipeline.ts";

/** A stage as the process knows it; `deals`: how many ever stood in it, so that its name means something in history. */
export type KnownStage = { readonly name: string; readonly kind: StageKind; readonly deals: number };
/** A stage as somebody wants it; `was` is its present name, null for a new one. */
export type WantedStage = { readonly was: string | null; readonly name: string; readonly kind: StageKind };
export type ProcessFault = { readonly code: "stage-twice" | "stage-in-use" | "stage-ends"; readonly stage: string };

/**
 * What forbids a change of a sales process, or nothing: names are told apart, a stage that deals have stood in is renamed but never taken
 * out or turned into another kind, and open stages come first, then exactly one for won and one for lost.
 */
export function processFault(known: readonly KnownStage[], wanted: readonly WantedStage[]): ProcessFault | null {
  const names = wanted.map((stage) => stage.name.trim().toLowerCase());
  const twice = wanted.find((stage, i) => names.indexOf(names[i]!) < i || wanted.findIndex((one) => one.was !== null && one.was === stage.was) < i && stage.was !== null); // prettier-ignore
  if (twice) return { code: "stage-twice", stage: twice.name };
  const gone = known.find((stage) => stage.deals > 0 && !wanted.some((one) => one.was === stage.name && one.kind === stage.kind));
  if (gone) return { code: "stage-in-use", stage: gone.name };
  const kinds = wanted.map((stage) => stage.kind);
  const ends = kinds
    .filter((kind) => kind !== "open")
    .toSorted()
    .join(" ");
  const isOrdered = kinds.slice(0, -2).every((kind) => kind === "open") && ends === "lost won" && kinds.length > 2;
  return isOrdered ? null : { code: "stage-ends", stage: wanted.at(-1)?.name ?? "" };
}
