import { addDays, addMonths, daysOf, type Day } from "#core/base/date.ts";
import { DEMO_TODAY, FACTS_FROM, isOfficeDay } from "../company.ts";
import type { Customer } from "../customers.ts";
import type { Order } from "../orders.ts";
import { holder, type Person, type Seat, type Staff } from "../people.ts";
import type { Random } from "../random.ts";
import type { Sheet } from "../sheet.ts";
import type { DealStory } from "./deals.ts";
import { habits } from "./habits.ts";
import { STEPS } from "./stages.ts";

export type Activity = {
  readonly kind: "拜访" | "电话" | "会议" | "方案" | "推广" | "跟进";
  readonly person: Person;
  readonly seat: Seat;
  readonly customer: Customer | null;
  readonly deal: DealStory | null;
  readonly plannedOn: Day | null;
  readonly doneOn: Day | null;
  readonly minutes: number | null;
  readonly contact: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly nextStep: string;
  readonly reached: number | null;
};

const CONTACTS = ["采购经理", "技术总监", "总经理", "信息主管", "财务经理", "店长", "运营负责人"];
const PURPOSES = ["了解需求", "确认预算", "介绍方案", "处理异议", "回访使用情况", "推进签约", "核对回款"];
const OUTCOMES = ["同意进入下一步", "要求补充资料", "约好再谈", "需求已确认", "暂缓一个月"];
const NEXT = ["发送资料", "约下次拜访", "提交报价", "请技术支持参加", "跟进合同流程"];

/**
 * Effective visits go with what the seat signs in this month and the next, so that the behaviour behind a result can be
 * found; calls and promotions come as they come and explain nothing.
 */
export function activities(
  staff: Staff,
  customers: readonly Customer[],
  all: readonly Order[],
  deals: readonly DealStory[],
  rnd: Random,
): Activity[] {
  const signed = signedCounts(all);
  const bySeat = Map.groupBy(customers, (customer) => customer.seat.code);
  const open = Map.groupBy(deals, (deal) => deal.owner.code);
  const monthly = staff.seats
    .filter((seat) => seat.line !== null)
    .flatMap((seat) => ofSeat(seat, staff, bySeat.get(seat.code) ?? [], open, signed, rnd.fork(seat.code)));
  const around = deals.flatMap((deal) => ofDeal(deal, staff, rnd.fork(deal.code)));
  return [...monthly, ...around].toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.person.code.localeCompare(b.person.code));
}

const dayOf = (activity: Activity): Day => (activity.doneOn ?? activity.plannedOn)!;

type Counts = ReadonlyMap<string, number>;

function signedCounts(all: readonly Order[]): Counts {
  const counts = new Map<string, number>();
  for (const order of all) {
    const key = `${order.credits[0]!.seat.code} ${order.signedOn.slice(0, 7)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

type ByOwner = ReadonlyMap<string, readonly DealStory[]>;

function ofSeat(seat: Seat, staff: Staff, own: readonly Customer[], deals: ByOwner, signed: Counts, rnd: Random): Activity[] {
  const months = daysOfMonths();
  const count = (month: Day) => signed.get(`${seat.code} ${month.slice(0, 7)}`) ?? 0;
  const mean = months.reduce((sum, month) => sum + count(month), 0) / months.length || 1;
  const habit = habits[seat.line!];
  const load = seat.role === "manager" ? 0.45 : 1;
  const zeal = rnd.between(0.8, 1.2);
  return months.flatMap((month) => {
    const isLast = addMonths(month, 1) > DEMO_TODAY;
    const rate = (count(month) + 0.5 * (isLast ? count(month) : count(addMonths(month, 1)))) / (1.5 * mean);
    const [effective, other] = habit.visits(month);
    const share = isLast ? 0.6 : 1;
    const times = (expected: number) => Math.max(0, Math.floor(expected * share + rnd.next()));
    const make = (kind: Activity["kind"], n: number, isEffective: () => boolean) =>
      Array.from({ length: n }, () => one(kind, month, seat, staff, own, deals, isEffective(), habit.undone, rnd)).filter(
        (a) => a !== null,
      );
    return [
      ...make("拜访", times(effective * load * zeal * (0.35 + 0.65 * rate) * rnd.between(0.85, 1.15)), () => true),
      ...make("拜访", times(other * load * rnd.between(0.6, 1.4)), () => false),
      ...make("电话", times(load * rnd.between(1.5, 6)), () => rnd.chance(0.4)),
      ...make("推广", times(habit.promotions * load * rnd.between(0.4, 1.6)), () => false),
    ];
  });
}

const daysOfMonths = (): Day[] => Array.from({ length: 25 }, (_, i) => addMonths(FACTS_FROM, i));

function one(
  kind: Activity["kind"],
  month: Day,
  seat: Seat,
  staff: Staff,
  own: readonly Customer[],
  deals: ByOwner,
  isEffective: boolean,
  undone: number,
  rnd: Random,
): Activity | null {
  const day = rnd.pick(officeDays(month));
  const person = holder(staff.stints, seat.code, day);
  if (!person) return null;
  const known = own.filter((customer) => customer.createdOn <= day);
  if (known.length === 0) return null;
  const running = (deals.get(person.code) ?? []).filter((deal) => deal.createdOn <= day && day <= (deal.closedOn ?? DEMO_TODAY));
  const deal = kind !== "推广" && running.length > 0 && rnd.chance(0.45) ? rnd.pick(running) : null;
  const isAhead = day > DEMO_TODAY;
  const isDone = !isAhead && !(isEffective ? false : rnd.chance(undone));
  return {
    kind,
    person,
    seat,
    deal,
    customer: deal?.customer ?? (kind === "推广" ? null : rnd.pick(known)),
    plannedOn: !isDone || rnd.chance(0.7) ? day : null,
    doneOn: isDone ? day : null,
    minutes: isDone ? { 拜访: 60, 电话: 10, 推广: 180, 会议: 60, 方案: 90, 跟进: 15 }[kind] + rnd.int(0, 9) * 5 : null,
    reached: kind === "推广" && isDone ? rnd.int(8, 60) : null,
    ...words(isDone && isEffective, isDone, rnd),
  };
}

/** Effective: contact, purpose, outcome and next step are all there. */
function words(isEffective: boolean, isDone: boolean, rnd: Random) {
  return {
    contact: isEffective || rnd.chance(0.6) ? rnd.pick(CONTACTS) : "",
    purpose: isEffective || rnd.chance(0.7) ? rnd.pick(PURPOSES) : "",
    outcome: isEffective || (isDone && rnd.chance(0.4)) ? rnd.pick(OUTCOMES) : "",
    nextStep: isEffective ? rnd.pick(NEXT) : "",
  };
}

const cache = new Map<Day, Day[]>();

/** Office days of a month; of the running one also those of the next two weeks, as plans. */
function officeDays(month: Day): readonly Day[] {
  const known = cache.get(month);
  if (known) return known;
  const last = addMonths(month, 1);
  const days = daysOf({ from: month, to: last > DEMO_TODAY ? addDays(DEMO_TODAY, 13) : last }).filter(isOfficeDay);
  cache.set(month, days);
  return days;
}

/** The proposal when it is due, a meeting for the contract, and follow-ups: more of them where a deal is won. */
function ofDeal(deal: DealStory, staff: Staff, rnd: Random): Activity[] {
  const { seat } = deal.customer;
  const made: Activity[] = [];
  const add = (kind: Activity["kind"], day: Day, isEffective: boolean) => {
    const on = day > DEMO_TODAY ? DEMO_TODAY : day;
    if (on < FACTS_FROM || holdsNothing(staff, deal.owner, on)) return;
    made.push({ kind, seat, deal, person: deal.owner, customer: deal.customer, plannedOn: null, doneOn: on, minutes: 30 + rnd.int(0, 12) * 5, reached: null, ...words(isEffective, true, rnd) }); // prettier-ignore
  };
  for (const move of deal.moves) {
    if (move.stage === STEPS[3]) add("方案", move.on, true);
    if (move.stage === STEPS[5] && rnd.chance(0.8)) add("会议", move.on, true);
  }
  const end = deal.closedOn ?? DEMO_TODAY;
  const length = (Date.parse(end) - Date.parse(deal.createdOn)) / 86_400_000;
  const count = Math.floor(
    habits[deal.customer.line].followUps * (deal.outcome === "won" ? 1 : 0.5) * rnd.between(0.5, 1.3) + rnd.next() * 0.8,
  );
  for (let i = 0; i < count; i++)
    add("跟进", addDays(deal.createdOn, rnd.int(1, Math.max(2, Math.floor(length)))), deal.outcome === "won" || rnd.chance(0.5));
  return made;
}

const holdsNothing = (staff: Staff, person: Person, day: Day): boolean =>
  !staff.stints.some((stint) => stint.person === person && stint.from <= day && (stint.to === null || day < stint.to));

export function activitySheet(all: readonly Activity[]): Sheet {
  return {
    header: [
      "活动编号",
      "活动类型",
      "员工工号",
      "客户编码",
      "商机编号",
      "计划日期",
      "完成日期",
      "时长",
      "联系人",
      "目的",
      "结果",
      "下一步",
      "触达客户数",
    ],
    rows: all.map((a, i) => [
      `A${String(i + 1).padStart(6, "0")}`,
      a.kind,
      a.person.code,
      a.customer?.code ?? "",
      a.deal?.code ?? "",
      a.plannedOn ?? "",
      a.doneOn ?? "",
      a.minutes === null ? "" : String(a.minutes),
      a.contact,
      a.purpose,
      a.outcome,
      a.nextStep,
      a.reached === null ? "" : String(a.reached),
    ]),
  };
}
