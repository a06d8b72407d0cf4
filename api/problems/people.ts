import type { Problems } from "./shape.ts";

export const peopleProblems = {
  "code-taken": {
    status: 409,
    "zh-CN": ["编码 {code} 已被使用", "请换一个编码。"],
    "zh-TW": ["代碼 {code} 已被使用", "請換一個代碼。"],
    en: ["The code {code} is taken", "Choose another one."],
  },
  "row-refused": {
    status: 422,
    "zh-CN": ["{reason}", "{remedy}"],
    "zh-TW": ["{reason}", "{remedy}"],
    en: ["{reason}", "{remedy}"],
  },
  "day-of-other-year": {
    status: 422,
    "zh-CN": ["{day} 不在 {year} 年", "请在对应的年份里修改。"],
    "zh-TW": ["{day} 不在 {year} 年", "請在對應的年份裡修改。"],
    en: ["{day} is not in {year}", "Change it in its own year."],
  },
  "calendar-not-published": {
    status: 422,
    "zh-CN": ["{year} 年的法定节假日安排尚未收录", "请在国务院公布后手工维护，或升级后再取。"],
    "zh-TW": ["{year} 年的法定節假日安排尚未收錄", "請於公布後手動維護，或升級後再取。"],
    en: [
      "The official calendar of {year} is not known yet",
      "Keep the days by hand once they are published, or take them after an upgrade.",
    ],
  },
  "fiscal-year-in-use": {
    status: 409,
    "zh-CN": ["已有目标，财年起始月不能再改", "目标的期间按现在的财年命名；如需更改，请先与管理员确认新的年度安排。"],
    "zh-TW": ["已有目標，會計年度起始月不能再改", "目標的期間依現在的年度命名；如需更改，請先與管理員確認新的年度安排。"],
    en: [
      "Targets exist: the fiscal year's start cannot move",
      "Their periods are named by it. Agree on a new year with the administrator first.",
    ],
  },
} as const satisfies Problems;
