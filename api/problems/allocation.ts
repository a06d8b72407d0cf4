import type { Problems } from "./shape.ts";

export const allocationProblems = {
  "allocation-no-basis": {
    status: 422,
    "zh-CN": ["所选依据都没有数据，没法判断谁该多谁该少", "请换一个依据（例如人数或工作日），或先导入业绩、商机和客户。"],
    "zh-TW": ["所選依據都沒有資料，無法判斷誰該多誰該少", "請換一個依據（例如人數或工作日），或先匯入業績、商機和客戶。"],
    en: [
      "None of the bases chosen has any figure to go by",
      "Choose another basis (heads or working days), or import results, deals and accounts first.",
    ],
  },
  "allocation-nobody": {
    status: 422,
    "zh-CN": ["{name} 下面没有可以承担目标的岗位", "请先在组织里添加销售岗位，再分配目标。"],
    "zh-TW": ["{name} 下面沒有可以承擔目標的職位", "請先在組織裡新增業務職位，再分配目標。"],
    en: ["Nobody below {name} can carry a target", "Add selling positions to the organisation first."],
  },
  "allocation-floors-exceed": {
    status: 422,
    "zh-CN": ["{name} 的各项下限合计超出 {by}", "涉及：{who}。请降低这些下限，或把总目标至少提高 {by}。"],
    "zh-TW": ["{name} 的各項下限合計超出 {by}", "涉及：{who}。請降低這些下限，或把總目標至少提高 {by}。"],
    en: ["Floors at {name} exceed its number by {by}", "Concerned: {who}. Lower these floors, or raise the total by at least {by}."],
  },
  "allocation-caps-miss": {
    status: 422,
    "zh-CN": ["{name} 的各项上限合计还差 {by}，装不下总目标", "涉及：{who}。请提高这些上限，或把总目标至少降低 {by}。"],
    "zh-TW": ["{name} 的各項上限合計還差 {by}，裝不下總目標", "涉及：{who}。請提高這些上限，或把總目標至少降低 {by}。"],
    en: ["Caps at {name} leave {by} that nobody may take", "Concerned: {who}. Raise these caps, or lower the total by at least {by}."],
  },
  "allocation-locks-exceed": {
    status: 422,
    "zh-CN": ["{name} 锁定的数已超过总目标 {by}", "涉及：{who}。请解锁其中一部分，或把总目标至少提高 {by}。"],
    "zh-TW": ["{name} 鎖定的數已超過總目標 {by}", "涉及：{who}。請解鎖其中一部分，或把總目標至少提高 {by}。"],
    en: [
      "What is locked at {name} exceeds its number by {by}",
      "Concerned: {who}. Unlock some of it, or raise the total by at least {by}.",
    ],
  },
  "allocation-locks-miss": {
    status: 422,
    "zh-CN": ["{name} 全部锁定，还差 {by} 没有人承担", "涉及：{who}。请至少解锁一个来承担差额。"],
    "zh-TW": ["{name} 全部鎖定，還差 {by} 沒有人承擔", "涉及：{who}。請至少解鎖一個來承擔差額。"],
    en: ["Everything at {name} is locked and {by} is left for nobody", "Concerned: {who}. Unlock at least one to take the rest."],
  },
  "allocation-bounds-cross": {
    status: 422,
    "zh-CN": ["{name} 的下限比上限高 {by}", "涉及：{who}。请调整，让下限不超过上限；部门的上限不能低于下级下限之和。"],
    "zh-TW": ["{name} 的下限比上限高 {by}", "涉及：{who}。請調整，讓下限不超過上限；部門的上限不能低於下級下限之和。"],
    en: [
      "A floor at {name} is {by} above its cap",
      "Concerned: {who}. Keep floors at or below caps; a unit's cap cannot be below the floors of those under it.",
    ],
  },
  "allocation-step-too-coarse": {
    status: 422,
    "zh-CN": ["{name} 的取整单位 {by} 太大，上下限之间放不下", "涉及：{who}。请选更小的取整单位，或放宽上下限。"],
    "zh-TW": ["{name} 的取整單位 {by} 太大，上下限之間放不下", "涉及：{who}。請選更小的取整單位，或放寬上下限。"],
    en: ["Steps of {by} do not fit between floor and cap at {name}", "Concerned: {who}. Choose smaller steps or wider bounds."],
  },
  "allocation-moved": {
    status: 409,
    "zh-CN": ["草稿在您查看之后被别人改过", "请重新试算，看过最新的差异再写入；您的方案还在，没有丢失。"],
    "zh-TW": ["草稿在您查看之後被別人改過", "請重新試算，看過最新的差異再寫入；您的方案還在，沒有遺失。"],
    en: [
      "Somebody changed the draft since you looked at it",
      "Compute again and look at the differences before writing; your scenario is kept.",
    ],
  },
  "allocation-no-draft": {
    status: 409,
    "zh-CN": ["这一年还没有可以写入的草稿，或草稿里还没有您部门的总数", "请销售运营先建好草稿并填上您部门的总目标。"],
    "zh-TW": ["這一年還沒有可以寫入的草稿，或草稿裡還沒有您部門的總數", "請業務營運先建好草稿並填上您部門的總目標。"],
    en: [
      "There is no draft to write into, or it gives your unit no number yet",
      "Ask sales operations for a draft that holds your unit's total.",
    ],
  },
  "allocation-undone": {
    status: 409,
    "zh-CN": ["这次写入已经撤回过了", "不需要再操作；可以在草稿里查看现在的数。"],
    "zh-TW": ["這次寫入已經撤回過了", "不需要再操作；可以在草稿裡查看現在的數。"],
    en: ["This was taken back already", "There is nothing left to do; the draft shows what stands now."],
  },
  "allocation-went-on": {
    status: 409,
    "zh-CN": ["写入之后草稿又有改动，不能整体撤回", "请在目标表里逐项调整，或应用另一个方案。"],
    "zh-TW": ["寫入之後草稿又有改動，不能整體撤回", "請在目標表裡逐項調整，或套用另一個方案。"],
    en: [
      "The draft has been changed since, so it cannot be taken back as a whole",
      "Adjust single numbers in the tree, or apply another scenario.",
    ],
  },
  "evidence-type": {
    status: 422,
    "zh-CN": ["这个附件的类型不支持，或内容与类型不符", "请上传 PDF、PNG、JPG、CSV、TXT 或 XLSX 文件。"],
    "zh-TW": ["這個附件的類型不支援，或內容與類型不符", "請上傳 PDF、PNG、JPG、CSV、TXT 或 XLSX 檔案。"],
    en: ["This kind of file is not taken, or its content is not what it says", "Attach a PDF, PNG, JPG, CSV, TXT or XLSX file."],
  },
  "evidence-size": {
    status: 422,
    "zh-CN": ["附件太大或为空", "附件最大 512 KB；请压缩或只截取需要的部分。"],
    "zh-TW": ["附件太大或為空", "附件最大 512 KB；請壓縮或只擷取需要的部分。"],
    en: ["The file is too large, or empty", "Files may have 512 KB: compress it, or take the part that matters."],
  },
  "territory-applied": {
    status: 409,
    "zh-CN": ["这份辖区方案已经执行", "客户已经换人负责；要再调整，请新建一份方案。"],
    "zh-TW": ["這份轄區方案已經執行", "客戶已經換人負責；要再調整，請新建一份方案。"],
    en: ["This territory plan has been carried out", "The accounts have changed hands; make a new plan to move them again."],
  },
  "territory-not-yet": {
    status: 409,
    "zh-CN": ["方案从 {on} 起生效，还没有到时间", "请到生效日再执行，或先把生效日期改早。"],
    "zh-TW": ["方案從 {on} 起生效，還沒有到時間", "請到生效日再執行，或先把生效日期改早。"],
    en: ["The plan takes effect on {on}, which is still to come", "Carry it out on that day, or set an earlier one first."],
  },
  "territory-moved": {
    status: 409,
    "zh-CN": ["{count} 个客户在方案保存之后已经换了负责人", "涉及：{who}。请打开方案核对，重新保存后再执行；没有任何客户被改动。"],
    "zh-TW": ["{count} 個客戶在方案儲存之後已經換了負責人", "涉及：{who}。請開啟方案核對，重新儲存後再執行；沒有任何客戶被改動。"],
    en: [
      "{count} accounts have changed hands since the plan was saved",
      "Concerned: {who}. Look at the plan, save it again, then carry it out; nothing was changed.",
    ],
  },
} as const satisfies Problems;
