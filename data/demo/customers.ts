import { addDays, daysBetween, type Day } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import { DEMO_TODAY, FACTS_FROM, lines, type Line, type LineCode } from "./company.ts";
import { creditCode } from "./credit-code.ts";
import { holder, type Seat, type Staff } from "./people.ts";
import { teams } from "./organisation.ts";
import type { Random } from "./random.ts";
import { moneyText, type Sheet } from "./sheet.ts";

export type Customer = {
  readonly code: string;
  readonly line: LineCode;
  readonly name: string;
  readonly creditCode: string;
  readonly class: "A" | "B" | "C";
  readonly industry: string;
  readonly region: string;
  /** The seat that looks after it. */
  readonly seat: Seat;
  readonly createdOn: Day;
};

const PLACES: Readonly<Record<string, readonly string[]>> = {
  华东: ["上海", "杭州", "苏州", "南京", "宁波", "合肥", "无锡"],
  华北: ["北京", "天津", "石家庄", "济南", "太原"],
  华南: ["广州", "深圳", "佛山", "东莞", "厦门"],
  华中: ["武汉", "长沙", "郑州", "南昌", "襄阳"],
  西南: ["成都", "重庆", "昆明", "贵阳", "绵阳"],
  全国: ["上海", "北京", "广州", "成都", "武汉", "杭州"],
};
const TRADES: Readonly<Record<LineCode, readonly (readonly [trade: string, industry: string])[]>> = {
  tech: [
    ["数字科技", "互联网"],
    ["汽车零部件", "制造"],
    ["医药", "医药健康"],
    ["城市建设", "政企"],
    ["新能源", "能源"],
    ["教育科技", "教育"],
    ["航运", "交通物流"],
  ],
  consumer: [
    ["商贸", "批发"],
    ["连锁超市", "零售"],
    ["食品", "食品"],
    ["便利店管理", "零售"],
    ["电子商务", "电商"],
    ["供应链", "批发"],
  ],
  finance: [
    ["商业银行", "银行"],
    ["保险经纪", "保险"],
    ["融资租赁", "租赁"],
    ["纺织", "制造"],
    ["农业发展", "农业"],
    ["建材", "建材"],
    ["小额贷款", "金融"],
  ],
  midtech: [
    ["精密机械", "制造"],
    ["电子", "电子"],
    ["化工", "化工"],
    ["钢构", "金属"],
    ["包装", "制造"],
    ["食品机械", "制造"],
    ["轨道装备", "装备"],
  ],
};
const FIRST = Array.from("恒瑞启明盛远德泰华景嘉鸿博润信安宏立凯诚卓越汇智中天海川云峰");
const SECOND = Array.from("达源通盛丰泽维新岳腾辉佳航麟卓晟森奥宁康舟岚");
const SUFFIXES = ["有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司"];

export function customers(staff: Staff, rnd: Random): Customer[] {
  const names = new Set<string>();
  return lines.flatMap((line) => {
    const seats = staff.seats.filter((seat) => seat.line === line.code);
    return Array.from({ length: line.customers }, (_, i) => customer(line, seats[i % seats.length]!, names, staff, rnd));
  });
}

function customer(line: Line, seat: Seat, names: Set<string>, staff: Staff, rnd: Random): Customer {
  const region = teams.find((team) => team.unit === seat.unit)!.area;
  const [trade, industry] = rnd.pick(TRADES[line.code]);
  const name = freshName(names, () => `${rnd.pick(PLACES[region]!)}${rnd.pick(FIRST)}${rnd.pick(SECOND)}${trade}${rnd.pick(SUFFIXES)}`);
  const serial = names.size;
  return {
    code: `C${String(serial).padStart(4, "0")}`,
    line: line.code,
    name,
    creditCode: creditCode(serial, rnd),
    industry,
    region,
    seat,
    class: rnd.weighted(["A", "B", "C"] as const, (c) => ({ A: 2, B: 3, C: 5 })[c]),
    createdOn: createdOn(line, seat, staff, rnd),
  };
}

function freshName(taken: Set<string>, make: () => string): string {
  let name = make();
  while (taken.has(name)) name = make();
  taken.add(name);
  return name;
}

/** Old customers stood in the books before the first order here; new ones arrive while somebody holds the seat. */
function createdOn(line: Line, seat: Seat, staff: Staff, rnd: Random): Day {
  const opened = staff.stints.find((stint) => stint.seat.code === seat.code)!.from;
  if (opened < FACTS_FROM && !rnd.chance(line.newShare)) return addDays(FACTS_FROM, -rnd.int(30, 1500));
  const from = opened > FACTS_FROM ? opened : FACTS_FROM;
  return addDays(from, rnd.int(0, daysBetween(from, DEMO_TODAY) - 20));
}

/** Sales know roughly what their A and B customers spend with everybody: more than the best year with us, by a factor of their own. */
function wallet({ code, class: grade }: Customer, bought: ReadonlyMap<string, Amount>): string {
  const best = bought.get(code) ?? 0n;
  if (grade === "C" || best === 0n) return "";
  const factor = 13n + BigInt([...code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 22); // tenths
  return moneyText(((best * factor) / 10n / 100_000_000n + 1n) * 100_000_000n);
}

export function customerSheet(all: readonly Customer[], staff: Staff, bought: ReadonlyMap<string, Amount>): Sheet {
  const owner = (c: Customer) => holder(staff.stints, c.seat.code, DEMO_TODAY) ?? holder(staff.stints, `${c.seat.unit}-M`, DEMO_TODAY);
  return {
    header: ["客户编码", "客户名称", "统一社会信用代码", "客户等级", "行业", "地区", "负责人工号", "创建日期", "年采购额估计"],
    rows: all.map((c) => [
      c.code,
      c.name,
      c.creditCode,
      c.class,
      c.industry,
      c.region,
      owner(c)?.code ?? "",
      c.createdOn,
      wallet(c, bought),
    ]),
  };
}
