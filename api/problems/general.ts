import type { Problems } from "./shape.ts";

export const generalProblems = {
  "not-found": {
    status: 404,
    "zh-CN": ["没有找到这条内容", "可能已被删除，或链接不完整。请返回列表重新打开。"],
    "zh-TW": ["找不到這筆資料", "可能已刪除，或連結不完整。請回到列表重新開啟。"],
    en: ["Not found", "It may have been removed, or the link is incomplete. Go back to the list and open it again."],
  },
  "not-signed-in": {
    status: 401,
    "zh-CN": ["请先登录", "登录已过期或已退出，请重新登录。"],
    "zh-TW": ["請先登入", "登入已過期或已登出，請重新登入。"],
    en: ["Please sign in", "Your session has ended. Sign in again."],
  },
  "bad-request": {
    status: 400,
    "zh-CN": ["提交的内容有误", "请按提示修改后再提交。"],
    "zh-TW": ["送出的內容有誤", "請依提示修改後再送出。"],
    en: ["The request is not valid", "Correct the fields named below and send it again."],
  },
  "cross-site": {
    status: 403,
    "zh-CN": ["请求来源不被接受", "请在本系统页面内操作。"],
    "zh-TW": ["請求來源不被接受", "請在本系統頁面內操作。"],
    en: ["The request came from another site", "Use the pages of this system."],
  },
  "version-moved": {
    status: 409,
    "zh-CN": ["内容刚被他人修改", "已为您保留输入，请对照最新内容后再保存。"],
    "zh-TW": ["內容剛被他人修改", "已保留您的輸入，請對照最新內容後再儲存。"],
    en: ["Somebody changed this in the meantime", "Your input is kept. Compare it with the present record and save again."],
  },
  "key-reused": {
    status: 422,
    "zh-CN": ["同一幂等键用于不同请求", "请为新的请求生成新的幂等键。"],
    "zh-TW": ["同一冪等鍵用於不同請求", "請為新的請求產生新的冪等鍵。"],
    en: ["The idempotency key belongs to another request", "Make a new key for a new request."],
  },
  "too-many-requests": {
    status: 429,
    "zh-CN": ["操作过于频繁", "请在 {seconds} 秒后再试。"],
    "zh-TW": ["操作過於頻繁", "請在 {seconds} 秒後再試。"],
    en: ["Too many requests", "Try again in {seconds} seconds."],
  },
  "too-large": {
    status: 413,
    "zh-CN": ["内容过大", "请减小文件或分批提交（上限 {limit}）。"],
    "zh-TW": ["內容過大", "請縮小檔案或分批送出（上限 {limit}）。"],
    en: ["Too large", "Make the file smaller or send it in parts (limit {limit})."],
  },
  unavailable: {
    status: 503,
    "zh-CN": ["服务暂时不可用", "数据没有丢失，请稍候再试。"],
    "zh-TW": ["服務暫時無法使用", "資料沒有遺失，請稍後再試。"],
    en: ["The service is briefly unavailable", "Nothing is lost. Try again in a moment."],
  },
  unexpected: {
    status: 500,
    "zh-CN": ["出了点问题", "数据没有改动。请重试；若仍出现，请把编号 {requestId} 告诉管理员。"],
    "zh-TW": ["發生了一點問題", "資料沒有變動。請重試；若仍出現，請將編號 {requestId} 告知管理員。"],
    en: ["Something went wrong", "Nothing was changed. Try again; if it stays, give the administrator the code {requestId}."],
  },
} as const satisfies Problems;
