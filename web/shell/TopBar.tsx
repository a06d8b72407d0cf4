import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFormat } from "../lib/use-format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Bell } from "./Bell.tsx";
import { UserMenu } from "./UserMenu.tsx";

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const t = useT();
  const format = useFormat();
  const { tenant } = useMe();
  return (
    <header className="top-bar no-print">
      <button type="button" className="search-button" onClick={onSearch} aria-keyshortcuts="Meta+K Control+K">
        <Icon name="search" />
        <span className="grow">{t("palette.placeholder")}</span>
        <kbd>{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <span className="today muted small">
        {format.day(tenant.today)}
        {tenant.isDemo && ` · ${t("shell.demo")}`}
      </span>
      <Bell />
      <button type="button" className="button plain icon wide-only" onClick={onKeys} aria-label={t("keys.title")}>
        ?
      </button>
      <UserMenu />
    </header>
  );
}
