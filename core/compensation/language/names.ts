import type { Names } from "../../formula/check.ts";
import type { Type } from "../../formula/syntax.ts";

/** One thing a plan may read, with its Chinese name, and the Traditional one where it differs; a column of a file may be headed by any of them. */
type Standard = { readonly type: Type; readonly zh: string; readonly tw?: string };

/** What every transaction may bring. `amount` is money in the plan's currency, `margin` is amount less cost. */
const transaction = {
  id: { type: "text", zh: "编号", tw: "編號" },
  participant: { type: "text", zh: "人员", tw: "人員" },
  date: { type: "day", zh: "日期" },
  amount: { type: "amount", zh: "金额", tw: "金額" },
  deal_amount: { type: "amount", zh: "整单金额", tw: "整單金額" },
  quantity: { type: "number", zh: "数量", tw: "數量" },
  cost: { type: "amount", zh: "成本" },
  margin: { type: "amount", zh: "毛利" },
  currency: { type: "text", zh: "币种", tw: "幣別" },
  type: { type: "text", zh: "类型", tw: "類型" },
  product: { type: "text", zh: "产品", tw: "產品" },
  category: { type: "text", zh: "产品类别", tw: "產品類別" },
  customer: { type: "text", zh: "客户", tw: "客戶" },
  customer_class: { type: "text", zh: "客户类别", tw: "客戶類別" },
  order: { type: "text", zh: "订单", tw: "訂單" },
  delivered: { type: "day", zh: "交付日期" },
  invoiced: { type: "day", zh: "开票日期", tw: "開票日期" },
  reverses: { type: "text", zh: "冲销编号", tw: "沖銷編號" },
  original_date: { type: "day", zh: "原单日期", tw: "原單日期" },
  original_amount: { type: "amount", zh: "原单金额", tw: "原單金額" },
  ordinal: { type: "number", zh: "第几单", tw: "第幾單" },
  credit_class: { type: "text", zh: "归属类别", tw: "歸屬類別" },
  share: { type: "rate", zh: "归属比例", tw: "歸屬比例" },
} as const satisfies Readonly<Record<string, Standard>>;

/** What every participant may bring, as of a day. */
const participant = {
  name: { type: "text", zh: "姓名" },
  title: { type: "text", zh: "岗位", tw: "職位" },
  manager: { type: "text", zh: "上级", tw: "上級" },
  quota: { type: "amount", zh: "配额", tw: "配額" },
  target_bonus: { type: "amount", zh: "目标奖金", tw: "目標獎金" },
  salary: { type: "amount", zh: "底薪" },
  coefficient: { type: "number", zh: "绩效系数", tw: "績效係數" },
  attainment: { type: "rate", zh: "完成率" },
  score: { type: "number", zh: "得分" },
  pay_currency: { type: "text", zh: "发放币种", tw: "發放幣別" },
  hired: { type: "day", zh: "入职日期", tw: "到職日期" },
  left: { type: "day", zh: "离职日期", tw: "離職日期" },
} as const satisfies Readonly<Record<string, Standard>>;

/** What the engine knows of the period itself. */
const period = {
  period_start: { type: "day", zh: "期初" },
  period_end: { type: "day", zh: "期末" },
  period_days: { type: "number", zh: "本期天数", tw: "本期天數" },
  active_days: { type: "number", zh: "在岗天数", tw: "在職天數" },
  active_share: { type: "rate", zh: "在岗比例", tw: "在職比例" },
  month: { type: "number", zh: "月份" },
  quarter: { type: "number", zh: "季度" },
  year: { type: "number", zh: "年份" },
} as const satisfies Readonly<Record<string, Standard>>;

/** A component's own words: what its lower levels earn by it, and what it has earned before times, floor and cap. */
const component = {
  lower: { type: "amount", zh: "下级所得", tw: "下級所得" },
} as const satisfies Readonly<Record<string, Standard>>;

export const standard = { transaction, participant, period, component } as const;
export type Scope = keyof typeof standard;

/** All spellings of a scope's names with their types. */
export const namesOf = (scope: Scope): Names => spellings[scope];

const spelt = (scope: Scope): Names =>
  Object.fromEntries(
    Object.entries<Standard>(standard[scope]).flatMap(([name, { type, zh, tw }]) =>
      [name, zh, ...(tw ? [tw] : [])].map((one) => [one, type]),
    ),
  );
const spellings: Readonly<Record<Scope, Names>> = {
  transaction: spelt("transaction"),
  participant: spelt("participant"),
  period: spelt("period"),
  component: spelt("component"),
};

const all = Object.values(standard).flatMap((scope) => Object.entries<Standard>(scope));
const english = new Map(
  all.flatMap(([name, { zh, tw }]): [string, string][] => [[zh, name], ...(tw ? [[tw, name] as [string, string]] : [])]),
);
const chinese = new Map(all.map(([name, { zh }]) => [name, zh]));
const traditional = new Map(all.flatMap(([name, { tw }]): [string, string][] => (tw ? [[name, tw]] : [])));
/** Parts of a plan that are named where a value is missing; no names a formula may use. */
const parts = new Map([["payout", ["发放公式", "發放公式"]], ["settlement", ["结算规则", "結算規則"]]]); // prettier-ignore
/** A standard name as a Chinese reader knows it: quota is 配额 (配額); a name of the plan's own stays as it is. */
export const chineseName = (name: string, isTraditional = false): string =>
  (isTraditional ? traditional.get(name) : undefined) ?? chinese.get(name) ?? parts.get(name)?.[isTraditional ? 1 : 0] ?? name;

/** A column of every transaction, in any spelling. */
export const isOfTransaction = (name: string): boolean => Object.hasOwn(spellings.transaction, name);

/** A word of the language, in any spelling: nothing of a plan may be called by it. */
export const isStandard = (name: string): boolean => english.has(name) || chinese.has(name);

/** The one spelling the engine keeps: "金额" is amount; a name of the plan's own stays as it is. */
export const canonical = (name: string): string => english.get(name) ?? name;
