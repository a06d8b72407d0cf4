import { useSyncExternalStore } from "react";

export const locales = ["zh-CN", "zh-TW", "en"] as const;
export type Locale = (typeof locales)[number];
export type Theme = "system" | "light" | "dark";
export type NumberStyle = "wan" | "full";

/** How this person reads: kept on the server, mirrored here for the moment before it answers. */
export type Prefs = {
  locale: Locale;
  theme: Theme;
  numberStyle: NumberStyle;
  currency: string;
  today: string;
  fiscalStartMonth: number;
  weekStart: number;
};

const STORE = "hengji";
const asLocale = (text: string | undefined): Locale => locales.find((l) => l === text) ?? "zh-CN";

function stored(): Partial<Prefs> {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") as Partial<Prefs>;
  } catch {
    return {};
  }
}

function initial(): Prefs {
  const base: Omit<Prefs, "locale"> = {
    theme: "system",
    numberStyle: "wan",
    currency: "CNY",
    today: "2026-01-01",
    fiscalStartMonth: 1,
    weekStart: 1,
  };
  if (typeof document === "undefined") return { ...base, locale: "zh-CN" };
  return { ...base, ...stored(), locale: asLocale(document.documentElement.lang) };
}

let prefs = initial();
const listeners = new Set<() => void>();

export const getPrefs = () => prefs;

export function setPrefs(change: Partial<Prefs>) {
  prefs = { ...prefs, ...change };
  const { locale, theme, numberStyle } = prefs;
  localStorage.setItem(STORE, JSON.stringify({ locale, theme, numberStyle }));
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePrefs = () => useSyncExternalStore(subscribe, getPrefs);

const darkWish = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");
export const isDark = () => prefs.theme === "dark" || (prefs.theme === "system" && darkWish?.matches === true);

function applyTheme() {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
}
darkWish?.addEventListener("change", () => setPrefs({}));
