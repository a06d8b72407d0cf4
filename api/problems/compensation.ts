import type { Problems } from "./shape.ts";

export const compensationProblems = {
  "period-unknown": {
    status: 422,
    "zh-CN": ["没有这个期间：{period}", "请选择年、半年、季度、月或周，例如 2026-Q2、2026-06。"],
    "zh-TW": ["沒有這個期間：{period}", "請選擇年、半年、季、月或週，例如 2026-Q2、2026-06。"],
    en: ["There is no period {period}", "Choose a year, half, quarter, month or week, such as 2026-Q2 or 2026-06."],
  },
  "no-scheme": {
    status: 404,
    "zh-CN": ["这一期还没有考核方案", "请人力或销售运营发布考核方案后再看。"],
    "zh-TW": ["這一期還沒有考核辦法", "請人資或業務營運發布考核辦法後再看。"],
    en: ["No appraisal scheme is in force", "HR or sales operations can publish one."],
  },
  "no-plan": {
    status: 404,
    "zh-CN": ["这一期没有适用的激励方案", "请销售运营把方案分配到这个岗位，并由财务发布。"],
    "zh-TW": ["這一期沒有適用的獎酬方案", "請業務營運將方案指派到這個職位，並由財務發布。"],
    en: ["No incentive plan applies", "Sales operations assigns a plan to the position, finance publishes it."],
  },
  "period-not-over": {
    status: 409,
    "zh-CN": ["这一期还没有结束", "{to} 起可以公布考核结果。"],
    "zh-TW": ["這一期還沒有結束", "{to} 起可以公布考核結果。"],
    en: ["The period is not over", "Results can be published from {to}."],
  },
  "document-refused": {
    status: 422,
    "zh-CN": ["方案有 {count} 处需要修改", "第一处：{first}。改好后再保存，现有版本没有变动。"],
    "zh-TW": ["方案有 {count} 處需要修改", "第一處：{first}。改好後再儲存，現有版本沒有變動。"],
    en: ["The text has {count} problems", "First: {first}. Correct it and save again; the present version is unchanged."],
  },
  "preview-needs-amount": {
    status: 422,
    "zh-CN": ["请填写金额，或选一个有金额的商机", "填写金额后即可试算，不会写入任何数据。"],
    "zh-TW": ["請填寫金額，或選一個有金額的商機", "填寫金額後即可試算，不會寫入任何資料。"],
    en: ["Give an amount, or a deal that has one", "Nothing is written by a what-if."],
  },
  "plan-published": {
    status: 409,
    "zh-CN": ["这个版本已经发布", "已发布的版本不能再改；需要调整时请新建版本。"],
    "zh-TW": ["這個版本已經發布", "已發布的版本不能再改；需要調整時請新增版本。"],
    en: ["This version is published", "A published version never changes; write a new one."],
  },
  "plan-tests-failed": {
    status: 409,
    "zh-CN": ["方案里有 {count} 个用例没过", "第一个：{first}。请改方案或改用例，都过了才能发布。"],
    "zh-TW": ["方案裡有 {count} 個案例未通過", "第一個：{first}。請修改方案或案例，全部通過才能發布。"],
    en: ["{count} tests of the plan fail", "First: {first}. Correct the plan or the test; it can be published when all pass."],
  },
  "own-draft": {
    status: 403,
    "zh-CN": ["自己起草的方案不能自己发布", "请另一位有权限的同事复核后发布。"],
    "zh-TW": ["自己起草的方案不能自己發布", "請另一位有權限的同事覆核後發布。"],
    en: ["Whoever drafted a plan cannot publish it", "Ask a colleague with the right to check and publish it."],
  },
} as const satisfies Problems;
