/** What a source row is summed by. Counts are in millionths of a row, so that shared credit counts as its share. */
export type Measure = "signed-amount" | "delivered-amount" | "collected-amount" | "deal-count" | "new-customers";

type Common = {
  readonly code: string;
  /** A new meaning is a new version; stored values name the version they were made by. */
  readonly version: string;
  readonly unit: "amount" | "amount-per-day" | "count" | "rate" | "points";
  readonly direction: "up" | "down";
};

/** metric = measure × date field × attribution × filter: the four answers that end most arguments. */
export type SumMetric = Common & {
  readonly kind: "sum";
  readonly measure: Measure;
  readonly dateField: "signed_on" | "delivered_on" | "received_on" | "first_received_on";
  readonly attribution: "order-credit" | "receipt-credit";
  readonly filter: "effective-orders" | "all-receipts" | "first-receipt-of-customer";
};
/** Numerator and denominator are summed apart and divided last; ratios are never averaged. */
export type RatioMetric = Common & {
  readonly kind: "ratio";
  readonly numerator: Measure | "collected-of-due";
  readonly denominator: Measure | "customers" | "due";
};
/** Made of another metric and of what it is held against: a target, working days, an earlier period. */
export type DerivedMetric = Common & { readonly kind: "derived" };
export type Metric = SumMetric | RatioMetric | DerivedMetric;

const effectiveOrders = { attribution: "order-credit", filter: "effective-orders" } as const;

/** Every metric has one definition, here. Words for name, formula and pitfall stand in the locale files under its code. */
export const dictionary = {
  "signed-amount": {
    code: "signed-amount",
    version: "1",
    kind: "sum",
    unit: "amount",
    direction: "up",
    measure: "signed-amount",
    dateField: "signed_on",
    ...effectiveOrders,
  },
  "delivered-amount": {
    code: "delivered-amount",
    version: "1",
    kind: "sum",
    unit: "amount",
    direction: "up",
    measure: "delivered-amount",
    dateField: "delivered_on",
    ...effectiveOrders,
  },
  "collected-amount": {
    code: "collected-amount",
    version: "1",
    kind: "sum",
    unit: "amount",
    direction: "up",
    measure: "collected-amount",
    dateField: "received_on",
    attribution: "receipt-credit",
    filter: "all-receipts",
  },
  "deal-count": {
    code: "deal-count",
    version: "1",
    kind: "sum",
    unit: "count",
    direction: "up",
    measure: "deal-count",
    dateField: "signed_on",
    ...effectiveOrders,
  },
  "new-customers": {
    code: "new-customers",
    version: "1",
    kind: "sum",
    unit: "count",
    direction: "up",
    measure: "new-customers",
    dateField: "first_received_on",
    attribution: "order-credit",
    filter: "first-receipt-of-customer",
  },
  "aov-order": {
    code: "aov-order",
    version: "1",
    kind: "ratio",
    unit: "amount",
    direction: "up",
    numerator: "signed-amount",
    denominator: "deal-count",
  },
  "aov-customer": {
    code: "aov-customer",
    version: "1",
    kind: "ratio",
    unit: "amount",
    direction: "up",
    numerator: "signed-amount",
    denominator: "customers",
  },
  "collection-rate-plan": {
    code: "collection-rate-plan",
    version: "1",
    kind: "ratio",
    unit: "rate",
    direction: "up",
    numerator: "collected-of-due",
    denominator: "due",
  },
  attainment: { code: "attainment", version: "1", kind: "derived", unit: "rate", direction: "up" },
  "time-progress": { code: "time-progress", version: "1", kind: "derived", unit: "rate", direction: "up" },
  "pace-gap": { code: "pace-gap", version: "1", kind: "derived", unit: "points", direction: "up" },
  "run-rate-needed": { code: "run-rate-needed", version: "1", kind: "derived", unit: "amount-per-day", direction: "down" },
  yoy: { code: "yoy", version: "1", kind: "derived", unit: "rate", direction: "up" },
  mom: { code: "mom", version: "1", kind: "derived", unit: "rate", direction: "up" },
} as const satisfies Record<string, Metric>;

export type MetricCode = keyof typeof dictionary;
/** Metrics that are read from facts and may carry targets; the others are made of these. */
export type FactMetricCode = { [C in MetricCode]: (typeof dictionary)[C]["kind"] extends "derived" ? never : C }[MetricCode];

export const metricCodes = Object.keys(dictionary) as MetricCode[];
export const factMetricCodes = metricCodes.filter((code): code is FactMetricCode => dictionary[code].kind !== "derived");
/** Metrics that can be given out as targets down a tree: only what adds up from child to parent. */
export const targetMetricCodes = [
  "signed-amount",
  "delivered-amount",
  "collected-amount",
  "deal-count",
  "new-customers",
] as const satisfies readonly Measure[];

/** Deals below this amount do not count as deals (ten-thousandths; 0 counts every deal). A tenant cannot yet choose it. */
export const dealAmountMin = 0n;
/** Below this many rows a ratio is shown with the words "small sample". */
export const smallSample = 10;
