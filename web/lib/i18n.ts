import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { dayText, money, monthName, rate } from "./format.ts";
import { getPrefs, setPrefs } from "./prefs.ts";
import type { Locale } from "./prefs.ts";

/** Mirrors core/explain: a text key and its values. */
export type Label = { readonly key: string; readonly values?: Readonly<Record<string, string | number>> };
export type T = (key: string, values?: Readonly<Record<string, unknown>>) => string;

type Bundle = { default: Record<string, unknown> };
const bundles: Record<Locale, () => Promise<Bundle>> = {
  "zh-CN": () => import("./locales/zh-CN.ts"),
  "zh-TW": () => import("./locales/zh-TW.ts"),
  en: () => import("./locales/en.ts"),
};

const pageBundles: Record<Locale, () => Promise<Bundle>> = {
  "zh-CN": () => import("./locales/zh-CN.pages.ts"),
  "zh-TW": () => import("./locales/zh-TW.pages.ts"),
  en: () => import("./locales/en.pages.ts"),
};
const complete = new Set<Locale>();

/** The texts of all pages in the reader's language, before the first page inside is drawn: no key is ever seen. */
export async function startPages(): Promise<void> {
  const [{ chineseName }] = await Promise.all([import("#core/compensation/language/names.ts"), addPages(getPrefs().locale)]);
  i18next.services.formatter?.add("term", (value: unknown) => chineseName(String(value), getPrefs().locale === "zh-TW"));
}

async function addPages(locale: Locale): Promise<void> {
  if (complete.has(locale)) return;
  const bundle = await pageBundles[locale]();
  i18next.addResourceBundle(locale, "translation", bundle.default, true, true);
  complete.add(locale);
}

/** What sign-in and the shell say, in one chunk, before the first render: no other language is ever seen. */
export async function startI18n(): Promise<void> {
  const { locale } = getPrefs();
  const bundle = await bundles[locale]();
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: bundle.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  addFormats();
}

export async function changeLocale(locale: Locale): Promise<void> {
  const bundle = await bundles[locale]();
  i18next.addResourceBundle(locale, "translation", bundle.default, true, true);
  if (complete.size > 0) await addPages(locale);
  document.documentElement.lang = locale;
  setPrefs({ locale });
  await i18next.changeLanguage(locale);
  document.title = i18next.t("common.product");
}

/** In texts: {{amount, money}} of a decimal string, {{share, rate}} of millionths, {{on, day}}; {{name, term}} of a word of the plan language. */
function addFormats() {
  const formatter = i18next.services.formatter;
  formatter?.add("money", (value: unknown) => money(String(value), getPrefs()));
  formatter?.add("rate", (value: unknown) => rate(String(value)));
  formatter?.add("monthName", (value: unknown) => monthName(Number(value)));
  formatter?.add("day", (value: unknown) => dayText(String(value), getPrefs().locale));
}

export function useT(): T {
  const { t } = useTranslation();
  return t as unknown as T;
}

/** For a `Label` that came out of the core. */
export function useLabel(): (label: Label) => string {
  const t = useT();
  return (label) => t(label.key, label.values);
}

export const hasText = (key: string) => i18next.exists(key);
