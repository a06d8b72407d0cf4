import type { Reply } from "../lib/client.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";

export type Desk = Reply<"GET /api/allocation">;
export type Scenario = Desk["scenarios"][number];
export type Assumptions = Scenario["assumptions"];
export type Result = Reply<"POST /api/allocation-previews">;
export type Line = Result["lines"][number];

export const bases = ["history", "pipeline", "potential", "accounts", "territory", "headcount", "working-days"] as const;
export type Basis = (typeof bases)[number];

/** What the form holds while it is being typed. */
export type Form = {
  readonly total: string;
  readonly weights: Readonly<Record<Basis, string>>;
  readonly step: string;
  readonly ramp: string;
  readonly alignFestival: boolean;
  readonly floorPercent: string;
  readonly capPercent: string;
  readonly over: string;
  readonly locks: readonly { readonly node: string; readonly amount: string }[];
  /** Floor and cap of single units and seats; vacant seats with the day somebody is to start. */
  readonly bounds: readonly { readonly node: string; readonly floor?: string; readonly cap?: string }[];
  readonly hires: readonly { readonly node: string; readonly from: string }[];
  /** What the page has no field for is kept as it came. */
  readonly rest: Pick<Assumptions, "limits" | "over">;
};

const usualWeights: Record<Basis, string> = {
  history: "50",
  pipeline: "20",
  potential: "0",
  accounts: "20",
  territory: "0",
  headcount: "10",
  "working-days": "0",
};

/** Starts at what the last twelve months brought, rounded up to a step: the total itself is for people to say. */
export function startForm(desk: Desk): Form {
  const step = desk.unit === "count" ? "1" : "10000";
  const start = desk.givenTotal ?? roundedUp(desk.lastYear, step);
  return {
    total: plain(start),
    weights: usualWeights,
    step,
    ramp: "30,50,75,90",
    alignFestival: true,
    floorPercent: "",
    capPercent: "",
    over: "",
    locks: [],
    bounds: [],
    hires: [],
    rest: { limits: [], over: [] },
  };
}

function roundedUp(text: string, step: string): string {
  const [amount, size] = [parseAmount(text) ?? 0n, parseAmount(step)!];
  return formatAmount(((amount + size - 1n) / size) * size);
}

export const plain = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

export function formOf({ assumptions: a, rootId }: Scenario): Form {
  const all = a.limits?.find((limit) => limit.class === "all" && limit.floor === undefined && limit.cap === undefined);
  const over = a.over?.find((one) => one.unit === rootId);
  const text = (n: number | undefined) => (n === undefined ? "" : String(n));
  return {
    total: plain(a.total),
    weights: Object.fromEntries(bases.map((basis) => [basis, String(a.weights[basis])])) as Record<Basis, string>,
    step: plain(a.step),
    ramp: a.ramp.map((ppm) => ppm / 10_000).join(","),
    alignFestival: a.alignFestival,
    floorPercent: text(all?.floorPercent),
    capPercent: text(all?.capPercent),
    over: over ? String(over.ppm / 10_000) : "",
    locks: a.locks ?? [],
    bounds: (a.limits ?? [])
      .filter(isBound)
      .map(({ node, floor, cap }) => ({ node: node!, ...(floor && { floor: plain(floor) }), ...(cap && { cap: plain(cap) }) })),
    hires: a.hires ?? [],
    rest: {
      limits: (a.limits ?? []).filter((one) => one !== all && !isBound(one)),
      over: (a.over ?? []).filter((one) => one !== over),
    },
  };
}

type Limit = NonNullable<Assumptions["limits"]>[number];
/** Amounts for one node: what the table can show and change. */
const isBound = (one: Limit): boolean =>
  one.node !== undefined && one.class === undefined && one.floorPercent === undefined && one.capPercent === undefined;

const whole = (text: string, max: number): number | null => {
  const n = Number(text.trim());
  return text.trim() !== "" && Number.isInteger(n) && n >= 0 && n <= max ? n : null;
};

/** "30,50，75" → millionths; null when a part is no percent. */
export function rampOf(text: string): number[] | null {
  const parts = text
    .split(/[,，、\s]+/)
    .filter(Boolean)
    .map((part) => whole(part, 100));
  return parts.some((part) => part === null) || parts.length > 24 ? null : parts.map((part) => part! * 10_000);
}

export type Wrong = "total" | "weights" | "ramp" | "floorPercent" | "capPercent" | "over";

/** The assumptions a form means, or which fields cannot be read. `total` is what the amount field understood. */
export function assumptionsOf(form: Form, rootId: string, total: string | null): Assumptions | readonly Wrong[] {
  const weights = Object.fromEntries(bases.map((basis) => [basis, whole(form.weights[basis] || "0", 100)]));
  const ramp = rampOf(form.ramp);
  const [floor, cap] = [optional(form.floorPercent, 1000), optional(form.capPercent, 1000)];
  const over = form.over.trim() === "" ? undefined : percent(form.over);
  const wrong: Wrong[] = [
    ...(total === null || (parseAmount(total) ?? 0n) <= 0n ? ["total" as const] : []),
    ...(Object.values(weights).includes(null) || Object.values(weights).every((weight) => weight === 0) ? ["weights" as const] : []),
    ...(ramp === null ? ["ramp" as const] : []),
    ...(floor === null ? ["floorPercent" as const] : []),
    ...(cap === null ? ["capPercent" as const] : []),
    ...(over === null ? ["over" as const] : []),
  ];
  if (wrong.length > 0) return wrong;
  const bound = floor !== undefined || cap !== undefined;
  return {
    total: total!,
    weights: weights as Assumptions["weights"],
    step: form.step,
    ramp: ramp!,
    alignFestival: form.alignFestival,
    limits: [
      ...(form.rest.limits ?? []),
      ...form.bounds,
      ...(bound ? [{ class: "all", ...(floor != null && { floorPercent: floor }), ...(cap != null && { capPercent: cap }) }] : []),
    ],
    locks: [...form.locks],
    over: [...(form.rest.over ?? []), ...(over != null ? [{ unit: rootId, ppm: over }] : [])],
    hires: [...form.hires],
  };
}

const optional = (text: string, max: number): number | null | undefined => (text.trim() === "" ? undefined : whole(text, max));

function percent(text: string): number | null {
  const n = Number(text);
  return Number.isFinite(n) && n >= 0 && n <= 100 ? Math.round(n * 10_000) : null;
}
