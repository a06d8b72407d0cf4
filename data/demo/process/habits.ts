import type { Day } from "#core/base/date.ts";
import { DEMO_TODAY, type LineCode } from "../company.ts";

/** How the people of a line work: what the four stories look like before an order is signed. */
export type Habits = {
  /** Weight of being lost at each step of the pipeline. */
  readonly lostAt: (day: Day) => readonly number[];
  /** How long each step takes beside the others. */
  readonly pace: (day: Day) => readonly number[];
  /** Chance that the expected close is moved once more than usual. */
  readonly slips: number;
  /** Share of open deals that say what comes next. */
  readonly nextSteps: number;
  /** Effective and other visits a month for a full seat. */
  readonly visits: (day: Day) => readonly [effective: number, other: number];
  readonly followUps: number;
  readonly promotions: number;
  /** Share of what is planned that is not done. */
  readonly undone: number;
  /** Working hours until a lead is spoken to. */
  readonly response: (day: Day) => number;
  /** Middle of satisfaction (1–5) and recommendation (0–10). */
  readonly csat: (day: Day) => number;
  readonly nps: (day: Day) => number;
  readonly pulse: (day: Day) => number;
  readonly complaints: number;
  readonly lossReasons: readonly string[];
  readonly competitors: readonly string[];
};

const CRM_FROM = "2025-01-01";
const inTraining = (day: Day): boolean => "2025-09-01" <= day && day < "2025-11-01";
const trained = (day: Day): boolean => day >= "2025-11-01";
const sinceCrm = (day: Day): number =>
  day < CRM_FROM ? 0 : Math.min(1, (Date.parse(day) - Date.parse(CRM_FROM)) / (Date.parse(DEMO_TODAY) - Date.parse(CRM_FROM)));
const newManager = (day: Day): boolean => day >= "2025-10-01";

export const habits: Readonly<Record<LineCode, Habits>> = {
  tech: {
    lostAt: () => [10, 15, 22, 26, 14, 13],
    pace: () => [1, 1, 2, 2, 1.2, 1.4],
    slips: 0.05,
    nextSteps: 0.92,
    visits: () => [6, 1.5],
    followUps: 3,
    promotions: 0.3,
    undone: 0.06,
    response: () => 3,
    csat: () => 4.5,
    nps: () => 8.9,
    pulse: () => 8.1,
    complaints: 0.012,
    lossReasons: ["价格", "产品功能", "预算取消", "交付周期"],
    competitors: ["北辰软件", "云启科技"],
  },
  consumer: {
    lostAt: (day) => [
      46 - 30 * sinceCrm(day),
      26 - 6 * sinceCrm(day),
      14,
      10 + 12 * sinceCrm(day),
      3 + 9 * sinceCrm(day),
      2 + 8 * sinceCrm(day),
    ],
    pace: (day) => [3 - 2 * sinceCrm(day), 1, 1, 1, 0.6, 0.6],
    slips: 0.08,
    nextSteps: 0.78,
    visits: (day) => [6 + 3 * sinceCrm(day), 4 - 2 * sinceCrm(day)],
    followUps: 2,
    promotions: 1.5,
    undone: 0.1,
    response: (day) => 11 - 8 * sinceCrm(day),
    csat: () => 4.2,
    nps: () => 8.1,
    pulse: (day) => 7.2 + 0.6 * sinceCrm(day),
    complaints: 0.02,
    lossReasons: ["价格", "陈列条件", "账期", "竞品促销"],
    competitors: ["康联食品", "大禾饮品"],
  },
  finance: {
    lostAt: (day) => (trained(day) ? [10, 14, 14, 20, 21, 21] : [10, 15, 22, 34, 14, 5]),
    pace: (day) => (inTraining(day) ? [2, 2, 3, 3, 1.5, 1.5] : trained(day) ? [1, 1, 2, 1.2, 0.8, 1] : [1, 1, 1.4, 2.4, 1.4, 1.2]),
    slips: 0.1,
    nextSteps: 0.85,
    visits: (day) => (inTraining(day) ? [1.6, 1] : trained(day) ? [7, 1.4] : [4.6, 2.4]),
    followUps: 2.5,
    promotions: 0.5,
    undone: 0.08,
    response: (day) => (inTraining(day) ? 13 : trained(day) ? 3.5 : 5.5),
    csat: (day) => (inTraining(day) ? 3.9 : trained(day) ? 4.5 : 4.1),
    nps: (day) => (inTraining(day) ? 7.2 : trained(day) ? 8.8 : 7.9),
    pulse: (day) => (inTraining(day) ? 7.9 : trained(day) ? 8 : 7),
    complaints: 0.02,
    lossReasons: ["需求不清", "合规要求", "价格", "决策人未到位"],
    competitors: ["汇诚金服", "联信顾问"],
  },
  midtech: {
    lostAt: () => [3, 5, 10, 15, 27, 40],
    pace: () => [0.6, 0.6, 1.2, 1.8, 3, 4],
    slips: 0.4,
    nextSteps: 0.42,
    visits: (day) => (newManager(day) ? [1.8, 4.2] : [2.8, 3.2]),
    followUps: 1,
    promotions: 0.6,
    undone: 0.22,
    response: (day) => (newManager(day) ? 15 : 9),
    csat: (day) => (newManager(day) ? 3.5 : 3.9),
    nps: (day) => (newManager(day) ? 6.3 : 7.3),
    pulse: (day) => (newManager(day) ? 5.8 : 7),
    complaints: 0.055,
    lossReasons: ["付款条件", "决策人未到位", "价格", "交付周期"],
    competitors: ["力拓自动化", "锐进装备"],
  },
};
