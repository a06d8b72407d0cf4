import { addDays, addMonths, type Day } from "#core/base/date.ts";
import { DEMO_TODAY, isOfficeDay, type LineCode } from "./company.ts";
import { holder, type Staff } from "./people.ts";
import type { Random } from "./random.ts";

export type DemoAction = { readonly title: string; readonly dueOn: Day; readonly doneOn: Day | null; readonly result: string };
export type DemoOneOnOne = {
  readonly member: string; // person code
  readonly manager: string;
  readonly heldOn: Day;
  readonly notes: string;
  readonly actions: readonly DemoAction[];
};

/** How a line talks: how often a month it meets, and how much of what was agreed gets done. */
type Habit = {
  readonly everyMonths: number;
  readonly kept: number;
  readonly notes: readonly string[];
  readonly actions: readonly string[];
};

const HABITS: Readonly<Record<LineCode, Habit>> = {
  tech: {
    everyMonths: 3,
    kept: 0.92,
    notes: [
      "季度复盘：大单节奏稳定，重点客户覆盖到位。下季度把新签比重提上来。",
      "季度复盘：智能客服两个试点都转正，奖励兑现，并报名高级谈判课程。",
    ],
    actions: [
      "整理两家标杆客户案例并在周会分享",
      "完成重点客户决策链梳理",
      "与售前一起准备安全合规方案演示",
      "更新三家重点客户的年度预算",
      "约客户信息主管做一次需求访谈",
    ],
  },
  consumer: {
    everyMonths: 2,
    kept: 0.8,
    notes: ["CRM 分析出 12 家高潜门店，优先拜访。上月转化率比年初高。", "双周看漏斗：首次接触到报价的时间缩短了，继续保持。"],
    actions: [
      "拜访高潜名单前 10 家门店",
      "核对三家经销商的库存与回款",
      "新品气泡茶陈列检查 15 家",
      "给沉睡客户各打一次电话",
      "把端午备货订单提前锁定",
    ],
  },
  finance: {
    everyMonths: 1,
    kept: 0.85,
    notes: ["培训后第一次面谈：需求访谈更深入，方案被退回的次数减少。", "目标、评估、反馈都对过一遍；票据咨询是本季增长点。"],
    actions: [
      "按新版访谈提纲完成 3 次客户访谈",
      "约银行总行对接人确认二期范围",
      "完成合规课程第 4 单元",
      "复盘上月两单丢单原因",
      "给续约客户准备绿色票据方案",
    ],
  },
  midtech: {
    everyMonths: 4,
    kept: 0.45,
    notes: ["新客户签得多，但逾期回款偏高，需要逐单对账。", "刚接手团队，面谈还不够规律；先把逾期客户清单过一遍。"],
    actions: [
      "逐单核对逾期超过 60 天的应收",
      "与客户财务约定分期付款日期",
      "请技术支持到现场处理验收问题",
      "新签合同先确认付款条款再发货",
      "整理本月到期应收，周一例会过一遍",
    ],
  },
};

export function oneOnOnes(staff: Staff, rnd: Random): DemoOneOnOne[] {
  const reps = staff.seats.filter((seat) => seat.line !== null && seat.role === "rep");
  return reps
    .flatMap((seat) => {
      const { everyMonths } = HABITS[seat.line!];
      const months = Array.from({ length: Math.floor(9 / everyMonths) }, (_, i) => addMonths("2026-06-01", -i * everyMonths));
      return months.flatMap((month, i) => talk(month, i, seat.code, `${seat.unit}-M`, seat.line!, staff, rnd) ?? []);
    })
    .toSorted((a, b) => a.heldOn.localeCompare(b.heldOn) || a.member.localeCompare(b.member));
}

function talk(month: Day, nth: number, seat: string, managerSeat: string, line: LineCode, staff: Staff, rnd: Random): DemoOneOnOne | null {
  const heldOn = officeDayFrom(addDays(month, rnd.int(2, 12)));
  const [member, manager] = [holder(staff.stints, seat, heldOn), holder(staff.stints, managerSeat, heldOn)];
  // Only people who are still there: a talk with somebody who left has no workbench to show on.
  if (!member || !manager || member.leftOn || manager.leftOn || heldOn > DEMO_TODAY) return null;
  const habit = HABITS[line];
  // Two from the list at a time, going round it: nobody is asked for the same thing twice in a row.
  const titles = [0, 1].slice(0, rnd.int(1, 2)).map((k) => habit.actions[(nth * 2 + k) % habit.actions.length]!);
  return {
    member: member.code,
    manager: manager.code,
    heldOn,
    notes: rnd.pick(habit.notes),
    actions: titles.map((title) => action(title, heldOn, habit, rnd)),
  };
}

function action(title: string, heldOn: Day, { kept }: Habit, rnd: Random): DemoAction {
  const dueOn = officeDayFrom(addDays(heldOn, rnd.int(7, 21)));
  const doneOn = addDays(dueOn, -rnd.int(0, 5));
  const isDone = doneOn <= DEMO_TODAY && rnd.chance(kept);
  return { title, dueOn, doneOn: isDone ? doneOn : null, result: isDone ? "已完成" : "" };
}

function officeDayFrom(day: Day): Day {
  return isOfficeDay(day) ? day : officeDayFrom(addDays(day, 1));
}
