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
  "proposal-taken": {
    status: 409,
    "zh-CN": ["这条提议已经提交过", "请刷新后查看，不需要重复提交。"],
    "zh-TW": ["這則提議已經提交過", "請重新整理後查看，不需要重複提交。"],
    en: ["This proposal is already there", "Reload to see it; nothing more needs to be sent."],
  },
  "proposal-closed": {
    status: 409,
    "zh-CN": ["这条提议已有结果", "请刷新后查看最新的往来记录，需要时另提一个数。"],
    "zh-TW": ["這則提議已有結果", "請重新整理後查看最新的往來紀錄，需要時另提一個數。"],
    en: ["This proposal is already settled", "Reload the trail, and propose another number if needed."],
  },
  "own-proposal": {
    status: 409,
    "zh-CN": ["自己提的数不能自己同意", "请等对方同意、改提或退回。"],
    "zh-TW": ["自己提的數不能自己同意", "請等對方同意、改提或退回。"],
    en: ["Nobody accepts the own proposal", "Wait until the other side accepts, counters or declines it."],
  },
  "no-draft": {
    status: 409,
    "zh-CN": ["本年度没有可写入的目标草稿", "请联系销售运营新建草稿；目标已发布的，请改提目标变更申请。"],
    "zh-TW": ["本年度沒有可寫入的目標草稿", "請聯絡銷售營運新建草稿；目標已公布的，請改提目標變更申請。"],
    en: [
      "There is no draft of this year to write into",
      "Ask sales operations for a draft, or file a change request once targets are published.",
    ],
  },
  "target-locked": {
    status: 409,
    "zh-CN": ["{name} 的目标已锁定", "它已提交审批或被上级锁定；请先由上级退回或解锁。"],
    "zh-TW": ["{name} 的目標已鎖定", "它已送審或被上級鎖定；請先由上級退回或解鎖。"],
    en: ["The target of {name} is locked", "It waits for approval or was locked above; have it returned or unlocked first."],
  },
  "target-not-balanced": {
    status: 422,
    "zh-CN": ["{name} 的目标还没有分解完", "请先把差额分解到下级，再提交审批。"],
    "zh-TW": ["{name} 的目標還沒有分解完", "請先把差額分解到下級，再送審。"],
    en: ["The target of {name} is not handed on completely", "Close the gap to the level below before submitting."],
  },
  "submission-decided": {
    status: 409,
    "zh-CN": ["这次提交已经审批过", "请刷新后查看结果。"],
    "zh-TW": ["這次送審已有結果", "請重新整理後查看結果。"],
    en: ["This submission is already decided", "Reload to see the decision."],
  },
  "own-submission": {
    status: 409,
    "zh-CN": ["自己提交的目标不能自己审批", "请由上一级审批。"],
    "zh-TW": ["自己送審的目標不能自己核准", "請由上一級核准。"],
    en: ["Nobody approves what he submitted himself", "The level above decides."],
  },
  "reason-missing": {
    status: 422,
    "zh-CN": ["请写明理由", "退回或不同意时需要写一句理由，对方才知道怎么改。"],
    "zh-TW": ["請寫明理由", "退回或不同意時需要寫一句理由，對方才知道怎麼改。"],
    en: ["Give a reason", "Returning or declining needs a sentence the other side can act on."],
  },
} as const satisfies Problems;
