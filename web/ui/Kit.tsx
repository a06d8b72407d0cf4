import { ConfigProvider, theme } from "antd";
import en from "antd/locale/en_US.js";
import zhCN from "antd/locale/zh_CN.js";
import zhTW from "antd/locale/zh_TW.js";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn.js";
import "dayjs/locale/zh-tw.js";
import type { ReactNode } from "react";
import { usePrefs } from "../lib/prefs.ts";
import type { Locale } from "../lib/prefs.ts";
import { useTokens } from "./tokens.ts";

const words: Record<Locale, typeof en> = { "zh-CN": zhCN, "zh-TW": zhTW, en };
const dates: Record<Locale, string> = { "zh-CN": "zh-cn", "zh-TW": "zh-tw", en: "en" };

/** Ant Design in our colours and language; arrives with the first page that uses it. */
export function Kit({ children }: { children: ReactNode }) {
  const { locale } = usePrefs();
  const tokens = useTokens();
  dayjs.locale(dates[locale]);
  return (
    <ConfigProvider locale={words[locale]} button={{ autoInsertSpace: false }} theme={themeOf(tokens)} componentSize="middle">
      {children}
    </ConfigProvider>
  );
}

/** Secondary and placeholder text are darker than the kit's own: its defaults miss AA contrast. */
function themeOf(tokens: ReturnType<typeof useTokens>) {
  return {
    algorithm: tokens.dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: tokens.accent,
      colorInfo: tokens.info,
      colorError: tokens.red,
      colorWarning: tokens.amber,
      colorLink: tokens.accent,
      colorText: tokens.text,
      colorTextSecondary: tokens["text-2"],
      colorTextTertiary: tokens["text-2"],
      colorTextDescription: tokens["text-2"],
      colorTextPlaceholder: tokens["text-2"],
      colorTextLightSolid: tokens["on-accent"],
      colorBgContainer: tokens.surface,
      colorBgElevated: tokens.surface,
      colorBgLayout: tokens.bg,
      colorBorder: tokens["line-strong"],
      colorBorderSecondary: tokens.line,
      fontFamily: tokens.font,
      fontSize: 14,
      borderRadius: 6,
      motion: false,
    },
  };
}
