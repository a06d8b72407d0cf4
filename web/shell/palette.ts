import type { Reply } from "../lib/client.ts";

export type Choice = { label: string; detail: string; to: string };
type Found = Reply<"GET /api/search">["rows"][number];

const STORE = "hengji.recent";

/** Where a found thing is looked at: a unit or a person by the numbers, a customer by those of its owner. */
export function placeOf(found: Found): string {
  if (found.kind === "unit") return `/kpi?unit=${found.id}`;
  if (found.positionId) return `/kpi?position=${found.positionId}`;
  return found.kind === "person" ? `/admin/people?person=${found.id}` : "/kpi";
}

export function recents(): Choice[] {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "[]") as Choice[];
  } catch {
    return [];
  }
}

/** Kept for this browser session only: names of customers do not stay on a shared machine. */
export function remember(choice: Choice) {
  const rest = recents().filter((one) => one.to !== choice.to);
  sessionStorage.setItem(STORE, JSON.stringify([choice, ...rest].slice(0, 5)));
}
