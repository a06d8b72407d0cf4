import { daysBetween } from "#core/base/date.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { StatusTag } from "./StatusTag.tsx";

/** When something is due, as one would say it: today, in three days, two days late. */
export function DueTag({ day }: { day: string }) {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const left = daysBetween(today, day);
  if (left < 0) return <StatusTag kind="danger">{t("due.late", { count: -left })}</StatusTag>;
  if (left === 0) return <StatusTag kind="attention">{t("due.today")}</StatusTag>;
  return <StatusTag kind={left <= 3 ? "info" : "neutral"}>{t("due.on", { day: format.day(day) })}</StatusTag>;
}
