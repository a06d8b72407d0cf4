import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useT } from "../lib/i18n.ts";
import { KeyList } from "./KeyList.tsx";
import { PhoneBar } from "./PhoneBar.tsx";
import { Palette } from "./Palette.tsx";
import { SideNav } from "./SideNav.tsx";
import { TopBar } from "./TopBar.tsx";
import { useKeys } from "./use-keys.ts";

/** Frame of every page inside: navigation, search, the page itself. */
export function Shell() {
  const t = useT();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  useKeys({ onPalette: () => setOpen("palette"), onKeys: () => setOpen("keys") });
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <SideNav />
      <div className="shell-main">
        <TopBar onSearch={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
        <Main />
      </div>
      <PhoneBar />
      {open === "palette" && <Palette onClose={() => setOpen(null)} />}
      {open === "keys" && <KeyList onClose={() => setOpen(null)} />}
    </div>
  );
}

/** After a change of page the focus stands at its start, so that keyboard and screen reader begin there. */
function Main() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname) main.current?.focus({ preventScroll: true });
    last.current = pathname;
  }, [pathname]);
  return (
    <main id="main" tabIndex={-1} ref={main}>
      <Outlet />
    </main>
  );
}
