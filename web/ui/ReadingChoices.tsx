import { useId } from "react";
import { changeLocale, useT } from "../lib/i18n.ts";
import { locales, setPrefs, usePrefs } from "../lib/prefs.ts";
import type { Locale, NumberStyle, Theme } from "../lib/prefs.ts";
import { saveSettings } from "../lib/save-settings.ts";

const languageNames: Record<Locale, string> = { "zh-CN": "简体中文", "zh-TW": "繁體中文", en: "English" };

/** Language, theme and number style: shown at once, kept on the server. */
export function ReadingChoices() {
  const t = useT();
  const prefs = usePrefs();
  const choose = (change: { locale?: Locale; theme?: Theme; numberStyle?: NumberStyle }) => {
    if (change.locale) void changeLocale(change.locale);
    else setPrefs(change);
    void saveSettings(change);
  };
  const themes: [Theme, string][] = [
    ["system", t("shell.themeSystem")],
    ["light", t("shell.themeLight")],
    ["dark", t("shell.themeDark")],
  ];
  const styles: [NumberStyle, string][] = [
    ["wan", t("shell.numbersShort")],
    ["full", t("shell.numbersFull")],
  ];
  return (
    <div className="stack">
      <Choice
        label={t("shell.language")}
        value={prefs.locale}
        options={locales.map((l) => [l, languageNames[l]])}
        onChange={(locale) => choose({ locale })}
      />
      <Choice label={t("shell.theme")} value={prefs.theme} options={themes} onChange={(theme) => choose({ theme })} />
      <Choice label={t("shell.numbers")} value={prefs.numberStyle} options={styles} onChange={(numberStyle) => choose({ numberStyle })} />
    </div>
  );
}

type ChoiceProps<V extends string> = { label: string; value: V; options: readonly [V, string][]; onChange: (value: V) => void };

function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value as V)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
