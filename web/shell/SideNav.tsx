import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { Icon } from "../ui/Icon.tsx";
import { useNav } from "./nav.ts";
import type { NavPage } from "./nav.ts";

export function SideNav() {
  const t = useT();
  const { tenant } = useMe();
  const nav = useNav();
  const manage = nav.filter((page) => page.nav.group === "manage");
  return (
    <nav className="side-nav no-print" aria-label={t("shell.navigation")}>
      <Link to="/" className="brand">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <span>
          <b>{t("common.product")}</b>
          <small>{tenant.name}</small>
        </span>
      </Link>
      <NavList pages={nav.filter((page) => page.nav.group === "work")} />
      {manage.length > 0 && (
        <>
          <p className="nav-group">{t("nav.manage")}</p>
          <NavList pages={manage} />
        </>
      )}
    </nav>
  );
}

export function NavList({ pages, onGo }: { pages: readonly NavPage[]; onGo?: () => void }) {
  const t = useT();
  return (
    <ul>
      {pages.map(({ path, nav }) => (
        <li key={path}>
          <Link to={path} className="nav-link" activeOptions={{ exact: path === "/", includeSearch: false }} onClick={onGo}>
            <Icon name={nav.icon} size={18} />
            {t(nav.text)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
