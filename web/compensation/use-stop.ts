import { chineseName } from "#core/compensation/language/names.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";

type Stop = { readonly code: string; readonly values: Readonly<Record<string, string | number>> };

/** Why nothing is paid, in the reader's words: a Chinese reader knows the plan's "quota" as 配额. */
export function useStop(): (stop: Stop) => string {
  const t = useT();
  const { locale } = usePrefs();
  return ({ code, values }) => {
    const isChinese = locale.startsWith("zh") && typeof values.name === "string";
    return t(`plan.stopped.${code}`, isChinese ? { ...values, name: chineseName(values.name as string) } : values);
  };
}
