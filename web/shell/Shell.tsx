import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
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
      <a className="skip-link" href="#main">{t("shell.skip")}</a>
      <SideNav />
      <div className="shell-main">
        <TopBar onSearch={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <PhoneBar />
      {open === "palette" && <Palette onClose={() => setOpen(null)} />}
      {open === "keys" && <KeyList onClose={() => setOpen(null)} />}
    </div>
  );
}
