import type { ReactNode } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { StatusTag } from "./index.ts";

type Key = Reply<"GET /api/me/access-tokens">["rows"][number];

/** A key for programs: what it is good for, until when, and when it was used last. */
export function KeyLine({ one, owner, children }: { one: Key; owner?: string; children: ReactNode }) {
  const t = useT();
  const { today } = usePrefs();
  const isOver = one.expiresAt.slice(0, 10) < today;
  return (
    <li className="spread">
      <span>
        <b>{one.name}</b> {owner && <span className="muted">{owner}</span>}{" "}
        {isOver ? (
          <StatusTag kind="attention">{t("settings.keys.over")}</StatusTag>
        ) : (
          one.mayWrite && <StatusTag>{t("settings.keys.mayWrite")}</StatusTag>
        )}
        <span className="row small muted">
          <span>{one.areas.map((area) => t(`settings.keys.area.${area}`)).join(t("settings.keys.and"))}</span>
          <span className="num">{t("settings.keys.until", { day: one.expiresAt.slice(0, 10) })}</span>
          <span className="num">{one.usedOn ? t("settings.keys.usedOn", { day: one.usedOn }) : t("settings.keys.unused")}</span>
        </span>
      </span>
      {children}
    </li>
  );
}
