import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useSignOut } from "../lib/sign-out.ts";
import { ReadingChoices } from "../ui/ReadingChoices.tsx";

/** How I read, and the way out. */
export function UserMenu() {
  const t = useT();
  const me = useMe();
  const signOut = useSignOut();
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => box.current?.removeAttribute("open");
  return (
    <details
      className="user-menu"
      ref={box}
      onKeyDown={(event) => event.key === "Escape" && close()}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <summary className="button plain">
        <span className="avatar" aria-hidden="true">
          {me.name.slice(0, 1)}
        </span>
        <span className="wide-only">{me.name}</span>
        <span className="visually-hidden">{t("shell.userMenu")}</span>
      </summary>
      <div className="user-sheet">
        <p>
          <b>{me.name}</b> <span className="muted small">{me.roles.map((role) => t(`role.${role}`)).join(" · ")}</span>
        </p>
        <ReadingChoices />
        <Link to="/settings" className="button" onClick={close}>
          {t("shell.settings")}
        </Link>
        <button type="button" className="button" onClick={signOut}>
          {t("shell.signOut")}
        </button>
      </div>
    </details>
  );
}
