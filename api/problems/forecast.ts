import type { Problems } from "./shape.ts";

export const forecastProblems = {
  "forecast-period": {
    status: 422,
    "zh-CN": ["{period} 不是月或季", "业绩预测按月或按季提交，请换一个期间。"],
    "zh-TW": ["{period} 不是月或季", "業績預測按月或按季提交，請換一個期間。"],
    en: ["{period} is neither a month nor a quarter", "Forecasts are made by month or quarter; choose another period."],
  },
  "forecast-over": {
    status: 422,
    "zh-CN": ["{period} 已经结束，不能再提交预测", "请选择本期或以后的期间；过去的预测保持当时的样子。"],
    "zh-TW": ["{period} 已經結束，不能再提交預測", "請選擇本期或以後的期間；過去的預測保持當時的樣子。"],
    en: [
      "{period} is over; nothing more can be said about it",
      "Choose the present period or a later one; past forecasts stay as they were.",
    ],
  },
  "forecast-figures": {
    status: 422,
    "zh-CN": ["金额不成立：承诺不能为负，最好情况不能低于承诺", "请填写两个数，或两个都留空以撤回。"],
    "zh-TW": ["金額不成立：承諾不能為負，最好情況不能低於承諾", "請填寫兩個數，或兩個都留空以撤回。"],
    en: [
      "These amounts cannot be: a commit is not negative, and best case is not below it",
      "Fill in both, or leave both empty to take the forecast back.",
    ],
  },
  "forecast-taken": {
    status: 409,
    "zh-CN": ["这次预测已经提交过", "请刷新后查看，不需要重复提交。"],
    "zh-TW": ["這次預測已經提交過", "請重新整理後查看，不需要重複提交。"],
    en: ["This forecast was submitted already", "Reload to see it; there is no need to send it twice."],
  },
} as const satisfies Problems;
