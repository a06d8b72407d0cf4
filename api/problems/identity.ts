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
} as const satisfies Problems;
