import { addDays, addMonths, type Day } from "#core/base/date.ts";
import { divide, MAJOR, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY, FACTS_FROM, lines, type LineCode } from "../company.ts";
import type { Customer } from "../customers.ts";
import type { Order } from "../orders.ts";
import { holder, type Person, type Staff } from "../people.ts";
import type { Random } from "../random.ts";
import { moneyText, type Sheet } from "../sheet.ts";
import { afterWork, timeText } from "./clock.ts";
import { habits } from "./habits.ts";

const CHANNELS: Readonly<Record<LineCode, readonly string[]>> = {
  tech: ["官网", "行业展会", "内容营销", "伙伴推荐"],
  consumer: ["搜索广告", "社交媒体", "行业展会", "电话外呼"],
  finance: ["转介绍", "官网", "线下沙龙", "电话外呼"],
  midtech: ["行业展会", "搜索广告", "电话外呼", "官网"],
};
const UNIT: Readonly<Record<LineCode, string>> = { tech: "R10", consumer: "R20", finance: "R30", midtech: "R40" };

type Lead = {
  readonly name: string;
  readonly customer: Customer | null;
  readonly channel: string;
  readonly owner: Person;
  readonly arrived: string;
  readonly contacted: string;
  readonly state: string;
};

/** Every customer won in the 24 months was a lead; for each there are others that came to nothing. */
export function leadSheet(staff: Staff, customers: readonly Customer[], rnd: Random): Sheet {
  const won = customers.filter((c) => c.createdOn >= addDays(FACTS_FROM, 45));
  const leads = won.flatMap((customer) => [
    lead(customer, true, staff, rnd),
    ...Array.from({ length: rnd.int(1, 3) }, () => lead(customer, false, staff, rnd)),
  ]);
  const sorted = leads.filter((one) => one !== null).toSorted((a, b) => a.arrived.localeCompare(b.arrived));
  return {
    header: ["线索编号", "线索名称", "客户编码", "线索来源", "负责人工号", "进入时间", "首次联系时间", "线索状态"],
    rows: sorted.map((l, i) => [
      `L${String(i + 1).padStart(5, "0")}`,
      l.name,
      l.customer?.code ?? "",
      l.channel,
      l.owner.code,
      l.arrived,
      l.contacted,
      l.state,
    ]),
  };
}

function lead(like: Customer, isWon: boolean, staff: Staff, rnd: Random): Lead | null {
  const day = addDays(like.createdOn, isWon ? -rnd.int(3, 40) : rnd.int(-60, 60));
  const minute = rnd.chance(0.12) ? rnd.int(19 * 60, 23 * 60) : rnd.int(8 * 60, 18 * 60);
  const owner = holder(staff.stints, like.seat.code, day);
  if (!owner || day >= DEMO_TODAY || day < FACTS_FROM) return null;
  const hours = habits[like.line].response(day) * rnd.skewed(0.7) * (isWon ? 0.8 : 1.1);
  const spoken = afterWork(day, minute, hours);
  const isSpoken = spoken.day < DEMO_TODAY && (isWon || rnd.chance(0.86));
  return {
    owner,
    name: isWon ? like.name : `${like.region}${like.industry}客户${rnd.int(100, 999)}`,
    customer: isWon ? like : null,
    channel: rnd.pick(CHANNELS[like.line]),
    arrived: timeText(day, minute),
    contacted: isSpoken ? timeText(spoken.day, spoken.minute) : "",
    state: isWon ? "已转化" : isSpoken ? rnd.pick(["已联系", "合格", "已放弃", "已放弃"]) : "新线索",
  };
}

/** One to four touches before the first order; whose first touch is unknown says so. */
export function touchSheet(all: readonly Order[], rnd: Random): Sheet {
  const first = new Map<Customer, Day>();
  for (const { customer, signedOn } of all) if (!first.has(customer)) first.set(customer, signedOn);
  const touches = [...first]
    .filter(([customer]) => customer.createdOn >= FACTS_FROM)
    .flatMap(([customer, day]) =>
      Array.from({ length: rnd.int(1, 4) }, (_, i) => ({
        customer,
        channel: i === 0 && rnd.chance(0.12) ? "未知" : rnd.pick(CHANNELS[customer.line]),
        on: addDays(day, -rnd.int(1, 90)),
      })),
    )
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.customer.code.localeCompare(b.customer.code));
  return {
    header: ["触点编号", "客户编码", "渠道", "触达日期"],
    rows: touches.map((touch, i) => [`TP${String(i + 1).padStart(5, "0")}`, touch.customer.code, touch.channel, touch.on]),
  };
}

type Cost = {
  readonly class: string;
  readonly channel: string;
  readonly unit: string;
  readonly on: Day;
  readonly amount: Amount;
  readonly note: string;
};

/** What winning customers costs, month by month: by line and channel, and the company's share of overhead without a unit. */
export function costSheet(all: readonly Order[], rnd: Random): Sheet {
  const months = Array.from({ length: 25 }, (_, i) => addMonths(FACTS_FROM, i)).filter((month) => month < DEMO_TODAY);
  const costs = months.flatMap((month) => [...lines.flatMap(({ code }) => ofLine(code, month, all, rnd)), overhead(month, rnd)]);
  return {
    header: ["费用编号", "费用类别", "渠道", "部门编码", "发生日期", "金额", "备注"],
    rows: costs.map((cost, i) => [
      `FY${String(i + 1).padStart(5, "0")}`,
      cost.class,
      cost.channel,
      cost.unit,
      cost.on,
      moneyText(cost.amount),
      cost.note,
    ]),
  };
}

function ofLine(line: LineCode, month: Day, all: readonly Order[], rnd: Random): Cost[] {
  const signed = all.filter((o) => o.line.code === line && !o.isCancelled && o.signedOn.startsWith(month.slice(0, 7)));
  const base = signed.reduce((sum, order) => sum + order.amount, 0n);
  const on = endOf(month);
  const share = (perMille: number): Amount =>
    divide(base * BigInt(Math.round(perMille * 100 * rnd.between(0.85, 1.15))), 100_000n * 100n, "half-up") * 100n;
  const cost = (type: string, channel: string, amount: Amount, note = ""): Cost => ({
    class: type,
    channel,
    unit: UNIT[line],
    on,
    amount,
    note,
  });
  const isCrm = line === "consumer" && month >= "2025-01-01";
  const costs = [
    ...CHANNELS[line].map((channel, i) => cost("广告", channel, share((isCrm ? 5 : 8) / (i + 1)))),
    cost("销售薪酬", "", share(48)),
    cost("推广", CHANNELS[line][0]!, share(6)),
    cost("工具", "", 10_000n * MAJOR + (isCrm ? 18_000n * MAJOR : 0n), isCrm ? "CRM 使用费" : ""),
  ];
  if (Number(month.slice(5, 7)) % 3 === 0) costs.push(cost("调研", "", share(3)));
  if (line === "finance" && "2025-09-01" <= month && month < "2025-11-01") costs.push(cost("分摊", "", 120_000n * MAJOR, "秋季销售培训"));
  return costs.filter(({ amount }) => amount > 0n);
}

/** The last day of a month, or of what has passed of it. */
function endOf(month: Day): Day {
  const end = addDays(addMonths(month, 1), -1);
  return end > DEMO_TODAY ? DEMO_TODAY : end;
}

function overhead(month: Day, rnd: Random): Cost {
  return { class: "分摊", channel: "", unit: "", on: endOf(month), amount: BigInt(rnd.int(90, 120)) * 1000n * MAJOR, note: "管理分摊" };
}

/** Some of the new customers came by word of another one, most of them in 金融服务. */
export function referralSheet(customers: readonly Customer[], rnd: Random): Sheet {
  const odds: Readonly<Record<LineCode, number>> = { tech: 0.14, consumer: 0.06, finance: 0.3, midtech: 0.08 };
  const rows = customers
    .filter((c) => c.createdOn >= FACTS_FROM)
    .toSorted((a, b) => a.createdOn.localeCompare(b.createdOn) || a.code.localeCompare(b.code))
    .flatMap((to) => {
      const older = customers.filter((c) => c.line === to.line && c.createdOn < addDays(to.createdOn, -60));
      return older.length > 0 && rnd.chance(odds[to.line]) ? [[rnd.pick(older).code, to.code, to.createdOn]] : [];
    });
  return {
    header: ["转介绍编号", "介绍客户", "被介绍客户", "介绍日期"],
    rows: rows.map((row, i) => [`ZJ${String(i + 1).padStart(4, "0")}`, ...row]),
  };
}
