import type { Problems } from "./shape.ts";

export const notificationProblems = {
  "metric-unknown": {
    status: 422,
    "zh-CN": ["没有“{metric}”这个指标", "请从指标列表里选择一个。"],
    "zh-TW": ["沒有「{metric}」這個指標", "請從指標清單中選擇一個。"],
    en: ["There is no metric {metric}", "Choose one from the list of metrics."],
  },
  "webhook-address-refused": {
    status: 422,
    "zh-CN": ["这个地址不能用于推送", "请填写公网的 https 地址；要推送到内网，请运维在服务器上设置 HENGJI_WEBHOOKS_INSIDE=yes。"],
    "zh-TW": ["這個位址不能用於推送", "請填寫公開網路的 https 位址；要推送到內網，請維運人員在伺服器設定 HENGJI_WEBHOOKS_INSIDE=yes。"],
    en: [
      "This address cannot be used",
      "Give a public https address; for your own network the operator sets HENGJI_WEBHOOKS_INSIDE=yes on the server.",
    ],
  },
  "webhook-paused": {
    status: 409,
    "zh-CN": ["推送已暂停", "请先恢复推送，再发测试消息。"],
    "zh-TW": ["推送已暫停", "請先恢復推送，再傳測試訊息。"],
    en: ["Sending is paused", "Let it go on first, then try it."],
  },
  "threshold-refused": {
    status: 422,
    "zh-CN": ["阈值“{threshold}”读不懂", "请填一个数；比率请填百分数，例如 80%。"],
    "zh-TW": ["門檻「{threshold}」無法辨識", "請填一個數字；比率請填百分比，例如 80%。"],
    en: ["The threshold {threshold} cannot be read", "Enter a number; for a rate a percentage such as 80 %."],
  },
  "mail-address-missing": {
    status: 422,
    "zh-CN": ["还没有可用的收件邮箱", "请先在“接收设置”里填写邮箱；如仍不可用，请管理员配置发信服务器。"],
    "zh-TW": ["還沒有可用的收件信箱", "請先在「接收設定」填寫信箱；若仍無法使用，請管理員設定寄信伺服器。"],
    en: [
      "There is no mail address to send to",
      "Enter one under delivery settings; if that is done, ask the administrator to set up the mail server.",
    ],
  },
  "too-many-rules": {
    status: 422,
    "zh-CN": ["已经有 {max} 条了", "请先删除不再需要的。"],
    "zh-TW": ["已經有 {max} 條了", "請先刪除不再需要的。"],
    en: ["There are {max} already", "Delete those that are no longer needed first."],
  },
  "quiet-hours-half": {
    status: 422,
    "zh-CN": ["免打扰时段只填了一半", "请同时填写开始和结束，或都留空。"],
    "zh-TW": ["勿擾時段只填了一半", "請同時填寫開始與結束，或都留空。"],
    en: ["The quiet hours lack an end", "Fill in both start and end, or neither."],
  },
  "robot-address-refused": {
    status: 422,
    "zh-CN": ["这不是该群机器人的地址", "请在群设置里复制机器人的 Webhook 地址，必须以 https:// 开头，且属于所选的平台。"],
    "zh-TW": ["這不是該群機器人的網址", "請在群組設定複製機器人的 Webhook 網址，須以 https:// 開頭，且屬於所選的平台。"],
    en: [
      "This is not the address of such a group robot",
      "Copy the webhook address from the group's settings; it starts with https:// and belongs to the platform chosen.",
    ],
  },
  "robot-out-of-reach": {
    status: 422,
    "zh-CN": ["不能向这个群发送简报", "群里只发本部门的合计数，需要对该部门有导出权限。"],
    "zh-TW": ["不能向這個群組傳送簡報", "群組只傳送該部門的合計數，需要對該部門有匯出權限。"],
    en: ["No digest can go to this group", "A group hears the totals of its unit only, from someone who may export them."],
  },
} as const satisfies Problems;
