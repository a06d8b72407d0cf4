import type { Problems } from "./shape.ts";

export const improvementProblems = {
  "finding-gone": {
    status: 422,
    "zh-CN": ["选中的发现已经变了", "数据有更新，请回到诊断页重新选择。"],
    "zh-TW": ["選取的發現已經變了", "資料有更新，請回到診斷頁重新選擇。"],
    en: ["A chosen finding is no longer there", "The data have moved on: choose again on the diagnosis page."],
  },
  "owner-cannot-see": {
    status: 422,
    "zh-CN": ["负责人看不到这份诊断", "依据超出了负责人的权限。请对负责人自己的部门或岗位做诊断，再定计划。"],
    "zh-TW": ["負責人看不到這份診斷", "依據超出了負責人的權限。請對負責人自己的部門或職位做診斷，再訂計畫。"],
    en: [
      "The owner may not see this diagnosis",
      "The evidence is beyond the owner's reach: diagnose the owner's own unit or seat, then make the plan.",
    ],
  },
  "review-before-start": {
    status: 422,
    "zh-CN": ["复盘日期早于开始日期", "请把复盘日期改到 {startOn} 之后。"],
    "zh-TW": ["檢討日期早於開始日期", "請將檢討日期改到 {startOn} 之後。"],
    en: ["The review lies before the start", "Set the review after {startOn}."],
  },
  "plan-action-outside": {
    status: 422,
    "zh-CN": ["行动项的日期不在计划期间内", "请把“{title}”的日期改到 {startOn} 与 {reviewOn} 之间。"],
    "zh-TW": ["行動項目的日期不在計畫期間內", "請將「{title}」的日期改到 {startOn} 與 {reviewOn} 之間。"],
    en: ["An action is due outside the plan", "Set the due date of “{title}” between {startOn} and {reviewOn}."],
  },
  "plan-signed": {
    status: 409,
    "zh-CN": ["计划已有人签署，不能再改", "如需改动，请结束这份计划后另建一份。"],
    "zh-TW": ["計畫已有人簽署，不能再改", "如需改動，請結束這份計畫後另建一份。"],
    en: ["The plan has been signed and cannot change", "Close this plan and make a new one."],
  },
  "plan-changed": {
    status: 409,
    "zh-CN": ["计划在您打开之后改过", "请看过现在的内容再签署。"],
    "zh-TW": ["計畫在您開啟之後改過", "請看過現在的內容再簽署。"],
    en: ["The plan has changed since you opened it", "Read it as it stands now, then sign."],
  },
  "plan-already-signed": {
    status: 409,
    "zh-CN": ["这一方已经签过", "不需要再签，请刷新页面。"],
    "zh-TW": ["這一方已經簽過", "不需要再簽，請重新整理頁面。"],
    en: ["This side has signed already", "Nothing is left to sign: reload the page."],
  },
  "plan-not-agreed": {
    status: 409,
    "zh-CN": ["计划还没有双方签署，或已经结束", "双方签署之后才能结束计划。"],
    "zh-TW": ["計畫還沒有雙方簽署，或已經結束", "雙方簽署之後才能結束計畫。"],
    en: ["The plan is not agreed by both, or is closed already", "A plan is closed after both have signed."],
  },
} as const satisfies Problems;
