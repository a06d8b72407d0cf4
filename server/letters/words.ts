/** The words of the printed letter; the page has its own in the browser. */
const words = {
  "zh-CN": {
    title: "目标责任书", of: "{year} 财年 · 第 {issue} 次签发", person: "责任人", unit: "部门与岗位", issued: "签发",
    targets: "一、目标", metric: "指标", year: "全年", quarter: "{n} 季度", months: "各月目标", singles: "单项目标", period: "期间", comparison: "要求", stretch: "挑战值", note: "说明", actions: "二、关键行动", action: "行动", path: "路径", due: "完成日期",
    conditions: "三、约定与条件", none: "无", signed: "本人已阅读并确认以上目标。签名：{name}，时间：{at}", unsigned: "尚未签署", basis: "依据：{list}", version: "{metric}第 {n} 版", hash: "内容校验：{hash}",
    metrics: { "signed-amount": "签约额", "delivered-amount": "交付额", "collected-amount": "回款额", "deal-count": "成交单数", "new-customers": "新客户数" },
  },
  "zh-TW": {
    title: "目標責任書", of: "{year} 會計年度 · 第 {issue} 次簽發", person: "責任人", unit: "部門與職位", issued: "簽發",
    targets: "一、目標", metric: "指標", year: "全年", quarter: "第 {n} 季", months: "各月目標", singles: "單項目標", period: "期間", comparison: "要求", stretch: "挑戰值", note: "說明", actions: "二、關鍵行動", action: "行動", path: "路徑", due: "完成日期",
    conditions: "三、約定與條件", none: "無", signed: "本人已閱讀並確認以上目標。簽名：{name}，時間：{at}", unsigned: "尚未簽署", basis: "依據：{list}", version: "{metric}第 {n} 版", hash: "內容校驗：{hash}",
    metrics: { "signed-amount": "簽約額", "delivered-amount": "交付額", "collected-amount": "回款額", "deal-count": "成交筆數", "new-customers": "新客戶數" },
  },
  en: {
    title: "Target letter", of: "Fiscal year {year} · issue {issue}", person: "Person", unit: "Unit and position", issued: "Issued",
    targets: "1. Targets", metric: "Metric", year: "Year", quarter: "Q{n}", months: "Months", singles: "Single targets", period: "Period", comparison: "Required", stretch: "Stretch", note: "Note", actions: "2. Key actions", action: "Action", path: "Path", due: "Due",
    conditions: "3. Conditions", none: "None", signed: "I have read and confirm these targets. Signed: {name}, {at}", unsigned: "Not signed yet", basis: "Basis: {list}", version: "{metric} version {n}", hash: "Content hash: {hash}",
    metrics: { "signed-amount": "Signed amount", "delivered-amount": "Delivered amount", "collected-amount": "Collected amount", "deal-count": "Deals", "new-customers": "New customers" },
  },
} as const; // prettier-ignore

export type Words = (typeof words)[keyof typeof words];
export const wordsOf = (locale: string): Words => words[locale as keyof typeof words] ?? words["zh-CN"];
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
