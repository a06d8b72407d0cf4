import { weekday, type Day } from "#core/base/date.ts";

/** The day on which the demo stands still: a Thursday near the end of a quarter, so that pace matters. */
export const DEMO_TODAY: Day = "2026-06-18";
/** First day of orders: 24 whole months before the month of DEMO_TODAY. */
export const FACTS_FROM: Day = "2024-06-01";
/** First day of the staff file; people hired earlier stand in it from this day. */
export const STAFF_FROM: Day = "2024-01-01";
export const COMPANY_NAME = "衡远集团";

export type LineCode = "tech" | "consumer" | "finance" | "midtech";

/** How a business line sells. The four lines are the four stories of the requirements (F-06 … F-09). */
export type Line = {
  readonly code: LineCode;
  readonly unit: string;
  readonly title: string;
  readonly channels: readonly string[];
  readonly taxRate: number;
  readonly ordersPerMonth: number;
  readonly orderValue: number;
  readonly valueSpread: number;
  readonly customers: number;
  /** Share of the customers that is won during the 24 months. */
  readonly newShare: number;
  readonly splitShare: number;
  readonly deliveryDays: readonly [number, number];
  /** Instalments: share in percent and days after signing. */
  readonly instalments: readonly (readonly [number, number])[];
  readonly paidInTime: number;
  readonly neverPaid: number;
  /** Share of the orders that a deal stands behind. */
  readonly dealShare: number;
  readonly winRate: (day: Day) => number;
  /** Season of the twelve months, then the story of this line. */
  readonly season: readonly number[];
  readonly story: (day: Day) => number;
  /** Middle of the yearly attainment, by metric. */
  readonly attainment: { readonly signed: number; readonly collected: number; readonly newCustomers: number };
};

const FROM_CRM = "2025-01-01";
const TRAINING = { from: "2025-09-01", to: "2025-11-01" };

/** 0 on the day `from`, 1 on the day `to`, straight between. */
function between(day: Day, from: Day, to: Day): number {
  const at = (Date.parse(day) - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
  return Math.min(1, Math.max(0, at));
}

export const lines: readonly Line[] = [
  {
    code: "tech",
    unit: "R10",
    title: "大客户经理",
    channels: ["直销", "直销", "生态伙伴"],
    taxRate: 6,
    ordersPerMonth: 2.6,
    orderValue: 200_000,
    valueSpread: 0.55,
    customers: 130,
    newShare: 0.45,
    splitShare: 0.14,
    deliveryDays: [20, 70],
    instalments: [
      [30, 10],
      [60, 60],
      [10, 120],
    ],
    paidInTime: 0.87,
    neverPaid: 0.03,
    dealShare: 0.3,
    winRate: () => 0.46,
    season: [0.8, 0.6, 1.3, 0.9, 0.95, 1.3, 0.85, 0.95, 1.25, 0.85, 1, 1.45],
    story: (day) => 0.95 + 0.15 * between(day, FACTS_FROM, DEMO_TODAY),
    attainment: { signed: 0.99, collected: 0.97, newCustomers: 0.95 },
  },
  {
    code: "consumer",
    unit: "R20",
    title: "销售代表",
    channels: ["商超", "电商", "经销"],
    taxRate: 13,
    ordersPerMonth: 16,
    orderValue: 17_000,
    valueSpread: 0.6,
    customers: 220,
    newShare: 0.55,
    splitShare: 0.02,
    deliveryDays: [1, 6],
    instalments: [[100, 30]],
    paidInTime: 0.82,
    neverPaid: 0.05,
    dealShare: 0.03,
    winRate: (day) => 0.2 + 0.26 * between(day, FROM_CRM, DEMO_TODAY),
    season: [1.15, 0.55, 0.95, 0.9, 1, 1.2, 0.9, 0.9, 1.05, 1.2, 1.4, 0.95],
    story: (day) => 0.88 + 0.3 * between(day, FROM_CRM, DEMO_TODAY),
    attainment: { signed: 0.94, collected: 0.92, newCustomers: 1.02 },
  },
  {
    code: "finance",
    unit: "R30",
    title: "客户经理",
    channels: ["直销", "转介绍"],
    taxRate: 6,
    ordersPerMonth: 5,
    orderValue: 58_000,
    valueSpread: 0.5,
    customers: 120,
    newShare: 0.5,
    splitShare: 0.1,
    deliveryDays: [3, 15],
    instalments: [
      [50, 7],
      [50, 45],
    ],
    paidInTime: 0.83,
    neverPaid: 0.06,
    dealShare: 0.16,
    winRate: (day) => (day < TRAINING.to ? 0.3 : 0.42),
    season: [0.95, 0.65, 1.15, 0.95, 1, 1.2, 0.95, 1, 1.15, 0.9, 1, 1.15],
    story: (day) => financeStory(day),
    attainment: { signed: 0.9, collected: 0.9, newCustomers: 0.88 },
  },
  {
    code: "midtech",
    unit: "R40",
    title: "区域销售经理",
    channels: ["直销", "代理"],
    taxRate: 13,
    ordersPerMonth: 4.5,
    orderValue: 90_000,
    valueSpread: 0.6,
    customers: 130,
    newShare: 0.75,
    splitShare: 0.14,
    deliveryDays: [15, 60],
    instalments: [
      [30, 10],
      [40, 50],
      [30, 100],
    ],
    paidInTime: 0.52,
    neverPaid: 0.17,
    dealShare: 0.22,
    winRate: () => 0.38,
    season: [0.85, 0.6, 1.25, 0.95, 1, 1.25, 0.9, 0.95, 1.2, 0.9, 1, 1.25],
    story: (day) => 0.9 + 0.2 * between(day, "2025-10-01", DEMO_TODAY),
    attainment: { signed: 0.86, collected: 0.74, newCustomers: 1.22 },
  },
];

/** People in training sell less for two months, and more afterwards. */
function financeStory(day: Day): number {
  if (day < TRAINING.from) return 0.95;
  if (day < TRAINING.to) return 0.62;
  return 1.02 + 0.2 * between(day, TRAINING.to, "2026-03-01");
}

export const lineOf = (code: LineCode): Line => lines.find((line) => line.code === code)!;

const OFFICES_CLOSED = [
  ["2024-09-15", "2024-09-18"],
  ["2024-10-01", "2024-10-08"],
  ["2025-01-01", "2025-01-02"],
  ["2025-01-28", "2025-02-05"],
  ["2025-04-04", "2025-04-07"],
  ["2025-05-01", "2025-05-06"],
  ["2025-05-31", "2025-06-03"],
  ["2025-10-01", "2025-10-09"],
  ["2026-01-01", "2026-01-04"],
  ["2026-02-15", "2026-02-24"],
  ["2026-04-04", "2026-04-07"],
  ["2026-05-01", "2026-05-06"],
] as const;

/** Days on which business to business orders are signed. */
export function isOfficeDay(day: Day): boolean {
  return weekday(day) <= 5 && !OFFICES_CLOSED.some(([from, to]) => from <= day && day < to);
}
