import { addDays, addMonths, type Day } from "#core/base/date.ts";
import { DEMO_TODAY, FACTS_FROM, type LineCode } from "../company.ts";
import type { Customer } from "../customers.ts";
import type { Order } from "../orders.ts";
import { teams } from "../organisation.ts";
import { holder, type Person, type Staff } from "../people.ts";
import type { Random } from "../random.ts";
import { yesNo, type Sheet } from "../sheet.ts";
import { habits } from "./habits.ts";

type Answer = {
  readonly kind: "客户满意度" | "净推荐值" | "员工脉搏";
  readonly customer: string;
  readonly person: string;
  readonly unit: string;
  readonly on: Day;
  readonly score: number;
};

const ASKED: Readonly<Record<LineCode, number>> = { tech: 0.3, consumer: 0.05, finance: 0.16, midtech: 0.16 };

/** Drawn by the system: satisfaction after a delivery, recommendation by quarter, and the teams' own pulse without a name. */
export function surveySheet(staff: Staff, customers: readonly Customer[], all: readonly Order[], rnd: Random): Sheet {
  const answers = [...satisfaction(all, rnd), ...recommendation(staff, customers, rnd), ...pulse(rnd)]
    .filter((answer) => answer.on <= DEMO_TODAY)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.customer.localeCompare(b.customer) || a.unit.localeCompare(b.unit));
  return {
    header: ["答卷编号", "调查类型", "客户编码", "员工工号", "部门编码", "回答日期", "分数"],
    rows: answers.map((a, i) => [`V${String(i + 1).padStart(5, "0")}`, a.kind, a.customer, a.person, a.unit, a.on, String(a.score)]),
  };
}

const score = (middle: number, spread: number, low: number, high: number, rnd: Random): number =>
  Math.min(high, Math.max(low, Math.round(middle + spread * rnd.normal())));

function satisfaction(all: readonly Order[], rnd: Random): Answer[] {
  return all.flatMap(({ deliveredOn, line, customer, credits }) => {
    if (deliveredOn === null || !rnd.chance(ASKED[line.code])) return [];
    const on = addDays(deliveredOn, rnd.int(2, 12));
    const value = score(habits[line.code].csat(deliveredOn), 0.7, 1, 5, rnd);
    return [{ kind: "客户满意度", customer: customer.code, person: present(credits[0]!.person, on), unit: "", on, score: value }];
  });
}

/** Whoever has left by then is not asked about. */
const present = ({ code, leftOn }: Person, day: Day): string => (leftOn !== null && day >= leftOn ? "" : code);

const quarters = (): Day[] => Array.from({ length: 9 }, (_, i) => addMonths(FACTS_FROM, i * 3));

function recommendation(staff: Staff, customers: readonly Customer[], rnd: Random): Answer[] {
  return quarters().flatMap((quarter) =>
    customers
      .filter((c) => c.createdOn < quarter && rnd.chance(0.16))
      .flatMap((c) => {
        const on = addDays(quarter, rnd.int(0, 20));
        const owner = holder(staff.stints, c.seat.code, on);
        const value = score(habits[c.line].nps(quarter), 1.6, 0, 10, rnd);
        return [{ kind: "净推荐值" as const, customer: c.code, person: owner?.code ?? "", unit: "", on, score: value }];
      }),
  );
}

function pulse(rnd: Random): Answer[] {
  return quarters().flatMap((quarter) =>
    teams.flatMap(({ unit, line, reps }) =>
      Array.from({ length: reps }, () => ({
        kind: "员工脉搏" as const,
        customer: "",
        person: "",
        unit,
        on: addDays(quarter, 14),
        score: score(habits[line].pulse(quarter), 1.3, 0, 10, rnd),
      })),
    ),
  );
}

const CAUSES = ["交付延迟", "产品质量", "实施人员不足", "发票错误", "承诺未兑现"];

export function complaintSheet(all: readonly Order[], rnd: Random): Sheet {
  const rows = all.flatMap((order) => {
    if (order.deliveredOn === null || !rnd.chance(habits[order.line.code].complaints)) return [];
    const on = addDays(order.deliveredOn, rnd.int(1, 25));
    return on > DEMO_TODAY ? [] : [[order.customer.code, order.code, on, yesNo(!rnd.chance(0.2)), rnd.pick(CAUSES)]];
  });
  const sorted = rows.toSorted((a, b) => a[2]!.localeCompare(b[2]!) || a[1]!.localeCompare(b[1]!));
  return {
    header: ["投诉编号", "客户编码", "订单号", "受理日期", "是否成立", "投诉原因"],
    rows: sorted.map((row, i) => [`TS${String(i + 1).padStart(4, "0")}`, ...row]),
  };
}
