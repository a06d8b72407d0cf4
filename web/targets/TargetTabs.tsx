import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";

/** The pages around targets, one line under the title. */
export function TargetTabs() {
  const t = useT();
  const tabs = [
    { to: "/targets", text: "target-letters.tab.tree", may: useCan("targets:read") },
    { to: "/targets/overview", text: "target-pace.overview.tab", may: useCan("targets:read") },
    { to: "/targets/pace", text: "target-pace.tab", may: useCan("targets:read") },
    { to: "/targets/strategy", text: "strategy.tab", may: useCan("strategy:read") },
    { to: "/targets/profiles", text: "job-profiles.tab", may: useCan("job-profiles:read") },
    { to: "/targets/changes", text: "target-changes.tab", may: useCan("target-talks:read") },
    { to: "/targets/smart", text: "smart.open", may: useCan("targets:read") },
    { to: "/targets/letters", text: "target-letters.tab.letters", may: useCan("target-letters:read") },
  ];
  return (
    <nav className="row target-tabs no-print" aria-label={t("target-letters.tab.label")}>
      {tabs
        .filter(({ may }) => may)
        .map(({ to, text }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ "aria-current": "page" }}>
            {t(text)}
          </Link>
        ))}
    </nav>
  );
}
