import { useMemo } from "react";
import { isDark, usePrefs } from "../lib/prefs.ts";

const names = [
  "bg",
  "surface",
  "surface-2",
  "line",
  "line-strong",
  "text",
  "text-2",
  "accent",
  "accent-soft",
  "on-accent",
  "info",
  "amber",
  "red",
  "chart-1",
  "chart-2",
  "chart-3",
  "chart-4",
  "chart-5",
  "chart-muted",
  "chart-target",
] as const;
export type Tokens = Record<(typeof names)[number], string> & { dark: boolean; font: string };

function read(): Tokens {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...(colours as Record<(typeof names)[number], string>), font: style.getPropertyValue("--font").trim(), dark: isDark() };
}

/** The colours of tokens.css as values, for libraries that cannot read CSS variables; follows the theme. */
export function useTokens(): Tokens {
  const prefs = usePrefs();
  return useMemo(() => (prefs ? read() : read()), [prefs]);
}
