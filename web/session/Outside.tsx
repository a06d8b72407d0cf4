import type { ReactNode } from "react";
import { useEffect } from "react";
import { changeLocale, useT } from "../lib/i18n.ts";
import { locales, usePrefs } from "../lib/prefs.ts";
import type { Locale } from "../lib/prefs.ts";

const names: Record<Locale, string> = { "zh-CN": "简体", "zh-TW": "繁體", en: "EN" };

/** Frame of the pages before the sign-in: small, plain, in the reader's language at once. */
export function Outside({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const t = useT();
  const { locale } = usePrefs();
  useEffect(() => {
    document.title = `${title} · ${t("common.product")}`;
  }, [title, t]);
  return (
    <main className="outside">
      <div className="outside-box">
        <div className="spread">
          <span className="brand">
            <img src="/icon.svg" alt="" width={36} height={36} />
            <b>{t("common.product")}</b>
          </span>
          <span className="row">
            {locales.map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                className="text-button small"
                aria-pressed={one === locale}
                onClick={() => void changeLocale(one)}
              >
                {names[one]}
              </button>
            ))}
          </span>
        </div>
        <div>
          <h1>{title}</h1>
          {hint && <p className="muted">{hint}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
