import { categories } from "../lib/categories.ts";
import { type Filters } from "./types.ts";

const outcomes = ["open", "won", "lost"] as const;
const sorts = ["code", "amount", "-amount", "expected", "-expected", "created", "-created"] as const;
const day = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);
const one = <T extends string>(of: readonly T[], text: string | undefined) => of.find((known) => known === text);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address as the server is asked: what it does not understand is left out, so that an old link still opens. */
export function asked(filters: Filters) {
  const { q, owner, stage, closingFrom, closingTo, pushed } = filters;
  return {
    ...(q && { q: q.slice(0, 100) }),
    ...(owner && uuid.test(owner) && { owner }),
    ...(stage && { stage }),
    outcome: filters.outcome === "all" ? undefined : (one(outcomes, filters.outcome) ?? "open"),
    category: one(categories, filters.category),
    closingFrom: day(closingFrom),
    closingTo: day(closingTo),
    stale: filters.stale === "yes" ? ("yes" as const) : undefined,
    pushed: pushed && /^[1-9]$/.test(pushed) ? Number(pushed) : undefined,
    sort: one(sorts, filters.sort) ?? "expected",
  };
}
