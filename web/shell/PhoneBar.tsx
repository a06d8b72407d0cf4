import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { SidePanel } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNav } from "./nav.ts";
import { NavList } from "./SideNav.tsx";

/** The thumb's four places and the rest behind 更多. */
export function PhoneBar() {
  const t = useT();
  const nav = useNav();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <nav className="phone-bar no-print" aria-label={t("shell.quickNavigation")}>
        {nav
          .filter((page) => page.nav.phone)
          .slice(0, 4)
          .map(({ path, nav: { icon, text } }) => (
            <Link key={path} to={path} activeOptions={{ exact: path === "/", includeSearch: false }}>
              <Icon name={icon} size={20} />
              {t(path === "/" ? "nav.today" : text)}
            </Link>
          ))}
        <button type="button" onClick={() => setOpen(true)}>
          <Icon name="more" size={20} />
          {t("nav.more")}
        </button>
      </nav>
      <SidePanel open={isOpen} title={t("nav.more")} onClose={() => setOpen(false)}>
        <NavList pages={nav} onGo={() => setOpen(false)} />
      </SidePanel>
    </>
  );
}
