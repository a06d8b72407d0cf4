import type { Problems } from "./shape.ts";

export const targetProblems = {
  "draft-exists": {
    status: 409,
    "zh-CN": ["已有一份草稿（第 {version} 版）", "请继续编辑这份草稿，或先放弃它。"],
    "zh-TW": ["已有一份草稿（第 {version} 版）", "請繼續編輯這份草稿，或先放棄它。"],
    en: ["There is a draft already (version {version})", "Go on with that draft or throw it away first."],
  },
  "targets-published": {
    status: 409,
    "zh-CN": ["第 {version} 版已发布，不能再改", "请新建一版草稿，在草稿上调整后再发布。"],
    "zh-TW": ["第 {version} 版已公布，不能再改", "請新建一版草稿，在草稿上調整後再公布。"],
    en: ["Version {version} is published and cannot change", "Make a new draft, adjust it there and publish it."],
  },
  "targets-empty": {
    status: 422,
    "zh-CN": ["草稿里还没有任何目标", "请先填写或分解目标，再发布。"],
    "zh-TW": ["草稿裡還沒有任何目標", "請先填寫或分解目標，再公布。"],
    en: ["The draft holds no targets yet", "Enter or decompose targets before publishing."],
  },
  "target-not-positive": {
    status: 422,
    "zh-CN": ["目标必须大于零", "请填写大于零的数；还没有目标请留空，不要填 0。"],
    "zh-TW": ["目標必須大於零", "請填寫大於零的數；還沒有目標請留空，不要填 0。"],
    en: ["A target is above zero", "Enter a number above zero; leave it empty where there is no target yet."],
  },
  "not-a-period": {
    status: 422,
    "zh-CN": ["{period} 不是本年度的月、季、半年或全年", "请选择表格里的某一列。"],
    "zh-TW": ["{period} 不是本年度的月、季、半年或全年", "請選擇表格裡的某一欄。"],
    en: ["{period} is no month, quarter, half or year of this fiscal year", "Choose a column of the table."],
  },
  "nothing-to-share-among": {
    status: 422,
    "zh-CN": ["{name} 下面没有可分解的部门或人员", "请先在组织里添加岗位，再分解目标。"],
    "zh-TW": ["{name} 下面沒有可分解的部門或人員", "請先在組織裡新增職位，再分解目標。"],
    en: ["There is nobody below {name} to share among", "Add positions to the organisation first."],
  },
  "locked-exceed-whole": {
    status: 422,
    "zh-CN": ["{name} 下面锁定的数已超过总目标", "请解锁部分下级，或提高总目标。"],
    "zh-TW": ["{name} 下面鎖定的數已超過總目標", "請解鎖部分下級，或提高總目標。"],
    en: ["What is locked below {name} exceeds the whole", "Unlock some of it or raise the whole."],
  },
  "locked-miss-whole": {
    status: 422,
    "zh-CN": ["{name} 下面全部锁定，但加起来不等于总目标", "请至少解锁一个下级来承担差额。"],
    "zh-TW": ["{name} 下面全部鎖定，但加起來不等於總目標", "請至少解鎖一個下級來承擔差額。"],
    en: ["Everything below {name} is locked and does not add up to the whole", "Unlock at least one to take the rest."],
  },
  "share-negative": {
    status: 422,
    "zh-CN": ["份额不能为负", "请填写零或正数。"],
    "zh-TW": ["份額不能為負", "請填寫零或正數。"],
    en: ["A share is not negative", "Enter zero or more."],
  },
} as const satisfies Problems;
