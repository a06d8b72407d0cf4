import type { Names } from "../../formula/check.ts";
import type { Type } from "../../formula/syntax.ts";

/** One thing a plan may read, with its Chinese name; a column of a file may be headed by either. */
type Standard = { readonly type: Type; readonly zh: string };

/** What every transaction may bring. `amount` is money in the plan's currency, `margin` is amount less cost. */
const transaction = {
  id: { type: "text", zh: "编号" },
  participant: { type: "text", zh: "人员" },
  date: { type: "day", zh: "日期" },
  amount: { type: "amount", zh: "金额" },
  deal_amount: { type: "amount", zh: "整单金额" },
  quantity: { type: "number", zh: "数量" },
  cost: { type: "amount", zh: "成本" },
  margin: { type: "amount", zh: "毛利" },
  currency: { type: "text", zh: "币种" },
  type: { type: "text", zh: "类型" },
  product: { type: "text", zh: "产品" },
  category: { type: "text", zh: "产品类别" },
  customer: { type: "text", zh: "客户" },
  customer_class: { type: "text", zh: "客户类别" },
  order: { type: "text", zh: "订单" },
  delivered: { type: "day", zh: "交付日期" },
  invoiced: { type: "day", zh: "开票日期" },
  reverses: { type: "text", zh: "冲销编号" },
  original_date: { type: "day", zh: "原单日期" },
  original_amount: { type: "amount", zh: "原单金额" },
  ordinal: { type: "number", zh: "第几单" },
  credit_class: { type: "text", zh: "归属类别" },
  share: { type: "rate", zh: "归属比例" },
} as const satisfies Readonly<Record<string, Standard>>;

/** What every participant may bring, as of a day. */
const participant = {
  name: { type: "text", zh: "姓名" },
  title: { type: "text", zh: "岗位" },
  manager: { type: "text", zh: "上级" },
  quota: { type: "amount", zh: "配额" },
  target_bonus: { type: "amount", zh: "目标奖金" },
  salary: { type: "amount", zh: "底薪" },
  coefficient: { type: "number", zh: "绩效系数" },
  attainment: { type: "rate", zh: "完成率" },
  score: { type: "number", zh: "得分" },
  pay_currency: { type: "text", zh: "发放币种" },
  hired: { type: "day", zh: "入职日期" },
  left: { type: "day", zh: "离职日期" },
} as const satisfies Readonly<Record<string, Standard>>;

/** What the engine knows of the period itself. */
const period = {
  period_start: { type: "day", zh: "期初" },
  period_end: { type: "day", zh: "期末" },
  period_days: { type: "number", zh: "本期天数" },
  active_days: { type: "number", zh: "在岗天数" },
  active_share: { type: "rate", zh: "在岗比例" },
  month: { type: "number", zh: "月份" },
  quarter: { type: "number", zh: "季度" },
  year: { type: "number", zh: "年份" },
} as const satisfies Readonly<Record<string, Standard>>;

/** A component's own words: what its lower levels earn by it, and what it has earned before times, floor and cap. */
const component = {
  lower: { type: "amount", zh: "下级所得" },
} as const satisfies Readonly<Record<string, Standard>>;

export const standard = { transaction, participant, period, component } as const;
export type Scope = keyof typeof standard;

/** Both spellings of a scope's names with their types. */
export const namesOf = (scope: Scope): Names => bothSpellings[scope];

const spelt = (scope: Scope): Names =>
  Object.fromEntries(
    Object.entries<Standard>(standard[scope]).flatMap(([name, { type, zh }]) => [
      [name, type],
      [zh, type],
    ]),
  );
const bothSpellings: Readonly<Record<Scope, Names>> = {
  transaction: spelt("transaction"),
  participant: spelt("participant"),
  period: spelt("period"),
  component: spelt("component"),
};

const english = new Map(
  Object.values(standard).flatMap((scope) => Object.entries<Standard>(scope).map(([name, { zh }]): [string, string] => [zh, name])),
);

const chinese = new Map([...english].map(([zh, name]) => [name, zh]));
/** Parts of a plan that are named where a value is missing; no names a formula may use. */
const parts = new Map([["payout", "发放公式"], ["settlement", "结算规则"]]); // prettier-ignore
/** A standard name as a Chinese reader knows it: quota is 配额; a name of the plan's own stays as it is. */
export const chineseName = (name: string): string => chinese.get(name) ?? parts.get(name) ?? name;

/** A column of every transaction, in either spelling. */
export const isOfTransaction = (name: string): boolean => Object.hasOwn(bothSpellings.transaction, name);

/** A word of the language, in either spelling: nothing of a plan may be called by it. */
export const isStandard = (name: string): boolean => english.has(name) || chinese.has(name);

/** The one spelling the engine keeps: "金额" is amount; a name of the plan's own stays as it is. */
export const canonical = (name: string): string => english.get(name) ?? name;
