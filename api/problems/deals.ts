import type { Problems } from "./shape.ts";

export const dealProblems = {
  "stage-twice": {
    status: 422,
    "zh-CN": ["有两个阶段叫“{stage}”", "请给每个阶段一个不同的名称。"],
    "zh-TW": ["有兩個階段叫「{stage}」", "請給每個階段一個不同的名稱。"],
    en: ["Two stages are called “{stage}”", "Give every stage a name of its own."],
  },
  "stage-in-use": {
    status: 422,
    "zh-CN": ["有商机到过“{stage}”，不能删除，也不能改成另一种阶段", "可以改名或换位置；先把商机移走也不行，因为历史里有它。"],
    "zh-TW": ["有商機到過「{stage}」，不能刪除，也不能改成另一種階段", "可以改名或換位置；先把商機移走也不行，因為歷史裡有它。"],
    en: ["Deals have stood in “{stage}”: it can neither be removed nor become another kind", "Rename or move it; history needs it."],
  },
  "stage-ends": {
    status: 422,
    "zh-CN": ["销售流程要以赢单和输单结束", "进行中的阶段至少一个，都排在前面；最后是一个赢单、一个输单。"],
    "zh-TW": ["銷售流程要以贏單和輸單結束", "進行中的階段至少一個，都排在前面；最後是一個贏單、一個輸單。"],
    en: ["A sales process ends with won and lost", "At least one open stage first, then one stage for won and one for lost."],
  },
  "deal-closed": {
    status: 409,
    "zh-CN": ["商机已经关闭", "请先重新打开，再改阶段、金额、日期或负责人。"],
    "zh-TW": ["商機已經結案", "請先重新開啟，再變更階段、金額、日期或負責人。"],
    en: ["The deal is closed", "Reopen it first, then change its stage, amount, dates or owner."],
  },
  "deal-open": {
    status: 409,
    "zh-CN": ["商机还在进行中", "不需要重新打开，直接修改即可。"],
    "zh-TW": ["商機仍在進行中", "不需要重新開啟，直接修改即可。"],
    en: ["The deal is open", "There is nothing to reopen; change it as it is."],
  },
  "deal-stage-unknown": {
    status: 422,
    "zh-CN": ["销售流程里没有进行中的阶段“{stage}”", "请选择流程里的阶段；赢单或输单请用“关闭商机”。"],
    "zh-TW": ["銷售流程中沒有進行中的階段「{stage}」", "請選擇流程中的階段；贏單或輸單請用「結案」。"],
    en: ["The pipeline has no open stage “{stage}”", "Choose a stage of the pipeline; use “Close deal” for won or lost."],
  },
  "deal-amount-negative": {
    status: 422,
    "zh-CN": ["商机金额不能为负", "请填写零或正数；还不知道就留空。"],
    "zh-TW": ["商機金額不可為負", "請填寫零或正數；尚未確定可留白。"],
    en: ["The amount of a deal cannot be negative", "Enter zero or more; leave it empty while it is unknown."],
  },
  "deal-split-refused": {
    status: 422,
    "zh-CN": ["业绩分摊不成立", "每人只写一次、合计正好 100%，且都是当日在岗的同事。"],
    "zh-TW": ["業績分攤不成立", "每人只寫一次、合計正好 100%，且都是當日在職的同事。"],
    en: ["The split does not hold", "Name each person once, make it exactly 100 %, and only people who hold a position that day."],
  },
  "deal-owner-refused": {
    status: 422,
    "zh-CN": ["不能把商机交给“{person}”", "请选择您管辖范围内、今天在岗的同事，或请主管转交。"],
    "zh-TW": ["不能將商機交給「{person}」", "請選擇您管轄範圍內、今天在職的同事，或請主管轉交。"],
    en: ["The deal cannot go to “{person}”", "Choose somebody within your reach who holds a position today, or ask your manager."],
  },
  "deal-customer-unknown": {
    status: 422,
    "zh-CN": ["没有您能看到的客户“{code}”", "请从查找结果里选客户；新客户请先在“导入”里带入。"],
    "zh-TW": ["沒有您能看到的客戶「{code}」", "請從查詢結果裡選客戶；新客戶請先在「匯入」裡帶入。"],
    en: ["There is no customer “{code}” within your reach", "Choose one from the search; a new customer comes in by “Import” first."],
  },
  "deal-loss-incomplete": {
    status: 422,
    "zh-CN": ["输单信息不完整", "请选择输单类型和至少一个原因；输给竞品时还要写明是谁。"],
    "zh-TW": ["輸單資訊不完整", "請選擇輸單類型與至少一個原因；輸給競品時還要寫明是誰。"],
    en: ["The loss is not fully told", "Choose how it was lost and at least one reason; name the competitor where one won."],
  },
  "deal-won-without-amount": {
    status: 422,
    "zh-CN": ["赢单必须有金额", "请填写成交金额。"],
    "zh-TW": ["贏單必須有金額", "請填寫成交金額。"],
    en: ["A won deal needs an amount", "Enter what was signed."],
  },
  "deal-close-day": {
    status: 422,
    "zh-CN": ["关闭日期不对", "应在创建日期 {from} 与今天 {today} 之间。"],
    "zh-TW": ["結案日期不正確", "應在建立日期 {from} 與今天 {today} 之間。"],
    en: ["The closing day is wrong", "It lies between the day it was created, {from}, and today, {today}."],
  },
  "activity-day": {
    status: 422,
    "zh-CN": ["活动日期不能晚于今天", "请填写今天 {today} 或之前的日期。"],
    "zh-TW": ["活動日期不能晚於今天", "請填寫今天 {today} 或之前的日期。"],
    en: ["What was done cannot lie ahead", "Enter today, {today}, or an earlier day."],
  },
  "activity-without-post": {
    status: 422,
    "zh-CN": ["您当天没有岗位", "活动记在岗位上；请由当天在岗的同事登记。"],
    "zh-TW": ["您當天沒有職位", "活動記在職位上；請由當天在職的同事登錄。"],
    en: ["You held no position that day", "Activities count for positions; somebody who holds one must note it."],
  },
} as const satisfies Problems;
