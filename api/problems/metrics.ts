import type { Problems } from "./shape.ts";

export const metricProblems = {
  "metric-unsound": {
    status: 422,
    "zh-CN": ["这份定义还有 {count} 处问题，不能发布", "请在编辑页按提示改好再发布。"],
    "zh-TW": ["這份定義還有 {count} 處問題，不能公布", "請在編輯頁依提示改好再公布。"],
    en: ["The definition still has {count} problems and cannot be published", "Mend them as the editor shows and publish again."],
  },
  "metric-day-taken": {
    status: 409,
    "zh-CN": ["已有一版从 {day} 起生效", "已发布的版本不能改，请换一个生效日期。"],
    "zh-TW": ["已有一版從 {day} 起生效", "已公布的版本不能改，請換一個生效日期。"],
    en: ["A version counts from {day} already", "What is published cannot change: choose another day."],
  },
  "day-ends-early": {
    status: 422,
    "zh-CN": ["下班时间不晚于上班时间", "请把下班时间改到上班时间之后。"],
    "zh-TW": ["下班時間不晚於上班時間", "請把下班時間改到上班時間之後。"],
    en: ["The working day ends before it begins", "Put its end after its beginning."],
  },
} as const satisfies Problems;
