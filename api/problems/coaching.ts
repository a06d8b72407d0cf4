import type { Problems } from "./shape.ts";

export const coachingProblems = {
  "talk-in-future": {
    status: 422,
    "zh-CN": ["面谈日期还没到", "请填写今天或之前的日期。"],
    "zh-TW": ["面談日期還沒到", "請填寫今天或之前的日期。"],
    en: ["The talk lies in the future", "Give the day it was held: today or earlier."],
  },
  "action-before-talk": {
    status: 422,
    "zh-CN": ["行动项的截止日期早于面谈日期", "请把“{title}”的截止日期改到 {heldOn} 或之后。"],
    "zh-TW": ["行動項目的截止日期早於面談日期", "請將「{title}」的截止日期改到 {heldOn} 或之後。"],
    en: ["An action is due before the talk", "Set the due date of “{title}” to {heldOn} or later."],
  },
} as const satisfies Problems;
