import type { Problems } from "./shape.ts";

export const identityProblems = {
  "sign-in-refused": {
    status: 401,
    "zh-CN": ["账号或密码不正确", "请检查后重试；忘记密码请联系管理员重置。"],
    "zh-TW": ["帳號或密碼不正確", "請檢查後重試；忘記密碼請聯絡管理員重設。"],
    en: ["The login or password is wrong", "Check and try again; an administrator can reset the password."],
  },
  "too-many-tries": {
    status: 429,
    "zh-CN": ["尝试次数过多", "请在 {minutes} 分钟后再试。"],
    "zh-TW": ["嘗試次數過多", "請在 {minutes} 分鐘後再試。"],
    en: ["Too many tries", "Try again in {minutes} minutes."],
  },
  "not-for-tokens": {
    status: 403,
    "zh-CN": ["访问令牌不能做这件事", "令牌只能用在勾选的范围里；审批、公布、关账、签字、账号和密码要本人登录后操作。"],
    "zh-TW": ["存取權杖不能做這件事", "權杖只能用在勾選的範圍裡；審批、公布、關帳、簽字、帳號和密碼要本人登入後操作。"],
    en: [
      "A key for programs cannot do this",
      "It works in its chosen areas only. Approvals, publishing, closing, signing, accounts and passwords take a person who signs in.",
    ],
  },
  "too-many-tokens": {
    status: 409,
    "zh-CN": ["访问令牌太多", "每个账号最多 {max} 个，请先停用不再使用的。"],
    "zh-TW": ["存取權杖太多", "每個帳號最多 {max} 個，請先停用不再使用的。"],
    en: ["Too many keys", "An account has at most {max}. End one that is not used any more."],
  },
  "link-used-up": {
    status: 410,
    "zh-CN": ["链接已失效", "链接只能使用一次且有期限，请联系管理员重新发送。"],
    "zh-TW": ["連結已失效", "連結只能使用一次且有期限，請聯絡管理員重新發送。"],
    en: ["The link is no longer valid", "It works once and for a limited time. Ask the administrator for a new one."],
  },
  "password-too-short": {
    status: 422,
    "zh-CN": ["密码太短", "请使用至少 10 个字符，一句好记的话就很合适。"],
    "zh-TW": ["密碼太短", "請使用至少 10 個字元，一句好記的話就很合適。"],
    en: ["The password is too short", "Use at least ten characters; a sentence you remember does well."],
  },
  "password-too-common": {
    status: 422,
    "zh-CN": ["密码太容易被猜到", "请不要使用常见密码、重复字符或您的账号。"],
    "zh-TW": ["密碼太容易被猜到", "請不要使用常見密碼、重複字元或您的帳號。"],
    en: ["The password is easy to guess", "Do not use a common password, one repeated character or your login."],
  },
  "present-password-wrong": {
    status: 422,
    "zh-CN": ["当前密码不正确", "请重新输入当前密码；忘记了请让管理员发送重置链接。"],
    "zh-TW": ["目前密碼不正確", "請重新輸入目前密碼；忘記了請讓管理員發送重設連結。"],
    en: ["The present password is wrong", "Type it again, or ask the administrator for a reset link."],
  },
  "second-factor-on": {
    status: 409,
    "zh-CN": ["两步验证已开启", "如需更换设备，请先关闭再重新开启。"],
    "zh-TW": ["兩步驟驗證已開啟", "如需更換裝置，請先關閉再重新開啟。"],
    en: ["One-time codes are already on", "To change the device, switch them off first."],
  },
  "code-refused": {
    status: 422,
    "zh-CN": ["验证码不正确", "请输入验证器上最新的 6 位数字；每个码只能用一次。"],
    "zh-TW": ["驗證碼不正確", "請輸入驗證器上最新的 6 位數字；每個碼只能用一次。"],
    en: ["The code is not right", "Type the newest six digits; each code works once."],
  },
  "login-taken": {
    status: 409,
    "zh-CN": ["该账号已被使用", "请换一个账号。"],
    "zh-TW": ["該帳號已被使用", "請換一個帳號。"],
    en: ["This login is taken", "Choose another one."],
  },
  "person-has-user": {
    status: 409,
    "zh-CN": ["{name} 已有登录账号", "如需重新登录，请发送重置链接。"],
    "zh-TW": ["{name} 已有登入帳號", "如需重新登入，請發送重設連結。"],
    en: ["{name} already has a login", "Send a reset link instead."],
  },
  "not-on-yourself": {
    status: 409,
    "zh-CN": ["不能对自己操作", "请由另一位管理员处理；修改自己的密码请到“我的设置”。"],
    "zh-TW": ["不能對自己操作", "請由另一位管理員處理；修改自己的密碼請到「我的設定」。"],
    en: ["Not on yourself", "Another administrator must do this; change your own password in your settings."],
  },
} as const satisfies Problems;
