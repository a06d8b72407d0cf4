import type { RowProblemCode } from "#core/imports/problems.ts";
import type { Language } from "#core/imports/fields.ts";

/** What is wrong with a row, and what to do. `{field}` is the column's name in the reader's language. */
type Text = Readonly<Record<Language, readonly [reason: string, remedy: string]>>;

const t = (zh: readonly [string, string], tw: readonly [string, string], en: readonly [string, string]): Text => ({
  "zh-CN": zh,
  "zh-TW": tw,
  en,
});

export const rowProblems: Readonly<Record<RowProblemCode, Text>> = {
  required: t(
    ["“{field}”不能为空", "请补上这一格。"],
    ["「{field}」不可空白", "請補上這一格。"],
    ["“{field}” is missing", "Fill in this cell."],
  ),
  "not-an-amount": t(
    ["“{field}”不是金额", "请写成 1234.56 的样子，最多四位小数。"],
    ["「{field}」不是金額", "請寫成 1234.56 的形式，最多四位小數。"],
    ["“{field}” is not an amount", "Write it like 1234.56, with four decimals at most."],
  ),
  "amount-too-large": t(
    ["“{field}”过大", "单笔金额不超过一万亿，请检查是否多写了几位。"],
    ["「{field}」過大", "單筆金額不超過一兆，請檢查是否多寫了幾位。"],
    ["“{field}” is too large", "One amount may not exceed a trillion; check the number of digits."],
  ),
  "negative-amount": t(
    ["“{field}”是负数", "冲红或退货订单可以为负；价格与目标不可以。"],
    ["「{field}」為負數", "沖銷或退貨訂單可以為負；價格與目標不可以。"],
    ["“{field}” is negative", "Reversals and returns may be negative; prices and targets may not."],
  ),
  "not-a-day": t(
    ["“{field}”不是日期", "请写成 2026-03-05 或 2026/3/5。"],
    ["「{field}」不是日期", "請寫成 2026-03-05 或 2026/3/5。"],
    ["“{field}” is not a date", "Write it like 2026-03-05 or 2026/3/5, year first."],
  ),
  "day-out-of-range": t(
    ["“{field}”不在合理范围内", "应在 1950 年之后、{until} 之前，请检查年份。"],
    ["「{field}」不在合理範圍內", "應在 1950 年之後、{until} 之前，請檢查年份。"],
    ["“{field}” is out of range", "It must be after 1950 and before {until}; check the year."],
  ),
  "not-a-choice": t(
    ["“{field}”的写法认不出来", "可以写：{choices}。"],
    ["「{field}」的寫法無法辨識", "可以寫：{choices}。"],
    ["“{field}” is not one of the known words", "You may write: {choices}."],
  ),
  "not-a-number": t(
    ["“{field}”不是整数", "请写 1、2、3 这样的序号。"],
    ["「{field}」不是整數", "請寫 1、2、3 這樣的序號。"],
    ["“{field}” is not a whole number", "Write a number such as 1, 2, 3."],
  ),
  "not-a-share": t(
    ["“{field}”里的比例认不出来：{text}", "请写成“E001:60;E002:40”或“5%”。"],
    ["「{field}」的比例無法辨識：{text}", "請寫成「E001:60;E002:40」或「5%」。"],
    ["A share in “{field}” cannot be read: {text}", "Write it like “E001:60;E002:40” or “5%”."],
  ),
  "too-long": t(
    ["“{field}”太长", "最多 {limit} 个字，请缩短。"],
    ["「{field}」太長", "最多 {limit} 個字，請縮短。"],
    ["“{field}” is too long", "At most {limit} characters; shorten it."],
  ),
  "share-sum": t(
    ["业绩分摊合计为 {percent}%，不是 100%", "请改到合计正好 100%。"],
    ["業績分攤合計為 {percent}%，不是 100%", "請調整至合計正好 100%。"],
    ["The shares add up to {percent} %, not 100 %", "Change them so that they come to exactly 100 %."],
  ),
  "credit-twice": t(
    ["业绩分摊里 {person} 出现了两次", "请把同一个人的比例合成一项。"],
    ["業績分攤中 {person} 出現兩次", "請把同一人的比例合併為一項。"],
    ["{person} stands twice in the split", "Put the shares of one person together."],
  ),
  "wrong-currency": t(
    ["币种不是 {currency}", "系统不按猜测的汇率换算，请换算成 {currency} 后再导入。"],
    ["幣別不是 {currency}", "系統不以猜測的匯率換算，請換算為 {currency} 後再匯入。"],
    ["The currency is not {currency}", "Nothing is converted by guess; convert it to {currency} and import again."],
  ),
  "duplicate-in-file": t(
    ["和第 {row} 行重复（{key}）", "同一编号在文件里只能出现一次，请删去多余的行。"],
    ["與第 {row} 列重複（{key}）", "同一編號在檔案中只能出現一次，請刪去多餘的列。"],
    ["The same as row {row} ({key})", "One code may stand once in a file; delete the extra row."],
  ),
  "partner-row-refused": t(
    ["同一订单 {key} 的其他行不合格", "订单要么整张导入，要么不导入；请先改好那几行。"],
    ["同一訂單 {key} 的其他列不合格", "訂單須整張匯入；請先修正那幾列。"],
    ["Another row of order {key} was refused", "An order goes in whole or not at all; correct the other rows first."],
  ),
  "header-differs": t(
    ["“{field}”和同一订单第 {row} 行不一致", "同一订单各行的抬头信息要相同。"],
    ["「{field}」與同一訂單第 {row} 列不一致", "同一訂單各列的表頭資料須相同。"],
    ["“{field}” differs from row {row} of the same order", "All rows of an order repeat the same header values."],
  ),
  "unknown-unit": t(
    ["没有部门 {unit}", "请先导入组织，或改成已有的部门编码。"],
    ["沒有部門 {unit}", "請先匯入組織，或改為既有的部門代碼。"],
    ["There is no unit {unit}", "Import the organisation first, or use a known unit code."],
  ),
  "unknown-person": t(
    ["没有工号 {person}", "请先导入人员，或改成已有的工号。"],
    ["沒有員工編號 {person}", "請先匯入人員，或改為既有的員工編號。"],
    ["There is no person {person}", "Import people first, or use a known employee number."],
  ),
  "unknown-customer": t(
    ["没有客户 {customer}", "请先导入客户，或改成已有的客户编码。"],
    ["沒有客戶 {customer}", "請先匯入客戶，或改為既有的客戶代碼。"],
    ["There is no customer {customer}", "Import customers first, or use a known customer code."],
  ),
  "unknown-product": t(
    ["没有产品 {product}", "请先导入产品，或改成已有的产品编码。"],
    ["沒有產品 {product}", "請先匯入產品，或改為既有的產品代碼。"],
    ["There is no product {product}", "Import products first, or use a known product code."],
  ),
  "unknown-order": t(
    ["没有订单 {order}", "请先导入订单。"],
    ["沒有訂單 {order}", "請先匯入訂單。"],
    ["There is no order {order}", "Import orders first."],
  ),
  "unknown-metric": t(
    ["没有指标 {metric}", "请写签约额、回款额、新客户数等已有指标。"],
    ["沒有指標 {metric}", "請寫簽約額、收款額、新客戶數等既有指標。"],
    ["There is no metric {metric}", "Use a known metric such as signed-amount or collected-amount."],
  ),
  "unknown-node": t(
    ["没有部门或工号 {node}", "请先导入组织和人员。"],
    ["沒有部門或員工編號 {node}", "請先匯入組織與人員。"],
    ["There is no unit or person {node}", "Import the organisation and people first."],
  ),
  "not-a-period": t(
    ["“{field}”不是期间", "请写成 2026、2026-Q1 或 2026-03。"],
    ["「{field}」不是期間", "請寫成 2026、2026-Q1 或 2026-03。"],
    ["“{field}” is not a period", "Write it like 2026, 2026-Q1 or 2026-03."],
  ),
  "no-position-that-day": t(
    ["{person} 在 {day} 没有岗位", "请检查日期，或先补录这个人当时的任职。"],
    ["{person} 在 {day} 沒有職位", "請檢查日期，或先補登此人當時的任職。"],
    ["{person} held no position on {day}", "Check the date, or enter where the person worked then."],
  ),
  "position-taken": t(
    ["岗位 {position} 当时由 {person} 担任", "请另给一个岗位编码，或先登记前任的离任日期。"],
    ["職位 {position} 當時由 {person} 擔任", "請另給職位代碼，或先登記前任的離任日期。"],
    ["Position {position} is held by {person} then", "Give another position code, or enter when the holder left."],
  ),
  "unit-cycle": t(
    ["上级部门绕成了圈", "请检查上级部门，最上层应留空。"],
    ["上層部門形成循環", "請檢查上層部門，最上層應留空。"],
    ["The units above form a circle", "Check the parent; the topmost unit has none."],
  ),
  "manager-cycle": t(
    ["直属上级是本人", "请改成真正的上级，最上层留空。"],
    ["直屬主管是本人", "請改為真正的主管，最上層留空。"],
    ["The manager is the person", "Name the real manager; leave it empty at the top."],
  ),
  "leaves-before-hire": t(
    ["离职日期不晚于生效日期 {from}", "请检查两个日期。"],
    ["離職日期不晚於生效日期 {from}", "請檢查兩個日期。"],
    ["The leaving date is not after {from}", "Check both dates."],
  ),
  "deal-without-customer": t(
    ["商机没有客户", "已保留这条商机；知道客户后请补上。"],
    ["商機沒有客戶", "已保留這筆商機；得知客戶後請補上。"],
    ["The deal has no customer", "The deal is kept; add the customer when you know it."],
  ),
  "deal-unknown-customer": t(
    ["客户档案里没有“{customer}”", "已按原文保留；请先导入客户后重新导入，或改成已有的名称。"],
    ["客戶檔案中沒有「{customer}」", "已依原文保留；請先匯入客戶後重新匯入，或改為既有名稱。"],
    ["“{customer}” is not among the customers", "Its words are kept; import customers and import this again, or use a known name."],
  ),
  "deal-unknown-product": t(
    ["产品目录里没有“{product}”", "已按原文保留；请检查写法，或先导入产品后重新导入。"],
    ["產品目錄中沒有「{product}」", "已依原文保留；請檢查寫法，或先匯入產品後重新匯入。"],
    ["“{product}” is not among the products", "Its words are kept; check the spelling, or import products and import this again."],
  ),
  "deal-without-start": t(
    ["商机没有创建日期", "已保留；没有日期就算不出在手天数。"],
    ["商機沒有建立日期", "已保留；沒有日期就無法計算在手天數。"],
    ["The deal has no start date", "It is kept; without the date its age cannot be told."],
  ),
  "delivered-before-signed": t(
    ["交付日期早于签订日期", "已保留，请核对两个日期。"],
    ["交付日期早於簽約日期", "已保留，請核對兩個日期。"],
    ["Delivered before it was signed", "It is kept; check both dates."],
  ),
  "unknown-plan-line": t(
    ["订单 {order} 没有第 {line} 期回款计划", "已保留，将按最早到期的期次核销。"],
    ["訂單 {order} 沒有第 {line} 期收款計畫", "已保留，將依最早到期的期次沖銷。"],
    ["Order {order} has no plan line {line}", "It is kept and pays the line that is due first."],
  ),
  "target-twice": t(
    ["{node} 与 {other} 在 {period} 是同一岗位，目标重复", "一个岗位一个期间只有一个目标，请合并。"],
    ["{node} 與 {other} 在 {period} 為同一職位，目標重複", "一個職位一個期間只有一個目標，請合併。"],
    ["{node} and {other} hold the same position in {period}: two targets", "A position has one target a period; put them together."],
  ),
  "not-a-time": t(
    ["“{field}”的时间认不出来", "请写成 2026-03-05 09:30；只写日期也可以。"],
    ["「{field}」的時間無法辨識", "請寫成 2026-03-05 09:30；只寫日期也可以。"],
    ["The time in “{field}” cannot be read", "Write it like 2026-03-05 09:30; a date alone will do."],
  ),
  "score-out-of-range": t(
    ["分数应在 {low} 到 {high} 之间", "满意度是 1–5 分，推荐意愿与员工脉搏是 0–10 分。"],
    ["分數應在 {low} 到 {high} 之間", "滿意度為 1–5 分，推薦意願與員工脈動為 0–10 分。"],
    ["The score must be between {low} and {high}", "Satisfaction runs from 1 to 5; recommendation and pulse from 0 to 10."],
  ),
  "ends-before-start": t(
    ["结束日期不晚于开始日期 {from}", "请检查两个日期；一直有效就把结束日期留空。"],
    ["結束日期不晚於開始日期 {from}", "請檢查兩個日期；持續有效請將結束日期留白。"],
    ["It ends no later than it starts ({from})", "Check both dates; leave the end empty while it lasts."],
  ),
  "unknown-deal": t(
    ["找不到商机“{deal}”", "请先导入商机，或检查商机编号。"],
    ["找不到商機「{deal}」", "請先匯入商機，或檢查商機編號。"],
    ["Deal “{deal}” is unknown", "Import the deals first, or check the code."],
  ),
  "unknown-lead": t(
    ["找不到线索“{lead}”", "已保留这条商机；请先导入线索再重新导入，就能连上。"],
    ["找不到線索「{lead}」", "已保留這筆商機；請先匯入線索再重新匯入，即可連結。"],
    ["Lead “{lead}” is unknown", "The deal is kept; import the leads and import this again to link them."],
  ),
  "stage-added": t(
    [
      "阶段“{stage}”不在销售流程里，已作为进行中阶段加到最后",
      "如果写法有误请改正后重新导入；如果是新阶段，可以导入“商机阶段”调整顺序与概率。",
    ],
    [
      "階段「{stage}」不在銷售流程中，已作為進行中階段加到最後",
      "如果寫法有誤請更正後重新匯入；如果是新階段，可匯入「商機階段」調整順序與機率。",
    ],
    [
      "Stage “{stage}” is not in the pipeline; it was added as an open stage at the end",
      "Correct the spelling and import again, or import “Deal stages” to set its place and probability.",
    ],
  ),
};
